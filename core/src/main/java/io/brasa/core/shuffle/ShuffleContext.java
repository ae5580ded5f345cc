package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;

/**
 * What a task lends to the shuffle. Belongs to the task's thread.
 *
 * @param memory the task's own; what the shuffle takes it gives back when it is closed
 * @param account asked what holds the memory when there is not enough
 * @param spillFolder of this task attempt alone; the shuffle deletes the files that it makes there,
 *     but for those of large groups, which the task deletes with the folder when it ends
 * @param isStrict encode every record, also where references would do
 * @param cancellation called every 1,024 records; throws when the task is to end
 */
public record ShuffleContext(
    Codecs codecs,
    Reservation memory,
    MemoryAccount account,
    Storage storage,
    SpillFolder spillFolder,
    ShuffleMetrics metrics,
    boolean isStrict,
    Runnable cancellation) {
  public ShuffleContext {
    requireNonNull(codecs);
    requireNonNull(memory);
    requireNonNull(account);
    requireNonNull(storage);
    requireNonNull(spillFolder);
    requireNonNull(metrics);
    requireNonNull(cancellation);
  }
}
