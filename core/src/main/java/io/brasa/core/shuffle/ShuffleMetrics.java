package io.brasa.core.shuffle;

import io.brasa.core.event.HeavyKey;
import java.util.ArrayList;
import java.util.List;

/** What the shuffle did for one task. Belongs to the task's thread. */
public final class ShuffleMetrics {
  public long rowsRead;
  public long bytesRead;
  public long rowsWritten;
  public long bytesWritten;
  public long spillBytes;
  public int spillCount;
  public long peakMemoryBytes;

  /** Of what the task reads. */
  public final KeyShares readKeys = new KeyShares();

  /** Of what the task wrote. */
  public List<HeavyKey> writtenKeys = List.of();

  /** Waited for blocks from other processes. */
  public long fetchWaitNanos;

  /** Keys that many rows have of what the task, whose partition this is, has read or written. */
  public List<HeavyKey> heavyKeys(int partition) {
    List<HeavyKey> read = readKeys.heavy(partition);
    if (writtenKeys.isEmpty()) return read;
    if (read.isEmpty()) return writtenKeys;
    List<HeavyKey> all = new ArrayList<>(read);
    all.addAll(writtenKeys);
    return List.copyOf(all.subList(0, Math.min(HeavyKey.MOST, all.size())));
  }
}
