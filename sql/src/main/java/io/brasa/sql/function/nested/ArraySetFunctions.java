package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.LONG;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Chance;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Arrays as sets, sorted and shuffled; nulls are equal to each other in sets. */
public final class ArraySetFunctions {
  private ArraySetFunctions() {}

  public static List<Function> all() {
    return List.of(
        ofTwo("array_union", (a, b) -> a || b, ArraySetFunctions::union),
        ofTwo("array_intersect", (a, b) -> a && b, ArraySetFunctions::intersect),
        ofTwo("array_except", (a, _) -> a, ArraySetFunctions::except),
        overlap(),
        sort(),
        shuffle());
  }

  /** Whether a result may hold nulls, of whether the arguments may. */
  @FunctionalInterface
  private interface Nulls {
    boolean of(boolean left, boolean right);
  }

  private static List<Expression> same(String name, List<Expression> given) {
    Signature.count(name, given, 2, 2);
    List<Expression> arguments = ArrayChangeFunctions.typed(given);
    ArrayType left = ArrayChangeFunctions.array(name, arguments, 0);
    ArrayType right = ArrayChangeFunctions.array(name, arguments, 1);
    DataType element =
        Coercion.widestWithoutText(left.elementType(), right.elementType())
            .orElseThrow(() -> Signature.mismatch(name, arguments));
    return List.of(
        Coercion.cast(arguments.get(0), new ArrayType(element, left.containsNull())),
        Coercion.cast(arguments.get(1), new ArrayType(element, right.containsNull())));
  }

  private static Function ofTwo(String name, Nulls nulls, PerRow.ToValue body) {
    return new Function.Scalar(
        name,
        (given, _) -> {
          List<Expression> same = same(name, given);
          ArrayType left = (ArrayType) same.get(0).type();
          ArrayType right = (ArrayType) same.get(1).type();
          boolean hasNull = nulls.of(left.containsNull(), right.containsNull());
          return new Call(
              name, same, new ArrayType(left.elementType(), hasNull), Signature.anyNullable(same));
        },
        (call, _) -> PerRow.STRICT.values(call.type(), body));
  }

