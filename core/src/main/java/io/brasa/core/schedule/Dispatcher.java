package io.brasa.core.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Which waiting partitions of a stage an executor gets.
 *
 * <p>Every waiting partition has a <em>place</em>. If the stage computes from a dataset that is
 * kept, that is the executor that computed the same partition of it last, which is likely to have
 * it in memory. Else partitions are dealt out in turn, so that those of equal number of different
 * stages meet on one executor. An executor takes what has its place there; when there is no more,
 * it takes what was merely dealt out to others at once, but what others keep only when none of
 * these has taken anything for a while (delay scheduling: Zaharia and others, "Delay Scheduling",
 * EuroSys 2010). A partition that failed on an executor goes to another one, as long as there is
 * one.
 *
 * <p>Queues are made when a stage first hands out, and again when executors have come or gone; all
 * else costs constant time a partition. With a single executor there is nothing to choose.
 */
final class Dispatcher {
  /** Of the latest datasets only, so that a context may run for ever. */
  private static final int KEPT_MAX = 256;

  private final ExecutorSet executors;
  private final long patienceMillis;

  /** By dataset: who computed each partition last. */
  private final Map<Long, String[]> keepers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String[]> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /** The queues of a stage. */
  private static final class Queues {
    final int version;
    final Placement kept;
    final Placement dealt;

    Queues(int version, int partitionCount, int executorCount, boolean hasKeepers) {
      this.version = version;
      this.kept = hasKeepers ? new Placement(partitionCount, executorCount) : null;
      this.dealt = new Placement(partitionCount, executorCount);
    }
  }

  private final Map<Stage, Queues> queues = new IdentityHashMap<>();

  Dispatcher(ExecutorSet executors, long patienceMillis) {
    this.executors = executors;
    this.patienceMillis = patienceMillis;
  }

  /**
   * Takes up to so many waiting partitions for an executor, in ascending order; none if what waits
   * is not for it.
   *
   * @param nowMillis less than zero if nobody tells the time: then nothing waits for its keeper
   */
  List<Integer> choose(Stage stage, ExecutorState executor, int size, long nowMillis) {
    List<Integer> chosen = new ArrayList<>(Math.min(size, stage.waitingCount()));
    if (executors.size() == 1) {
      int p = stage.waitingFrom(0);
      for (; p >= 0 && chosen.size() < size; p = stage.waitingFrom(p + 1)) chosen.add(p);
      return chosen;
    }
    Queues own = queuesOf(stage, nowMillis);
    if (own.kept != null) take(own.kept, executor.position, size, chosen);
    if (!chosen.isEmpty()) stage.localMillis = nowMillis;
    take(own.dealt, executor.position, size, chosen);
    IntPredicate isAllowed = p -> !executor.id.equals(stage.failedOn(p));
    if (chosen.isEmpty()) steal(own.dealt, executor.position, isAllowed, size, chosen);
    if (chosen.isEmpty() && own.kept != null && isOutOfPatience(stage, nowMillis))
      steal(own.kept, executor.position, isAllowed, size, chosen);
    chosen.sort(null);
    return chosen;
  }

  private boolean isOutOfPatience(Stage stage, long nowMillis) {
    return nowMillis < 0 || nowMillis - stage.localMillis >= patienceMillis;
  }

  private static void take(Placement queue, int position, int size, List<Integer> chosen) {
    while (chosen.size() < size) {
      int partition = queue.take(position);
      if (partition < 0) return;
      chosen.add(partition);
    }
  }

  private static void steal(
      Placement queue, int position, IntPredicate isAllowed, int size, List<Integer> chosen) {
    while (chosen.size() < size) {
      int partition = queue.steal(position, isAllowed);
      if (partition < 0) return;
      chosen.add(partition);
    }
  }

  private Queues queuesOf(Stage stage, long nowMillis) {
    String[] keeper = stage.plan.kept() == 0 ? null : keepers.get(stage.plan.kept());
    Queues found = queues.get(stage);
    if (found == null) stage.localMillis = nowMillis;
    if (found == null || found.version != executors.version()) {
      found =
          new Queues(
              executors.version(), stage.plan.partitionCount(), executors.size(), keeper != null);
      queues.put(stage, found);
      stage.takeReturned();
      for (int p = stage.waitingFrom(0); p >= 0; p = stage.waitingFrom(p + 1))
        place(stage, p, found, keeper);
    } else if (stage.hasReturned()) {
      Queues known = found;
      stage.takeReturned().stream().forEach(p -> place(stage, p, known, keeper));
    }
    return found;
  }

  private void place(Stage stage, int partition, Queues to, String[] keeper) {
    if (to.kept != null && keeper != null && partition < keeper.length) {
      ExecutorState holder = keeper[partition] == null ? null : executors.get(keeper[partition]);
      if (holder != null && !holder.id.equals(stage.failedOn(partition))) {
        to.kept.add(partition, holder.position);
        return;
      }
    }
    int position = partition % executors.size();
    ExecutorState failed =
        stage.failedOn(partition) == null ? null : executors.get(stage.failedOn(partition));
    if (failed != null && failed.position == position) position = (position + 1) % executors.size();
    to.dealt.add(partition, position);
  }

  /** A partition was computed: what it read or made of a kept dataset is there. */
  void computed(Stage stage, int partition, String executor) {
    // Also while there is one executor: others may come, and should leave it what it keeps.
    if (stage.plan.kept() == 0) return;
    int count = stage.plan.partitionCount();
    String[] keeper = keepers.get(stage.plan.kept());
    if (keeper == null || keeper.length < count) {
      keeper = keeper == null ? new String[count] : Arrays.copyOf(keeper, count);
      keepers.put(stage.plan.kept(), keeper);
    }
    keeper[partition] = executor;
  }

  /** What an executor kept is with another one now. */
  void move(SchedulerEvent.PartitionMoved moved) {
    String[] keeper = keepers.get(moved.kept());
    if (keeper != null && moved.partition() < keeper.length)
      keeper[moved.partition()] = moved.executor();
  }

  /** Nothing of a stage is handed out for now. */
  void forget(Stage stage) {
    queues.remove(stage);
  }
}
