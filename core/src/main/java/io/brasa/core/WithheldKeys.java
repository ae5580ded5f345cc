package io.brasa.core;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.TaskMetrics;
import java.util.List;

/**
 * Tells another listener of heavy keys without what they are: that there is one, and how many rows
 * have it, is no secret. Thread-safe if that one is.
 */
record WithheldKeys(EventListener listener) implements EventListener {
  @Override
  public void on(Event event) {
    boolean hasKeys =
        event instanceof Event.TaskEnded ended && !ended.metrics().heavyKeys().isEmpty();
    listener.on(hasKeys ? withheld((Event.TaskEnded) event) : event);
  }

  private static Event withheld(Event.TaskEnded ended) {
    List<HeavyKey> keys =
        ended.metrics().heavyKeys().stream()
            .map(
                key ->
                    new HeavyKey(
                        DriverEnvironment.WITHHELD,
                        key.partition(),
                        key.rows(),
                        key.partitionRows(),
                        key.isWritten()))
            .toList();
    TaskMetrics metrics = ended.metrics().withHeavyKeys(keys);
    return new Event.TaskEnded(
        ended.atMillis(),
        ended.stage(),
        ended.attempt(),
        ended.partition(),
        ended.taskAttempt(),
        ended.executor(),
        ended.isWinner(),
        ended.error(),
        metrics);
  }
}
