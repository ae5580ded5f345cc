package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.MapBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Maps made of others, of arrays and of text. A key may come once and is never null. */
public final class MapFunctions {
  private MapFunctions() {}

  public static List<Function> all() {
    return List.of(concat(), containsKey(), entries(), fromArrays(), fromEntries(), ofText());
  }

  /** The keys that a map has so far. */
  private static final class Keys {
    private final String function;
    private final Set<Key> seen = new HashSet<>();

    Keys(String function) {
      this.function = function;
    }

    /** Fails if the key is null or was there before. */
    void add(Vector keys, int place) {
      if (keys.isNullAt(place))
        throw Failures.invalidArgument(function, "a key that is null", "keys that are not");
      if (!seen.add(new Key(keys, place)))
        throw Failures.invalidArgument(
            function, "the key " + Values.get(keys, place) + " twice", "each key once");
    }
  }

  private record Key(Vector vector, int place) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key(Vector v, int p) && VectorOrder.equal(vector, place, v, p);
    }

    @Override
    public int hashCode() {
      return (int) VectorHash.at(vector, place);
    }
  }

  private static Function concat() {
    return new Function.Scalar(
        "map_concat",
        (given, _) -> {
          if (given.isEmpty())
            return new Call("map", List.of(), new MapType(STRING, STRING, false), false);
          List<Expression> arguments = given;
          for (int i = 0; i < arguments.size(); i++)
            if (!(arguments.get(i).type() instanceof MapType))
              throw Signature.mismatch("map_concat", arguments, i, "a map");
          List<Expression> same = Signature.same("map_concat", arguments);
          return new Call("map_concat", same, same.getFirst().type(), Signature.anyNullable(same));
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  MapBuilder map = (MapBuilder) out;
                  Keys keys = new Keys("map_concat");
                  for (int i = 0; i < a.count(); i++) {
                    for (int j = a.start(i); j < a.end(i); j++) keys.add(a.keys(i), j);
                    map.keys().appendRange(a.keys(i), a.start(i), a.end(i));
                    map.values().appendRange(a.mapValues(i), a.start(i), a.end(i));
                  }
                  map.endRow();
                }));
  }

  private static MapType map(String name, List<Expression> arguments, int index) {
    if (arguments.get(index).type() instanceof MapType map) return map;
    throw Signature.mismatch(name, arguments, index, "a map");
  }

  private static Function containsKey() {
    return new Function.Scalar(
        "map_contains_key",
        (arguments, _) -> {
          Signature.count("map_contains_key", arguments, 2, 2);
          MapType map = map("map_contains_key", arguments, 0);
          DataType key =
              Coercion.widestWithoutText(map.keyType(), arguments.get(1).type())
                  .filter(_ -> arguments.get(1).type() != NULL)
                  .orElseThrow(() -> Signature.mismatch("map_contains_key", arguments));
          MapType type = new MapType(key, map.valueType(), map.valueContainsNull());
          List<Expression> coerced =
              List.of(Coercion.cast(arguments.get(0), type), Coercion.cast(arguments.get(1), key));
          return new Call("map_contains_key", coerced, BOOLEAN, Signature.anyNullable(coerced));
        },
        (_, _) ->
            PerRow.STRICT.truths(
                BOOLEAN,
                a -> {
                  Vector keys = a.keys(0);
                  for (int i = a.start(0); i < a.end(0); i++)
                    if (VectorOrder.equal(keys, i, a.column(1).flat(), a.place(1))) return true;
                  return false;
                }));
  }

  private static Function entries() {
    return new Function.Scalar(
        "map_entries",
        (arguments, _) -> {
          Signature.count("map_entries", arguments, 1, 1);
          MapType map = map("map_entries", arguments, 0);
          StructType pair =
              new StructType(
                  List.of(
                      new StructField("key", map.keyType(), false),
                      new StructField("value", map.valueType(), map.valueContainsNull())));
          return new Call(
              "map_entries",
              arguments,
              new ArrayType(pair, false),
              arguments.getFirst().nullable());
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  ArrayBuilder array = (ArrayBuilder) out;
                  StructBuilder pair = (StructBuilder) array.elements();
                  for (int i = a.start(0); i < a.end(0); i++) {
                    pair.field(0).append(a.keys(0), i);
                    pair.field(1).append(a.mapValues(0), i);
                    pair.endRow();
                  }
                  array.endRow();
                }));
  }

  private static Function fromArrays() {
    return new Function.Scalar(
        "map_from_arrays",
        (given, _) -> {
          Signature.count("map_from_arrays", given, 2, 2);
          List<Expression> arguments = ArrayChangeFunctions.typed(given);
          ArrayType keys = ArrayChangeFunctions.array("map_from_arrays", arguments, 0);
          ArrayType values = ArrayChangeFunctions.array("map_from_arrays", arguments, 1);
          return new Call(
              "map_from_arrays",
              arguments,
              new MapType(keys.elementType(), values.elementType(), values.containsNull()),
              Signature.anyNullable(arguments));
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  if (a.size(0) != a.size(1))
                    throw Failures.invalidArgument(
                        "map_from_arrays",
                        a.size(0) + " keys and " + a.size(1) + " values",
                        "as many of one as of the other");
                  MapBuilder map = (MapBuilder) out;
                  Keys keys = new Keys("map_from_arrays");
                  for (int i = a.start(0); i < a.end(0); i++) keys.add(a.elements(0), i);
                  map.keys().appendRange(a.elements(0), a.start(0), a.end(0));
                  map.values().appendRange(a.elements(1), a.start(1), a.end(1));
                  map.endRow();
                }));
  }

  private static Function fromEntries() {
    return new Function.Scalar(
        "map_from_entries",
        (arguments, _) -> {
          Signature.count("map_from_entries", arguments, 1, 1);
          if (arguments.getFirst().type() instanceof ArrayType(StructType pair, boolean hasNull)
              && pair.size() == 2)
            return new Call(
                "map_from_entries",
                arguments,
                new MapType(
                    pair.field(0).dataType(), pair.field(1).dataType(), pair.field(1).nullable()),
                hasNull || arguments.getFirst().nullable());
          throw Signature.mismatch("map_from_entries", arguments, 0, "an array of pairs");
        },
        (call, _) -> PerRow.STRICT.values(call.type(), MapFunctions::fromEntries));
  }

  /** Null if any of the pairs is. */
  private static void fromEntries(Arguments a, VectorBuilder out) {
    Column pairs = Column.of(a.elements(0));
    for (int i = a.start(0); i < a.end(0); i++) {
      if (!pairs.isNull(i)) continue;
      out.appendNull();
      return;
    }
    MapBuilder map = (MapBuilder) out;
    Keys keys = new Keys("map_from_entries");
    List<? extends Vector> fields = ((StructVector) pairs.flat()).fields();
    for (int i = a.start(0); i < a.end(0); i++) {
      keys.add(fields.get(0), pairs.place(i));
      map.keys().append(fields.get(0), pairs.place(i));
      map.values().append(fields.get(1), pairs.place(i));
    }
    map.endRow();
  }

  /** Pairs parted by one regular expression, key and value by another; no value is null. */
  private static Function ofText() {
    return new Function.Scalar(
        "str_to_map",
        (arguments, _) -> {
          List<Expression> all = new ArrayList<>(arguments);
          if (all.size() == 1) all.add(Literal.of(","));
          if (all.size() == 2) all.add(Literal.of(":"));
          List<Expression> coerced = Signature.coerce("str_to_map", all, 3, STRING, STRING, STRING);
          return new Call(
              "str_to_map",
              coerced,
              new MapType(STRING, STRING, true),
              Signature.anyNullable(coerced));
        },
        (call, _) -> PerRow.STRICT.values(call.type(), MapFunctions::ofText));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw Failures.invalidArgument(
          "str_to_map",
          "'" + text + "', which is no regular expression: " + e.getDescription(),
          "a regular expression of java.util.regex");
    }
  }

  private static void ofText(Arguments a, VectorBuilder out) {
    MapBuilder map = (MapBuilder) out;
    Pattern between = pattern(a.text(2));
    Set<String> keys = new HashSet<>();
    for (String pair : pattern(a.text(1)).split(a.text(0), -1)) {
      String[] parts = between.split(pair, 2);
      if (!keys.add(parts[0]))
        throw Failures.invalidArgument(
            "str_to_map", "the key '" + parts[0] + "' twice", "each key once");
      ((BytesBuilder) map.keys()).append(parts[0]);
      if (parts.length > 1) ((BytesBuilder) map.values()).append(parts[1]);
      else map.values().appendNull();
    }
    map.endRow();
  }
}
