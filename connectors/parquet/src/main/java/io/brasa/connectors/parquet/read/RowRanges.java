package io.brasa.connectors.parquet.read;

import java.util.ArrayList;
import java.util.List;

/** Rows of a row group as ranges in rising order that do not touch. */
public record RowRanges(List<Range> ranges) {
  /** From a row up to another, exclusive. */
  public record Range(long from, long to) {}

  public RowRanges {
    ranges = List.copyOf(ranges);
  }

  /** All rows. */
  public static RowRanges all(long rowCount) {
    return new RowRanges(rowCount == 0 ? List.of() : List.of(new Range(0, rowCount)));
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public long rowCount() {
    long rows = 0;
    for (Range range : ranges) rows += range.to - range.from;
    return rows;
  }

  /** Whether any row is in a range. */
  public boolean touches(long from, long to) {
    for (Range range : ranges) if (range.from < to && from < range.to) return true;
    return false;
  }

  /** The rows that are in both. */
  public RowRanges and(RowRanges other) {
    List<Range> both = new ArrayList<>();
    int left = 0;
    int right = 0;
    while (left < ranges.size() && right < other.ranges.size()) {
      Range a = ranges.get(left);
      Range b = other.ranges.get(right);
      long from = Math.max(a.from, b.from);
      long to = Math.min(a.to, b.to);
      if (from < to) both.add(new Range(from, to));
      if (a.to < b.to) left++;
      else right++;
    }
    return new RowRanges(both);
  }
}
