package io.brasa.sql.execute;

import io.brasa.columnar.source.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides splits among tasks: enough for all slots and for the last ones not to be waited for, few
 * enough that what a task costs by itself does not matter. Neighbours stay together, in order.
 */
final class SplitGroups {
  private static final long MIN_BYTES = 1L << 20;
  private static final long MAX_BYTES = 64L << 20;
  private static final int TASKS_PER_SLOT = 4;

  private SplitGroups() {}

  static List<List<Split>> of(List<? extends Split> splits, int slots) {
    long total = 0;
    for (Split split : splits) total += split.sizeBytes();
    long target = Math.clamp(total / ((long) slots * TASKS_PER_SLOT), MIN_BYTES, MAX_BYTES);
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
