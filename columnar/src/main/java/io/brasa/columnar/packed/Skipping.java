package io.brasa.columnar.packed;

import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.VectorBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tells which packed batches cannot have a row for which all of some conditions hold. */
final class Skipping {
  /** Of lists longer than this the least and the largest value are looked at alone. */
  private static final int MOST_VALUES = 64;

  /** One condition. */
  private interface Test {
    boolean mayHold(PackedColumn column, int length);
  }

  private record On(int column, Test test) {}

  private final List<On> tests = new ArrayList<>();

  /**
   * @param types of the batches' columns
   */
  Skipping(List<ColumnFilter> filters, List<DataType> types) {
    for (ColumnFilter filter : filters) {
      DataType type = types.get(filter.column());
      Test test = test(filter, type);
      if (test != null) tests.add(new On(filter.column(), test));
    }
  }

  boolean mayHold(PackedBatch batch) {
    for (On each : tests)
      if (!each.test.mayHold(batch.columns().get(each.column), batch.length())) return false;
    return true;
  }

  private static Test test(ColumnFilter filter, DataType type) {
    return switch (filter) {
      case ColumnFilter.IsNull _ -> (column, _) -> column.nullCount() > 0;
      case ColumnFilter.IsNotNull _ -> (column, length) -> column.nullCount() < length;
      case ColumnFilter.Compare compare when RangeKeys.has(type) -> compare(compare, type);
      case ColumnFilter.In in when RangeKeys.has(type) -> in(in, type);
      case ColumnFilter.StartsWith starts -> startsWith(starts);
      case ColumnFilter.Compare _, ColumnFilter.In _ ->
          (column, length) -> column.nullCount() < length;
    };
  }

  private static long key(DataType type, Object value) {
    VectorBuilder one = VectorBuilder.of(type, 1);
    Values.append(one, value);
    FlatVector vector = one.build();
    return RangeKeys.of(vector, 0);
  }

  /** Where different values may have equal numbers, equal numbers tell nothing. */
  private static Test compare(ColumnFilter.Compare compare, DataType type) {
    long key = key(type, compare.value());
    boolean isExact = RangeKeys.isExact(type);
    return switch (compare.comparison()) {
      case EQUAL -> within(key, key);
      case LESS -> {
        if (isExact && key == Long.MIN_VALUE) yield (_, _) -> false;
        yield within(Long.MIN_VALUE, isExact ? key - 1 : key);
      }
      case LESS_OR_EQUAL -> within(Long.MIN_VALUE, key);
      case GREATER -> {
        if (isExact && key == Long.MAX_VALUE) yield (_, _) -> false;
        yield within(isExact ? key + 1 : key, Long.MAX_VALUE);
      }
      case GREATER_OR_EQUAL -> within(key, Long.MAX_VALUE);
    };
  }

  private static Test within(long from, long to) {
    return (column, length) ->
        column.hasRange()
            ? column.low() <= to && column.high() >= from
            : column.nullCount() < length;
  }

  private static Test in(ColumnFilter.In in, DataType type) {
    if (in.values().isEmpty()) return (_, _) -> false;
    long[] keys = new long[in.values().size()];
    for (int i = 0; i < keys.length; i++) keys[i] = key(type, in.values().get(i));
    java.util.Arrays.sort(keys);
    if (keys.length > MOST_VALUES) return within(keys[0], keys[keys.length - 1]);
    return (column, length) -> {
      if (!column.hasRange()) return column.nullCount() < length;
      for (long key : keys) if (column.low() <= key && column.high() >= key) return true;
      return false;
    };
  }

  private static Test startsWith(ColumnFilter.StartsWith starts) {
    byte[] prefix = starts.prefix().getBytes(StandardCharsets.UTF_8);
    return within(
        RangeKeys.of(prefix, 0, prefix.length, 0), RangeKeys.of(prefix, 0, prefix.length, 0xFF));
  }
}
