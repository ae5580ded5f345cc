package io.brasa.core.schedule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The waiting partitions of a stage, each in the queue of the executor that should have it. Queues
 * are lists within one array: a partition is in one queue or in none. Not thread-safe.
 */
final class Placement {
  private static final int NONE = -1;

  /** By partition: who follows it in its queue. */
  private final int[] next;

  /** By the position of the executor. */
  private final int[] first;

  private final int[] last;

  /** The executors that have something in their queues. */
  private final BitSet filled = new BitSet();

  Placement(int partitionCount, int executorCount) {
    next = new int[partitionCount];
    first = new int[executorCount];
    last = new int[executorCount];
    Arrays.fill(first, NONE);
  }

  /** Adds a partition, which is in no queue, at the end of one. */
  void add(int partition, int position) {
    next[partition] = NONE;
    if (first[position] == NONE) {
      first[position] = partition;
      filled.set(position);
    } else {
      next[last[position]] = partition;
    }
    last[position] = partition;
  }

  boolean isEmpty() {
    return filled.isEmpty();
  }

  /** Takes the first partition of an executor's own queue; -1 if it is empty. */
  int take(int position) {
    int partition = first[position];
    if (partition != NONE) remove(position, NONE, partition);
    return partition;
  }

  /**
   * Takes a partition of another executor's queue, of the next one first; -1 if none of them may be
   * taken.
   */
  int steal(int position, IntPredicate isAllowed) {
    int victim = filled.nextSetBit(position + 1);
    for (; victim >= 0; victim = filled.nextSetBit(victim + 1)) {
      int taken = takeAllowed(victim, isAllowed);
      if (taken != NONE) return taken;
    }
    victim = filled.nextSetBit(0);
    for (; victim >= 0 && victim <= position; victim = filled.nextSetBit(victim + 1)) {
      int taken = takeAllowed(victim, isAllowed);
      if (taken != NONE) return taken;
    }
    return NONE;
  }

  private int takeAllowed(int position, IntPredicate isAllowed) {
    int before = NONE;
    for (int partition = first[position]; partition != NONE; partition = next[partition]) {
      if (isAllowed.test(partition)) {
        remove(position, before, partition);
        return partition;
      }
      before = partition;
    }
    return NONE;
  }

  private void remove(int position, int before, int partition) {
    if (before == NONE) first[position] = next[partition];
    else next[before] = next[partition];
    if (last[position] == partition) last[position] = before;
    if (first[position] == NONE) filled.clear(position);
  }
}
