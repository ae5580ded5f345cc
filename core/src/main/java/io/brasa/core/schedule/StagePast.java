package io.brasa.core.schedule;

import java.util.BitSet;

/**
 * What is known of a stage from an earlier life of its driver. Not to be changed.
 *
 * @param firstAttempt the number of the first attempt of each partition: no earlier driver used it,
 *     or a later one
 * @param winners by partition: the attempt whose output counts and is there, or -1
 * @param holders by partition: who wrote that
 * @param checksums by partition: of its content, for those that {@code checked} has: what is
 *     computed again is compared with it
 */
public record StagePast(
    int firstAttempt, int[] winners, String[] holders, long[] checksums, BitSet checked) {
  /** There was no earlier life. */
  public static final StagePast NONE = beginning(0);

  /** Nothing is known of the stage. */
  public static StagePast beginning(int firstAttempt) {
    return new StagePast(firstAttempt, new int[0], new String[0], new long[0], new BitSet());
  }

  boolean hasWinner(int partition) {
    return partition < winners.length && winners[partition] >= 0;
  }

  /** Whether no partition need be computed. */
  public boolean isComplete() {
    for (int winner : winners) if (winner < 0) return false;
    return true;
  }
}
