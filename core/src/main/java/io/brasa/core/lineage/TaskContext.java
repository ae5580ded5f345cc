package io.brasa.core.lineage;

import io.brasa.core.shuffle.ShuffleMetrics;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.memory.Reservation;

/** What an operation may know and use of the task that runs it. Used by the task's thread alone. */
public interface TaskContext {
  /** The partition being computed, as numbered in the stage's last dataset. */
  int partition();

  /** Counts the attempts at this partition of this stage, from zero. */
  int attempt();

  /** Fails when the task is no longer wanted. Loops over records call it now and then. */
  void checkCancelled();

  Codecs codecs();

  /** What the task has reserved; refused growth means: spill. */
  Reservation memory();

  /** The counters of the task. */
  ShuffleMetrics metrics();

  /** The value itself when it can never change, else a copy: what may leave the task in process. */
  <T> T handOver(T value);

  /** The file systems by path. */
  io.brasa.runtime.storage.Storages storages();
}
