package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Failures;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.List;

/**
 * Parts of nested values. {@code __element} is {@code array[index]} and {@code map[key]}, {@code
 * __field} is {@code struct.field}.
 */
final class AccessFunctions {
  private AccessFunctions() {}

  static List<Function> all() {
    return List.of(
        access("element_at", 1, false, true),
        access("try_element_at", 1, true, true),
        access("__element", 0, false, true),
        access("get", 0, true, false),
        field());
  }

  /**
   * @param first the place of the first element
   * @param takesMaps whether the first argument may be a map, in which a key is looked up
   */
  private static Function access(String name, int first, boolean isTry, boolean takesMaps) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          Signature.count(name, arguments, 2, 2);
          Expression source = arguments.getFirst();
          if (source.type() instanceof ArrayType array && !isIndex(name, arguments.get(1).type()))
            throw Signature.mismatch(name, arguments, 1, "INT");
          if (source.type() instanceof ArrayType array)
            return new Call(
                name,
                List.of(source, Signature.coerceOne(name, arguments, 1, INTEGER)),
                array.elementType(),
                true);
          boolean isOtherKey =
              takesMaps
                  && !name.equals("__element")
                  && source.type() instanceof MapType map
                  && Coercion.widestWithoutText(map.keyType(), arguments.get(1).type()).isEmpty();
          boolean isEmptyMap =
              source.type() instanceof MapType empty
                  && empty.keyType() == AtomicType.NULL
                  && arguments.get(1).type() != AtomicType.NULL;
          if (isOtherKey || isEmptyMap) throw Signature.mismatch(name, arguments);
          if (takesMaps && source.type() instanceof MapType map)
            return new Call(
                name,
                List.of(
                    source,
                    Coercion.cast(
                        Signature.coerceOne(name, arguments, 1, map.keyType()), map.keyType())),
                map.valueType(),
                true);
          throw Signature.mismatch(name, arguments, 0, takesMaps ? "an array or map" : "an array");
        },
        (call, settings) -> {
          boolean isNull = isTry || !settings.isAnsi();
          return PerRow.STRICT.values(
              call.type(),
              call.argument(0).type() instanceof MapType
                  ? AccessFunctions::lookUp
                  : (a, out) -> element(name, first, isNull, a, out));
        });
  }

  /** Brackets take whole numbers of any width, the functions what has room in an int. */
  private static boolean isIndex(String name, DataType type) {
    return switch (name) {
      case "get" -> true;
      case "__element" -> Coercion.isIntegral(type) || type == AtomicType.NULL;
      default -> Coercion.isIntegral(type) && type != AtomicType.LONG;
    };
  }

  private static void lookUp(Arguments a, VectorBuilder out) {
    Vector key = a.column(1).flat();
    Vector keys = a.keys(0);
    for (int i = a.start(0); i < a.end(0); i++) {
      if (!VectorOrder.equal(keys, i, key, a.place(1))) continue;
      out.append(a.mapValues(0), i);
      return;
    }
    out.appendNull();
  }

  private static void element(
      String name, int first, boolean isNull, Arguments a, VectorBuilder out) {
    int index = a.intAt(1);
    int size = a.size(0);
    if (first == 1 && index == 0)
      throw Failures.invalidArgument(
          name, "index 0", "an index from 1, or below zero from the end");
    int place = first == 1 && index < 0 ? size + index : index - first;
    if (place >= 0 && place < size) {
      out.append(a.elements(0), a.start(0) + place);
    } else if (isNull) {
      out.appendNull();
    } else {
      throw Failures.invalidIndex(
          "An array of " + size + " elements has none at index " + index,
          first == 1 ? "try_element_at" : "get");
    }
  }

  private static Function field() {
    return new Function.Scalar(
        "__field",
        (arguments, _) -> {
          Signature.count("field", arguments, 2, 2);
          Expression source = arguments.getFirst();
          if (source.type() instanceof StructType struct
              && arguments.get(1) instanceof Literal(String name, DataType _)) {
            int index = index(struct, name);
            DataType type = struct.field(index).dataType();
            boolean isNullable = source.nullable() || struct.field(index).nullable();
            return new Call(
                "__field",
                List.of(source, new Literal(struct.field(index).name(), STRING)),
                type,
                isNullable);
          }
          throw Signature.mismatch("field access", arguments, 0, "a struct");
        },
        (call, _) -> {
          StructType struct = (StructType) call.argument(0).type();
          int index = index(struct, (String) ((Literal) call.argument(1)).value());
          return PerRow.STRICT.values(
              call.type(),
              (a, out) ->
                  out.append(((StructVector) a.column(0).flat()).fields().get(index), a.place(0)));
        });
  }

  private static int index(StructType struct, String name) {
    int found = -1;
    for (int i = 0; i < struct.size(); i++) {
      if (!struct.field(i).name().equalsIgnoreCase(name)) continue;
      if (found >= 0)
        throw new EngineException(
            SqlError.COLUMN_AMBIGUOUS,
            "Several fields of " + struct.simpleString() + " are named " + name,
            "Rename one of them where the struct is made");
      found = i;
    }
    if (found < 0)
      throw new EngineException(
          SqlError.COLUMN_NOT_FOUND,
          "No field of " + struct.simpleString() + " is named " + name,
          "Use one of " + struct.fieldNames());
    return found;
  }
}
