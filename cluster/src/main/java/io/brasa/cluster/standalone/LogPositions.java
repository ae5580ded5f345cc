package io.brasa.cluster.standalone;

import java.util.HashMap;
import java.util.Map;

/** How far logs have been read, by worker and executor. Used by one thread. */
public final class LogPositions {
  private final Map<String, Map<String, Long>> read = new HashMap<>();

  Map<String, Long> at(String worker) {
    return read.getOrDefault(worker, Map.of());
  }

  void add(String worker, String executor, int bytes) {
    read.computeIfAbsent(worker, ignored -> new HashMap<>())
        .merge(executor, (long) bytes, Long::sum);
  }

  /** How many bytes there were. */
  public long total() {
    long total = 0;
    for (Map<String, Long> ofWorker : read.values())
      for (long bytes : ofWorker.values()) total += bytes;
    return total;
  }
}
