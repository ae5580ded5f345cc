package io.brasa.sql.function.nested;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.MapBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;

/** Arrays, maps and structs made of values. */
public final class NestedFunctions {
  private NestedFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    functions.add(array());
    functions.add(map());
    functions.add(struct());
    functions.add(namedStruct());
    functions.addAll(AccessFunctions.all());
    functions.addAll(ArrayFunctions.all());
    functions.addAll(LambdaFunctions.all());
    functions.addAll(GeneratorFunctions.all());
    return functions;
  }

  private static Function array() {
    return new Function.Scalar(
        "array",
        (arguments, _) -> {
          List<Expression> same = Signature.same("array", arguments);
          DataType element = same.isEmpty() ? AtomicType.NULL : same.getFirst().type();
          return new Call(
              "array", same, new ArrayType(element, Signature.anyNullable(same)), false);
        },
        (call, _) ->
            PerRow.LENIENT.values(
                call.type(),
                (a, out) -> {
                  ArrayBuilder array = (ArrayBuilder) out;
                  for (int i = 0; i < a.count(); i++) append(array.elements(), a, i);
                  array.endRow();
                }));
  }

  static void append(VectorBuilder out, Arguments a, int argument) {
    if (a.isNull(argument)) out.appendNull();
    else out.append(a.column(argument).flat(), a.place(argument));
  }

  private static Function map() {
    return new Function.Scalar(
        "map",
        (arguments, _) -> {
          if (arguments.size() % 2 != 0) throw Signature.mismatch("map", arguments);
          List<Expression> keys = new ArrayList<>();
          List<Expression> values = new ArrayList<>();
          for (int i = 0; i < arguments.size(); i += 2) {
            keys.add(arguments.get(i));
            values.add(arguments.get(i + 1));
          }
          if (keys.stream().anyMatch(key -> key.type() instanceof MapType))
            throw Signature.mismatch(
                "map", keys, 0, "no map, since maps are not equal to each other");
          keys = Signature.same("map", keys);
          values = Signature.same("map", values);
          List<Expression> all = new ArrayList<>();
          for (int i = 0; i < keys.size(); i++) {
            all.add(keys.get(i));
            all.add(values.get(i));
          }
          DataType none = AtomicType.NULL;
          MapType type =
              keys.isEmpty()
                  ? new MapType(none, none, false)
                  : new MapType(
                      keys.getFirst().type(),
                      values.getFirst().type(),
                      Signature.anyNullable(values));
          return new Call("map", all, type, false);
        },
        (call, _) -> PerRow.LENIENT.values(call.type(), NestedFunctions::appendMap));
  }

  private static void appendMap(Arguments a, VectorBuilder out) {
    MapBuilder map = (MapBuilder) out;
    for (int i = 0; i < a.count(); i += 2) {
      if (a.isNull(i))
        throw Failures.invalidArgument("map", "a key that is null", "keys that are not");
      for (int j = 0; j < i; j += 2) {
        Vector one = a.column(j).flat();
        if (VectorOrder.equal(one, a.place(j), a.column(i).flat(), a.place(i)))
          throw Failures.invalidArgument(
              "map", "the key " + a.value(i) + " twice", "each key once");
      }
      append(map.keys(), a, i);
      append(map.values(), a, i + 1);
    }
    map.endRow();
  }

  /** Fields are named by the columns they come from, others {@code col1}, {@code col2}. */
  private static Function struct() {
    return new Function.Scalar(
        "struct",
        (arguments, _) -> {
          List<StructField> fields = new ArrayList<>();
          for (int i = 0; i < arguments.size(); i++) {
            Expression argument = arguments.get(i);
            fields.add(new StructField(name(argument, i), argument.type(), argument.nullable()));
          }
          return new Call("struct", arguments, new StructType(fields), false);
        },
        (call, _) -> PerRow.LENIENT.values(call.type(), NestedFunctions::appendStruct));
  }

  private static String name(Expression argument, int index) {
    return switch (argument) {
      case Attribute attribute -> attribute.name();
      case Call(String function, List<Expression> a, DataType _, boolean _)
          when function.equals("__field")
              && a.get(1) instanceof Literal(String field, DataType _) ->
          field;
      default -> "col" + (index + 1);
    };
  }

  private static void appendStruct(Arguments a, VectorBuilder out) {
    StructBuilder struct = (StructBuilder) out;
    for (int i = 0; i < a.count(); i++) append(struct.field(i), a, i);
    struct.endRow();
  }

  /** Names and values by turns; it becomes a struct whose type has the names. */
  private static Function namedStruct() {
    return new Function.Scalar(
        "named_struct",
        (arguments, _) -> {
          if (arguments.size() % 2 != 0) throw Signature.mismatch("named_struct", arguments);
          List<StructField> fields = new ArrayList<>();
          List<Expression> values = new ArrayList<>();
          for (int i = 0; i < arguments.size(); i += 2) {
            if (!(arguments.get(i) instanceof Literal(String name, DataType _)))
              throw Signature.mismatch("named_struct", arguments, i, "a constant STRING");
            Expression value = arguments.get(i + 1);
            values.add(value);
            fields.add(new StructField(name, value.type(), value.nullable()));
          }
          return new Call("struct", values, new StructType(fields), false);
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a struct");
        });
  }
}
