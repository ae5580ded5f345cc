package io.brasa.core.journal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * What is known of a stage from an earlier life of the application. A partition has counted if it
 * has a report. It need not be computed if what its winner made is there: in the report for the
 * stage of a job's result, else at whoever serves map outputs, if that {@linkplain #confirm says
 * so}. Otherwise its checksum says what a recomputation is to be compared with. Not thread-safe.
 */
public final class StageHistory {
  private final long stage;
  private final String fingerprint;
  private final boolean isResult;
  private final int[] attempts;
  private final String[] executors;
  private final long[] checksums;
  private final BitSet isChecked = new BitSet();
  private final byte[][] reports;
  private final BitSet isConfirmed = new BitSet();

  StageHistory(long stage, String fingerprint, int partitionCount, boolean isResult) {
    this.stage = stage;
    this.fingerprint = fingerprint;
    this.isResult = isResult;
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

  public boolean isResult() {
    return isResult;
  }

  /** What the winner of a partition has written can be read. */
  public void confirm(int partition) {
    isConfirmed.set(partition);
  }

  /** Whether what the winner of a partition has made is there. */
  public boolean isThere(int partition) {
    return attempts[partition] >= 0 && (isResult || isConfirmed.get(partition));
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

  private void lose(int partition) {
    attempts[partition] = -1;
    executors[partition] = null;
  }

  /** What was written is gone. */
  void loseOutputs() {
    if (!isResult) for (int p = 0; p < attempts.length; p++) lose(p);
  }

  void loseOutputsOf(Set<String> lost) {
    if (isResult) return;
    for (int p = 0; p < attempts.length; p++)
      if (executors[p] != null && lost.contains(executors[p])) lose(p);
  }

  /** Nothing counts any more. */
  void rollBack() {
    for (int p = 0; p < attempts.length; p++) lose(p);
    Arrays.fill(reports, null);
  }
}
