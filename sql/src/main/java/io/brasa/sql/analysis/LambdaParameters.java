package io.brasa.sql.analysis;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.function.Coercion;
import java.util.List;
import java.util.Optional;

/** What functions that take functions call them with. */
final class LambdaParameters {
  private LambdaParameters() {}

  /**
   * The types of a lambda's parameters; empty if the function takes no such lambda there.
   *
   * @param before the arguments before the lambda
   * @param count how many parameters it has
   */
  static Optional<List<DataType>> of(String function, List<Expression> before, int count) {
    if (before.isEmpty()) return Optional.empty();
    DataType first = before.getFirst().type();
    return switch (function) {
      case "transform", "filter" ->
          element(first)
              .map(e -> count == 2 ? List.of(e, (DataType) AtomicType.INTEGER) : List.of(e));
      case "exists", "forall" -> element(first).map(List::of);
      case "array_sort" -> element(first).map(e -> List.of(e, e));
      case "aggregate", "reduce" -> accumulate(first, before);
      case "zip_with" ->
          before.size() < 2
              ? Optional.empty()
              : element(first).flatMap(a -> element(before.get(1).type()).map(b -> List.of(a, b)));
      case "map_filter", "transform_keys", "transform_values" ->
          first instanceof MapType map
              ? Optional.of(List.of(map.keyType(), map.valueType()))
              : Optional.empty();
      case "map_zip_with" ->
          first instanceof MapType a
                  && before.size() > 1
                  && before.get(1).type() instanceof MapType b
              ? Coercion.widestWithoutText(a.keyType(), b.keyType())
                  .map(key -> List.of(key, a.valueType(), b.valueType()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<DataType> element(DataType type) {
    return type instanceof ArrayType array ? Optional.of(array.elementType()) : Optional.empty();
  }

  /** {@code aggregate(array, start, (state, element) -> …, state -> …)}. */
  private static Optional<List<DataType>> accumulate(DataType first, List<Expression> before) {
    if (before.size() < 2) return Optional.empty();
    DataType state = before.get(1).type();
    boolean isLast = before.getLast() instanceof Lambda;
    return isLast
        ? Optional.of(List.of(before.getLast().type()))
        : element(first).map(e -> List.of(state, e));
  }
}