  /** An element that equals others of its content, nulls each other. */
  private record Element(Vector vector, int place) {
    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Element(Vector v, int p))) return false;
      boolean isNull = vector.isNullAt(place);
      return isNull || v.isNullAt(p)
          ? isNull && v.isNullAt(p)
          : VectorOrder.equal(vector, place, v, p);
    }

    @Override
    public int hashCode() {
      return vector.isNullAt(place) ? 0 : (int) VectorHash.at(vector, place);
    }
  }

  private static Set<Element> set(Arguments a, int argument) {
    Set<Element> set = new HashSet<>();
    for (int i = a.start(argument); i < a.end(argument); i++)
      set.add(new Element(a.elements(argument), i));
    return set;
  }

  private static void union(Arguments a, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    Set<Element> seen = new HashSet<>();
    for (int argument = 0; argument < 2; argument++) {
      Vector elements = a.elements(argument);
      for (int i = a.start(argument); i < a.end(argument); i++)
        if (seen.add(new Element(elements, i))) array.elements().append(elements, i);
    }
    array.endRow();
  }

  private static void intersect(Arguments a, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    Set<Element> right = set(a, 1);
    Vector elements = a.elements(0);
    for (int i = a.start(0); i < a.end(0); i++)
      if (right.remove(new Element(elements, i))) array.elements().append(elements, i);
    array.endRow();
  }

  private static void except(Arguments a, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    Set<Element> seen = set(a, 1);
    Vector elements = a.elements(0);
    for (int i = a.start(0); i < a.end(0); i++)
      if (seen.add(new Element(elements, i))) array.elements().append(elements, i);
    array.endRow();
  }

  /** Null if no element is in both, neither is empty, and there is a null. */
  private static Function overlap() {
    return new Function.Scalar(
        "arrays_overlap",
        (given, _) -> new Call("arrays_overlap", same("arrays_overlap", given), BOOLEAN, true),
        (_, _) ->
            PerRow.STRICT.truths(
                BOOLEAN,
                a -> {
                  Set<Element> left = set(a, 0);
                  boolean hasNull = false;
                  for (Element element : left)
                    hasNull |= element.vector().isNullAt(element.place());
                  Vector elements = a.elements(1);
                  for (int i = a.start(1); i < a.end(1); i++) {
                    if (elements.isNullAt(i)) hasNull = true;
                    else if (left.contains(new Element(elements, i))) return true;
                  }
                  if (hasNull && a.size(0) > 0 && a.size(1) > 0) a.giveNull();
                  return false;
                }));
  }

  private static final int NULLS_LAST = 1;

  /** In order, nulls last; with a comparing lambda the compiler of expressions sorts. */
  private static Function sort() {
    return new Function.Scalar(
        "array_sort",
        (given, _) -> {
          Signature.count("array_sort", given, 1, 2);
          List<Expression> arguments =
              given.size() == 1 ? ArrayChangeFunctions.typed(given) : given;
          ArrayType array = ArrayChangeFunctions.array("array_sort", arguments, 0);
          if (arguments.size() == 2) return LambdaFunctions.comparing(arguments, array);
          return new Call("array_sort", arguments, array, arguments.getFirst().nullable());
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  ArrayBuilder array = (ArrayBuilder) out;
                  Vector elements = a.elements(0);
                  List<Integer> places = new ArrayList<>();
                  for (int i = a.start(0); i < a.end(0); i++) places.add(i);
                  places.sort((x, y) -> order(elements, x, y));
                  for (int place : places) array.elements().append(elements, place);
                  array.endRow();
                }));
  }

  private static int order(Vector elements, int x, int y) {
    boolean isNull = elements.isNullAt(x);
    boolean isOtherNull = elements.isNullAt(y);
    if (isNull || isOtherNull) return isNull == isOtherNull ? 0 : isNull ? NULLS_LAST : -NULLS_LAST;
    return VectorOrder.compare(elements, x, elements, y);
  }

  /** By the algorithm of Fisher and Yates; the seed follows from the query if none is given. */
  private static Function shuffle() {
    return new Function.Scalar(
        "shuffle",
        (given, _) -> {
          Signature.count("shuffle", given, 2, 2);
          List<Expression> arguments =
              List.of(
                  ArrayChangeFunctions.typed(given).getFirst(),
                  Signature.coerceOne("shuffle", given, 1, LONG));
          ArrayType array = ArrayChangeFunctions.array("shuffle", arguments, 0);
          if (!(arguments.get(1) instanceof Literal))
            throw Signature.mismatch("shuffle", arguments, 1, "a constant number");
          return new Call("shuffle", arguments, array, arguments.getFirst().nullable());
        },
        (call, settings) -> {
          Object seed = ((Literal) call.argument(1)).value();
          Chance chance =
              new Chance(seed == null ? 0 : ((Number) seed).longValue(), settings.partition());
          return (columns, length, rows) -> {
            FlatVector source = io.brasa.sql.kernel.Column.of(columns[0]).flat();
            io.brasa.sql.kernel.Column column = io.brasa.sql.kernel.Column.of(columns[0]);
            ArrayBuilder array = (ArrayBuilder) VectorBuilder.of(call.type(), length);
            Vector elements = ((io.brasa.columnar.vector.ArrayVector) source).elements();
            int next = 0;
            for (int row = 0; row < length; row++) {
              boolean isAsked = rows == null || next < rows.count() && rows.rows()[next] == row;
              if (rows != null && isAsked) next++;
              if (isAsked && !column.isNull(row)) append(array, column, row, elements, chance);
              else array.appendNull();
            }
            return array.build();
          };
        },
        false);
  }

  private static void append(
      ArrayBuilder array,
      io.brasa.sql.kernel.Column column,
      int row,
      Vector elements,
      Chance chance) {
    int from = column.start(row);
    int[] places = new int[column.end(row) - from];
    for (int i = 0; i < places.length; i++) {
      int at = (int) Long.remainderUnsigned(chance.next(), i + 1L);
      places[i] = places[at];
      places[at] = from + i;
    }
    for (int place : places) array.elements().append(elements, place);
    array.endRow();
  }
}
