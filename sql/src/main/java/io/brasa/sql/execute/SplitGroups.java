package io.brasa.sql.execute;

import io.brasa.columnar.source.FilePiece;
import io.brasa.columnar.source.Split;
import io.brasa.runtime.error.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides splits among tasks: enough for all slots and for the last ones not to be waited for, few
 * enough that what a task costs by itself does not matter. Neighbours stay together, in order.
 */
final class SplitGroups {
  private static final long MIN_BYTES = 1L << 20;

  /** Once every slot has a task, tasks have so much: each groups and joins by itself. */
  private static final long ENOUGH_BYTES = 2L << 20;

  private static final long MAX_BYTES = 64L << 20;
  private static final int TASKS_PER_SLOT = 4;

  private SplitGroups() {}

  /** Those of each bucket for a task. */
  static List<List<Split>> byBucket(List<? extends Split> splits, int count) {
    List<List<Split>> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) groups.add(new ArrayList<>());
    for (Split split : splits) {
      int bucket = bucket(((FilePiece) split).path());
      Check.that(bucket >= 0 && bucket < count, "files of buckets are named for them", split);
      groups.get(bucket).add(split);
    }
    return groups;
  }

  /** What names of files say: {@code part-ID-00007.parquet} is bucket 7. */
  static int bucket(String path) {
    int from = path.indexOf('-', path.lastIndexOf('/') + 1);
    from = path.indexOf('-', from + 1) + 1;
    int to = from;
    while (to < path.length() && Character.isDigit(path.charAt(to))) to++;
    return from == 0 || to == from ? -1 : Integer.parseInt(path, from, to, 10);
  }

  static List<List<Split>> of(List<? extends Split> splits, int slots) {
    long total = 0;
    for (Split split : splits) total += split.sizeBytes();
    long least = Math.clamp(total / slots, MIN_BYTES, ENOUGH_BYTES);
    long target = Math.clamp(total / ((long) slots * TASKS_PER_SLOT), least, MAX_BYTES);
    List<List<Split>> groups = new ArrayList<>();
    List<Split> open = new ArrayList<>();
    long bytes = 0;
    for (Split split : splits) {
      if (!open.isEmpty() && bytes + split.sizeBytes() / 2 > target) {
        groups.add(open);
        open = new ArrayList<>();
        bytes = 0;
      }
      open.add(split);
      bytes += split.sizeBytes();
    }
    // A task that reads nothing is there even if nothing is to be read: plans have a partition.
    if (!open.isEmpty() || groups.isEmpty()) groups.add(open);
    return groups;
  }
}
