package io.brasa.core.journal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * What is known of a stage from an earlier life of the application. A partition has counted if it
 * has a report. It still counts, and need not be computed, if it has a winner as well; else its
 * checksum says what a recomputation is to be compared with. Not thread-safe.
 */
public final class StageHistory {
  private final long stage;
  private final String fingerprint;
  private final int[] attempts;
  private final String[] executors;
  private final long[] checksums;
  private final BitSet isChecked = new BitSet();
  private final byte[][] reports;

  StageHistory(long stage, String fingerprint, int partitionCount) {
    this.stage = stage;
    this.fingerprint = fingerprint;
    attempts = new int[partitionCount];
    Arrays.fill(attempts, -1);
    executors = new String[partitionCount];
    checksums = new long[partitionCount];
    reports = new byte[partitionCount][];
  }

  public long stage() {
    return stage;
  }

  public String fingerprint() {
    return fingerprint;
  }

  public int partitionCount() {
    return attempts.length;
  }

  /** The attempt that won, or -1. */
  public int winner(int partition) {
    return attempts[partition];
  }

  /** Who wrote what the winner has written; null without a winner. */
  public String executor(int partition) {
    return executors[partition];
  }

  /** Whether the content of a partition is known. */
  public boolean isChecked(int partition) {
    return isChecked.get(partition);
  }

  public long checksum(int partition) {
    return checksums[partition];
  }

  /** What the task has reported, in the form in which it was given; null if it does not count. */
  public byte[] report(int partition) {
    return reports[partition];
  }

  /** How many partitions have a winner. */
  public int winnerCount() {
    int count = 0;
    for (int attempt : attempts) if (attempt >= 0) count++;
    return count;
  }

  void win(Entry.Won won, String executor) {
    int partition = won.partition();
    boolean isThere = won.attempt() >= 0;
    attempts[partition] = isThere ? won.attempt() : -1;
    executors[partition] = isThere ? executor : null;
    checksums[partition] = won.checksum();
    isChecked.set(partition);
    reports[partition] = won.report().length == 0 ? null : won.report();
  }

  /** What the winner of a partition has written is gone. */
  public void lose(int partition) {
    attempts[partition] = -1;
    executors[partition] = null;
  }

  void loseAll() {
    for (int p = 0; p < attempts.length; p++) lose(p);
  }

  void loseOf(Set<String> lost) {
    for (int p = 0; p < attempts.length; p++)
      if (executors[p] != null && lost.contains(executors[p])) lose(p);
  }

  void rollBack() {
    loseAll();
    Arrays.fill(reports, null);
  }
}
