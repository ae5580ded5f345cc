package io.brasa.connectors.parquet.prune;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.connectors.parquet.format.ChunkStatistics;
import io.brasa.connectors.parquet.format.Logical;
import io.brasa.connectors.parquet.read.PlainValues;
import io.brasa.connectors.parquet.schema.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of the values of a column in some rows, and what that says of a filter.
 *
 * @param min no value is below; a vector of one row
 * @param max no value but NaN is above
 * @param nullCount how many rows are null
 */
record Knowledge(
    DataType type,
    long rowCount,
    Optional<FlatVector> min,
    Optional<FlatVector> max,
    OptionalLong nullCount) {
  static Knowledge of(Shape.Leaf leaf, ChunkStatistics statistics, long rowCount) {
    OptionalLong nulls =
        leaf.node().definition() == 0 ? OptionalLong.of(0) : statistics.nullCount();
    Optional<FlatVector> min = Optional.empty();
    Optional<FlatVector> max = Optional.empty();
    if (statistics.bounds().isPresent() && hasOrder(leaf, statistics.hasOldBounds())) {
      min = bound(leaf, statistics.bounds().get().min());
      max = bound(leaf, statistics.bounds().get().max());
    }
    return new Knowledge(leaf.type(), rowCount, min, max, nulls);
  }

  /** Of a column that is null in all rows. */
  static Knowledge nothing(DataType type, long rowCount) {
    return new Knowledge(
        type, rowCount, Optional.empty(), Optional.empty(), OptionalLong.of(rowCount));
  }

  static Optional<FlatVector> bound(Shape.Leaf leaf, byte[] bytes) {
    return PlainValues.decode(leaf, bytes).filter(value -> !isNan(value));
  }

  /** Whether bounds are in the order that our types have. */
  static boolean hasOrder(Shape.Leaf leaf, boolean isOld) {
    return switch (leaf.node().physical()) {
      case INT96 -> false;
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> !isOld;
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE ->
          !isOld || !(leaf.node().logical() instanceof Logical.Int number) || number.isSigned();
    };
  }

  private static boolean isNan(FlatVector value) {
    Object object = Values.get(value, 0);
    return object instanceof Double d && d.isNaN() || object instanceof Float f && f.isNaN();
  }

  private boolean isFloating() {
    return type == AtomicType.DOUBLE || type == AtomicType.FLOAT;
  }

  /** False only if no row matches. */
  boolean mayMatch(ColumnFilter filter) {
    boolean isAllNull = nullCount.isPresent() && nullCount.getAsLong() >= rowCount;
    return switch (filter) {
      case ColumnFilter.IsNull _ -> nullCount.isEmpty() || nullCount.getAsLong() > 0;
      case ColumnFilter.IsNotNull _ -> !isAllNull;
      case ColumnFilter.Compare compare ->
          !isAllNull && mayMatch(compare.comparison(), constant(type, compare.value()));
      case ColumnFilter.In in -> {
        boolean may = false;
        for (Object value : in.values())
          may |= mayMatch(ColumnFilter.Comparison.EQUAL, constant(type, value));
        yield may && !isAllNull;
      }
      case ColumnFilter.StartsWith prefix -> !isAllNull && mayStart(prefix.prefix());
    };
  }

  static FlatVector constant(DataType type, Object value) {
    VectorBuilder builder = VectorBuilder.of(type, 1);
    Values.append(builder, value);
    return builder.build();
  }

  private boolean mayMatch(ColumnFilter.Comparison comparison, FlatVector value) {
    // NaN is above all, and bounds do not tell of it
    boolean isMaxSure = !isFloating();
    boolean mayBeAbove = isNan(value);
    return switch (comparison) {
      case LESS -> min.isEmpty() || VectorOrder.compare(min.get(), 0, value, 0) < 0;
      case LESS_OR_EQUAL -> min.isEmpty() || VectorOrder.compare(min.get(), 0, value, 0) <= 0;
      case GREATER ->
          !isMaxSure || max.isEmpty() || VectorOrder.compare(max.get(), 0, value, 0) > 0;
      case GREATER_OR_EQUAL ->
          !isMaxSure || max.isEmpty() || VectorOrder.compare(max.get(), 0, value, 0) >= 0;
      case EQUAL ->
          mayBeAbove
              || (min.isEmpty() || VectorOrder.compare(min.get(), 0, value, 0) <= 0)
                  && (max.isEmpty() || VectorOrder.compare(max.get(), 0, value, 0) >= 0);
    };
  }

  private boolean mayStart(String prefix) {
    byte[] wanted = prefix.getBytes(StandardCharsets.UTF_8);
    if (max.isPresent() && compareStart((BytesVector) max.get(), wanted, false) < 0) return false;
    return min.isEmpty() || compareStart((BytesVector) min.get(), wanted, true) <= 0;
  }

  /** Compares a bound, or as much of it as the prefix has, with a prefix. */
  private static int compareStart(BytesVector bound, byte[] prefix, boolean isCut) {
    int end = bound.offsets()[1];
    if (isCut) end = Math.min(end, bound.offsets()[0] + prefix.length);
    return Arrays.compareUnsigned(bound.bytes(), bound.offsets()[0], end, prefix, 0, prefix.length);
  }
}
