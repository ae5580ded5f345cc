package io.brasa.core.shuffle;

/** What the shuffle did for one task. Belongs to the task's thread. */
public final class ShuffleMetrics {
  public long rowsRead;
  public long bytesRead;
  public long rowsWritten;
  public long bytesWritten;
  public long spillBytes;
  public int spillCount;
  public long peakMemoryBytes;

  /** Waited for blocks from other processes. */
  public long fetchWaitNanos;
}
