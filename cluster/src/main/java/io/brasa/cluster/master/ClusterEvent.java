package io.brasa.cluster.master;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.cluster.protocol.ClusterMessage.DriverWish;
import java.util.List;

/** What happens to a cluster. Times are milliseconds that never go back. */
sealed interface ClusterEvent {
  long nowMillis();

  /** A master begins to lead, with what its predecessor has kept. The first event. */
  record Recovered(long nowMillis, List<KeptEntry> entries) implements ClusterEvent {
    public Recovered {
      entries = List.copyOf(entries);
    }
  }

  /** A worker has registered, for the first time or again. */
  record WorkerJoined(long nowMillis, ClusterMessage.RegisterWorker worker)
      implements ClusterEvent {}

  /** The channel to a worker has ended. */
  record WorkerLost(long nowMillis, String worker, String reason) implements ClusterEvent {}

  /** An application has registered, for the first time or again. */
  record ApplicationJoined(long nowMillis, ClusterMessage.RegisterApplication application)
      implements ClusterEvent {}

  /** The channel to an application has ended; it may come back. */
  record ApplicationAway(long nowMillis, String application) implements ClusterEvent {}

  record ApplicationEnded(long nowMillis, String application) implements ClusterEvent {}

  record ExecutorStarted(long nowMillis, String worker, ClusterMessage.ExecutorStarted what)
      implements ClusterEvent {}

  record ExecutorEnded(long nowMillis, String worker, ClusterMessage.ExecutorEnded what)
      implements ClusterEvent {}

  record ExecutorSilent(long nowMillis, String application, String executor)
      implements ClusterEvent {}

  /** An application wants more or fewer cores than it has wanted. */
  record CoresWanted(long nowMillis, String application, int cores) implements ClusterEvent {}

  record ExecutorReturned(long nowMillis, String application, String executor)
      implements ClusterEvent {}

  record PlaceGone(long nowMillis, String worker, ClusterMessage.PlaceGone what)
      implements ClusterEvent {}

  record DriverSubmitted(long nowMillis, String driver, DriverWish wish) implements ClusterEvent {}

  record DriverKilled(long nowMillis, String driver) implements ClusterEvent {}

  record DriverEnded(long nowMillis, String worker, ClusterMessage.DriverEnded what)
      implements ClusterEvent {}

  /** Time has passed; comes about every second. */
  record Tick(long nowMillis) implements ClusterEvent {}
}
