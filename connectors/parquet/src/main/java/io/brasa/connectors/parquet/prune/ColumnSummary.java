package io.brasa.connectors.parquet.prune;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.Physical;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.schema.Shape;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Gathers the statistics of a column over row groups.
 *
 * <p>How many different values there are is estimated. Where groups say how many they have (or an
 * integer's range bounds it), each group is taken for a sample: {@code d} different values among
 * {@code n} come from a stock of {@code s} values with {@code d = s (1 - (1 - 1/s)^n)}, and all
 * rows draw from the same stock. That is too few if groups hold different values, so when ranges of
 * neighbouring groups do not overlap they are added up instead.
 */
public final class ColumnSummary {
  private boolean hasBounds = true;
  private boolean hasNulls = true;
  private boolean hasDistinct = true;
  private FlatVector min;
  private FlatVector max;
  private FlatVector lastMax;
  private long nulls;
  private long rows;
  private double distinctSum;
  private double rowsSum;
  private int groups;
  private boolean isSorted = true;
  private double bytes;
  private boolean isBytes;

  /** The values of a column that folders stand for, which are all it has. */
  private final Set<Object> folders = new HashSet<>();

  /** Takes one row group in. */
  public void add(Shape shape, RowGroup group) {
    rows += group.rowCount();
    if (shape instanceof Shape.Missing || shape instanceof Shape.Folder(_, Object v) && v == null) {
      nulls += group.rowCount();
      return;
    }
    if (shape instanceof Shape.Folder(DataType type, Object value)) {
      folders.add(value);
      widen(Vectors.flat(Vectors.constant(type, value, 1)));
      return;
    }
    if (!(shape instanceof Shape.Leaf leaf) || !leaf.isFlat()) {
      hasBounds = false;
      hasNulls = false;
      hasDistinct = false;
      return;
    }
    ColumnChunk chunk = group.columns().get(leaf.node().leaf());
    Knowledge known = Knowledge.of(leaf, chunk.statistics(), group.rowCount());
    known.nullCount().ifPresentOrElse(count -> nulls += count, () -> hasNulls = false);
    isBytes |= leaf.node().physical() == Physical.BYTE_ARRAY;
    bytes += chunk.uncompressedBytes();
    long present = group.rowCount() - known.nullCount().orElse(0);
    if (present == 0) return;
    addDistinct(known, chunk, present);
    addBounds(known);
  }

  private void addBounds(Knowledge known) {
    if (known.min().isEmpty() || known.max().isEmpty()) {
      hasBounds = false;
      isSorted = false;
      return;
    }
    FlatVector low = known.min().get();
    FlatVector high = known.max().get();
    if (lastMax != null && VectorOrder.compare(lastMax, 0, low, 0) > 0) isSorted = false;
    lastMax = high;
    widen(low);
    widen(high);
  }

  private void widen(FlatVector bound) {
    if (min == null || VectorOrder.compare(bound, 0, min, 0) < 0) min = bound;
    if (max == null || VectorOrder.compare(bound, 0, max, 0) > 0) max = bound;
  }

  private void addDistinct(Knowledge known, ColumnChunk chunk, long present) {
    OptionalLong said = chunk.statistics().distinctCount();
    double range = range(known.min(), known.max());
    if (said.isEmpty() && Double.isInfinite(range)) {
      hasDistinct = false;
      return;
    }
    groups++;
    rowsSum += present;
    distinctSum += Math.min(present, Math.min(range, said.orElse(Long.MAX_VALUE)));
  }

  /** How many values there can be between bounds; infinite if that is not known. */
  private static double range(Optional<FlatVector> min, Optional<FlatVector> max) {
    if (min.isEmpty() || max.isEmpty()) return Double.POSITIVE_INFINITY;
    if (min.get() instanceof IntVector low && max.get() instanceof IntVector high)
      return (double) high.values()[0] - low.values()[0] + 1;
    if (min.get() instanceof LongVector low && max.get() instanceof LongVector high)
      return (double) high.values()[0] - low.values()[0] + 1;
    return Double.POSITIVE_INFINITY;
  }

  public ColumnStatistics statistics() {
    boolean isBounded = hasBounds && min != null;
    return new ColumnStatistics(
        distinct(),
        hasNulls ? OptionalLong.of(nulls) : OptionalLong.empty(),
        isBounded ? value(min) : Optional.empty(),
        isBounded && !isFloating(max.type()) ? value(max) : Optional.empty(),
        isBytes && rows > 0
            ? OptionalDouble.of(Math.max(0, bytes / rows - 4))
            : OptionalDouble.empty());
  }

  /** NaN may be above all that is said. */
  private static boolean isFloating(DataType type) {
    return type == io.brasa.columnar.type.AtomicType.DOUBLE
        || type == io.brasa.columnar.type.AtomicType.FLOAT;
  }

  private static Optional<Object> value(FlatVector bound) {
    return Optional.ofNullable(Values.get(bound, 0));
  }

  private OptionalLong distinct() {
    if (!folders.isEmpty()) return OptionalLong.of(folders.size());
    if (!hasDistinct) return OptionalLong.empty();
    if (groups == 0) return OptionalLong.of(0);
    double estimate =
        groups == 1 || isSorted && hasBounds
            ? distinctSum
            : drawn(stock(rowsSum / groups, distinctSum / groups), rowsSum);
    double range =
        hasBounds ? range(Optional.ofNullable(min), Optional.ofNullable(max)) : Double.MAX_VALUE;
    return OptionalLong.of(Math.max(1, Math.round(Math.min(estimate, Math.min(range, rowsSum)))));
  }

  /** The stock of which so many draws give so many different values. */
  private static double stock(double draws, double different) {
    if (different >= draws * 0.999) return Double.MAX_VALUE;
    double low = different;
    double high = draws * draws;
    for (int i = 0; i < 60; i++) {
      double middle = Math.sqrt(low * high);
      if (drawn(middle, draws) < different) low = middle;
      else high = middle;
    }
    return low;
  }

  private static double drawn(double stock, double draws) {
    if (stock == Double.MAX_VALUE) return draws;
    if (stock <= 1) return 1;
    return -stock * Math.expm1(draws * Math.log1p(-1 / stock));
  }
}
