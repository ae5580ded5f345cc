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

  /** Null until the task reads a shuffle. */
  private KeyShares readKeys;

  /** Of what the task wrote. */
  public List<HeavyKey> writtenKeys = List.of();

  /** Waited for blocks from other processes. */
  public long fetchWaitNanos;

  /** Hears of the keys that the task reads. */
  KeyShares readKeys() {
    if (readKeys == null) readKeys = new KeyShares();
    return readKeys;
  }

  /** Keys that many rows have of what the task, whose partition this is, has read or written. */
  public List<HeavyKey> heavyKeys(int partition) {
    List<HeavyKey> read = readKeys == null ? List.of() : readKeys.heavy(partition);
    if (writtenKeys.isEmpty()) return read;
    if (read.isEmpty()) return writtenKeys;
    List<HeavyKey> all = new ArrayList<>(read);
    all.addAll(writtenKeys);
    return List.copyOf(all.subList(0, Math.min(HeavyKey.MOST, all.size())));
  }
}
