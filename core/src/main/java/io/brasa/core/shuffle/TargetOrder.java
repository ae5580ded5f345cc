package io.brasa.core.shuffle;

import java.util.Arrays;

/**
 * Splits what is together into target partitions by a counting sort, which keeps the order within
 * each target.
 *
 * @param starts where each target begins in the order, and the end of the last
 */
record TargetOrder(long[] order, int[] starts) {
  /** The slots of a table, by target and then as {@link KeyTable#ordered} gives them. */
  static TargetOrder of(CombineTable table, Partitioner partitioner, ContentHash contentHash) {
    long[] byHash = table.ordered(contentHash);
    int[] targets = new int[byHash.length];
    for (int i = 0; i < targets.length; i++) {
      Object key = table.key(KeyTable.entryOf(byHash[i]));
      targets[i] = partitioner.partition(key, KeyTable.hashOf(byHash[i]));
    }
    return of(byHash, targets, partitioner.partitionCount());
  }

  /**
   * @param targets of the items; at least as many
   */
  static TargetOrder of(long[] items, int[] targets, int targetCount) {
    int[] starts = new int[targetCount + 1];
    for (int i = 0; i < items.length; i++) starts[targets[i] + 1]++;
    for (int target = 0; target < targetCount; target++) starts[target + 1] += starts[target];
    int[] next = Arrays.copyOf(starts, targetCount);
    long[] order = new long[items.length];
    for (int i = 0; i < items.length; i++) order[next[targets[i]]++] = items[i];
    return new TargetOrder(order, starts);
  }
}
