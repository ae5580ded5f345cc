package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.List;

/** Arrays with elements more or fewer, or in another form. */
public final class ArrayChangeFunctions {
  private ArrayChangeFunctions() {}

  public static List<Function> all() {
    return List.of(
        withElement("array_append", ArrayChangeFunctions::append),
        withElement("array_prepend", ArrayChangeFunctions::prepend),
        withElement("array_remove", ArrayChangeFunctions::remove),
        insert(),
        compact(),
        repeat(),
        flatten(),
        zip());
  }

  static ArrayType array(String name, List<Expression> arguments, int index) {
    if (arguments.get(index).type() instanceof ArrayType array) return array;
    throw Signature.mismatch(name, arguments, index, "an array");
  }

  /** NULL without a type is an array of nothing, where a function wants an array. */
  static List<Expression> typed(List<Expression> arguments) {
    List<Expression> typed = new ArrayList<>();
    for (Expression argument : arguments)
      typed.add(argument.type() == NULL ? new Literal(null, new ArrayType(NULL)) : argument);
    return typed;
  }

  /** An array and a value of its elements' type; only the array must not be null. */
  private static Function withElement(String name, PerRow.ToValue body) {
    boolean isRemoval = name.equals("array_remove");
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 2);
          ArrayType array = array(name, arguments, 0);
          DataType given = arguments.get(1).type();
          DataType common =
              Coercion.widestWithoutText(array.elementType(), given)
                  .orElseThrow(() -> Signature.mismatch(name, arguments));
          boolean mayHoldNull = array.containsNull() || !isRemoval && arguments.get(1).nullable();
          List<Expression> coerced =
              List.of(
                  Coercion.cast(arguments.get(0), new ArrayType(common, array.containsNull())),
                  Coercion.cast(arguments.get(1), common));
          boolean isNullable = coerced.get(0).nullable() || isRemoval && coerced.get(1).nullable();
          return new Call(name, coerced, new ArrayType(common, mayHoldNull), isNullable);
        },
        (call, _) -> (isRemoval ? PerRow.STRICT : PerRow.LENIENT).values(call.type(), body));
  }

  private static void elements(ArrayBuilder out, Arguments a, int argument) {
    out.elements().appendRange(a.elements(argument), a.start(argument), a.end(argument));
  }

  private static void append(Arguments a, VectorBuilder out) {
    if (a.isNull(0)) {
      out.appendNull();
      return;
    }
    ArrayBuilder array = (ArrayBuilder) out;
    elements(array, a, 0);
    NestedFunctions.append(array.elements(), a, 1);
    array.endRow();
  }

  private static void prepend(Arguments a, VectorBuilder out) {
    if (a.isNull(0)) {
      out.appendNull();
      return;
    }
    ArrayBuilder array = (ArrayBuilder) out;
    NestedFunctions.append(array.elements(), a, 1);
    elements(array, a, 0);
    array.endRow();
  }

  private static void remove(Arguments a, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    Vector elements = a.elements(0);
    for (int i = a.start(0); i < a.end(0); i++) {
      boolean isSame =
          !elements.isNullAt(i) && VectorOrder.equal(elements, i, a.column(1).flat(), a.place(1));
      if (!isSame) array.elements().append(elements, i);
    }
    array.endRow();
  }

  /** At a place from 1, or from the end below zero; gaps are filled with nulls. */
  private static Function insert() {
    return new Function.Scalar(
        "array_insert",
        (arguments, _) -> {
          Signature.count("array_insert", arguments, 3, 3);
          ArrayType array = array("array_insert", arguments, 0);
          if (!Coercion.isIntegral(arguments.get(1).type()) || arguments.get(1).type() == LONG)
            throw Signature.mismatch("array_insert", arguments, 1, "INT");
          DataType common =
              Coercion.widestWithoutText(array.elementType(), arguments.get(2).type())
                  .orElseThrow(() -> Signature.mismatch("array_insert", arguments));
          List<Expression> coerced =
              List.of(
                  Coercion.cast(arguments.get(0), new ArrayType(common, array.containsNull())),
                  Coercion.cast(arguments.get(1), INTEGER),
                  Coercion.cast(arguments.get(2), common));
          boolean isNullable = coerced.get(0).nullable() || coerced.get(1).nullable();
          return new Call("array_insert", coerced, new ArrayType(common, true), isNullable);
        },
        (call, _) -> PerRow.LENIENT.values(call.type(), ArrayChangeFunctions::insert));
  }

  private static void insert(Arguments a, VectorBuilder out) {
    if (a.isNull(0) || a.isNull(1)) {
      out.appendNull();
      return;
    }
    int index = a.intAt(1);
    int size = a.size(0);
    if (index == 0)
      throw Failures.invalidIndex(
          "array_insert got the index 0", "an index from 1, or below zero from the end, and not 0");
    long before = index > 0 ? index - 1L : Math.max(0, size + index + 1L);
    long gap = index > 0 ? Math.max(0, before - size) : Math.max(0, -(size + index + 1L));
    if (gap > Integer.MAX_VALUE - size - 16)
      throw Failures.overflow("An array of " + (gap + size) + " elements", "one array", "");
    ArrayBuilder array = (ArrayBuilder) out;
    int split = a.start(0) + (int) Math.min(before, size);
    array.elements().appendRange(a.elements(0), a.start(0), split);
    if (index > 0) nulls(array, gap);
    NestedFunctions.append(array.elements(), a, 2);
    if (index < 0) nulls(array, gap);
    array.elements().appendRange(a.elements(0), split, a.end(0));
    array.endRow();
  }

  private static void nulls(ArrayBuilder array, long count) {
    for (long i = 0; i < count; i++) array.elements().appendNull();
  }

  private static Function compact() {
    return new Function.Scalar(
        "array_compact",
        (given, _) -> {
          Signature.count("array_compact", given, 1, 1);
          List<Expression> arguments = typed(given);
          ArrayType array = array("array_compact", arguments, 0);
          return new Call(
              "array_compact",
              arguments,
              new ArrayType(array.elementType(), false),
              arguments.getFirst().nullable());
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  ArrayBuilder array = (ArrayBuilder) out;
                  Vector elements = a.elements(0);
                  for (int i = a.start(0); i < a.end(0); i++)
                    if (!elements.isNullAt(i)) array.elements().append(elements, i);
                  array.endRow();
                }));
  }

  private static Function repeat() {
    return new Function.Scalar(
        "array_repeat",
        (arguments, _) -> {
          Signature.count("array_repeat", arguments, 2, 2);
          Expression count = Signature.coerceOne("array_repeat", arguments, 1, INTEGER);
          Expression value = arguments.getFirst();
          return new Call(
              "array_repeat",
              List.of(value, count),
              new ArrayType(value.type(), value.nullable()),
              count.nullable());
        },
        (call, _) ->
            PerRow.LENIENT.values(
                call.type(),
                (a, out) -> {
                  if (a.isNull(1)) {
                    out.appendNull();
                    return;
                  }
                  ArrayBuilder array = (ArrayBuilder) out;
                  for (int i = 0; i < a.intAt(1); i++)
                    NestedFunctions.append(array.elements(), a, 0);
                  array.endRow();
                }));
  }

  private static Function flatten() {
    return new Function.Scalar(
        "flatten",
        (arguments, _) -> {
          Signature.count("flatten", arguments, 1, 1);
          if (arguments.getFirst().type() instanceof ArrayType(ArrayType inner, boolean hasNull))
            return new Call(
                "flatten", arguments, inner, hasNull || arguments.getFirst().nullable());
          throw Signature.mismatch("flatten", arguments, 0, "an array of arrays");
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  ArrayBuilder array = (ArrayBuilder) out;
                  io.brasa.sql.kernel.Column inner = io.brasa.sql.kernel.Column.of(a.elements(0));
                  for (int i = a.start(0); i < a.end(0); i++) {
                    if (!inner.isNull(i)) continue;
                    out.appendNull();
                    return;
                  }
                  Vector all = ((io.brasa.columnar.vector.ArrayVector) inner.flat()).elements();
                  for (int i = a.start(0); i < a.end(0); i++)
                    array.elements().appendRange(all, inner.start(i), inner.end(i));
                  array.endRow();
                }));
  }

  /** Structs of the elements at each place; shorter arrays go on with nulls. */
  private static Function zip() {
    return new Function.Scalar(
        "arrays_zip",
        (arguments, _) -> {
          List<StructField> fields = new ArrayList<>();
          for (int i = 0; i < arguments.size(); i++) {
            DataType element = array("arrays_zip", arguments, i).elementType();
            fields.add(new StructField(fieldName(arguments.get(i), i), element, true));
          }
          ArrayType type = new ArrayType(new StructType(fields), false);
          return new Call("arrays_zip", arguments, type, Signature.anyNullable(arguments));
        },
        (call, _) -> PerRow.STRICT.values(call.type(), ArrayChangeFunctions::zip));
  }

  private static String fieldName(Expression argument, int index) {
    return switch (argument) {
      case Attribute attribute -> attribute.name();
      case Call(String function, List<Expression> a, DataType _, boolean _)
          when function.equals("__field")
              && a.get(1) instanceof Literal(String field, DataType _) ->
          field;
      default -> "" + index;
    };
  }

  private static void zip(Arguments a, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    StructBuilder struct = (StructBuilder) array.elements();
    int size = 0;
    for (int i = 0; i < a.count(); i++) size = Math.max(size, a.size(i));
    for (int place = 0; place < size; place++) {
      for (int i = 0; i < a.count(); i++) {
        if (place < a.size(i)) struct.field(i).append(a.elements(i), a.start(i) + place);
        else struct.field(i).appendNull();
      }
      struct.endRow();
    }
    array.endRow();
  }
}
