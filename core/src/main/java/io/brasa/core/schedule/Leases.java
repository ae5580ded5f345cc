package io.brasa.core.schedule;

import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.runtime.error.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Who has which partitions, and who gets the next: what the scheduler has found to be runnable is
 * handed out in leases to executors that have little to do.
 *
 * <p>Jobs are served in their order, or pools by turns. Leases are large while much waits and
 * shrink towards the end (guided self-scheduling, Polychronopoulos and Kuck, "Guided
 * Self-Scheduling", IEEE Transactions on Computers 1987). Which partitions an executor gets is the
 * {@link Dispatcher}'s business. Tasks that must run together get their slots all at once or not at
 * all; while these are not free nobody else gets any.
 *
 * <p>Invariants: a lease is open until an outcome of each of its partitions has come or its
 * executor is lost, and the tasks of an executor's open leases are what it is burdened with. Not
 * thread-safe.
 */
final class Leases {
  /** So that a lease is a moderate message and a moderate event. */
  private static final int LEASE_MAX = 1 << 16;

  private final SchedulerLimits limits;
  private final ExecutorSet executors;
  private final Dispatcher dispatcher;
  private final Consumer<SchedulerCommand> commands;
  private final Map<Long, OpenLease> open = new TreeMap<>();
  private long next;
  private long nowMillis = -1;

  /**
   * @param commands takes what is to be done
   */
  Leases(
      SchedulerLimits limits,
      ExecutorSet executors,
      Dispatcher dispatcher,
      Consumer<SchedulerCommand> commands) {
    this.limits = limits;
    this.executors = executors;
    this.dispatcher = dispatcher;
    this.commands = commands;
  }

  /** One that is open, or null. */
  OpenLease get(long lease) {
    return open.get(lease);
  }

  /** All that are open, in the order in which they were granted; not to be kept. */
  Iterable<OpenLease> all() {
    return open.values();
  }

  /** Outcomes of so many of its partitions have come from the executor that has it. */
  void settle(OpenLease held, ExecutorState executor, int count) {
    executors.burden(executor, -count);
    held.hear(nowMillis);
    if (held.count() == 0) open.remove(held.lease.id());
  }

  /** Takes away what an executor has that is gone. */
  List<OpenLease> lose(String executor) {
    List<OpenLease> lost = new ArrayList<>();
    for (OpenLease held : open.values()) if (held.lease.executor().equals(executor)) lost.add(held);
    for (OpenLease held : lost) open.remove(held.lease.id());
    return lost;
  }

  // ---- handing out

  /**
   * Hands out what can be: the stages with the pools of their jobs, in the order of these.
   *
   * @param hasBarriers whether tasks of any of them must run together
   */
  void assign(Map<Long, String> runnable, Map<Long, Stage> stages, boolean hasBarriers) {
    if (executors.isEmpty() || runnable.isEmpty()) return;
    if (hasBarriers && !assignTogether(runnable, stages)) return;
    if (limits.pools().isFair()) {
      PoolShares shares = new PoolShares(limits.pools(), leasesPerSlot());
      for (Map.Entry<Long, String> entry : runnable.entrySet()) {
        Stage stage = stages.get(entry.getKey());
        if (stage != null && !stage.plan.isBarrier()) shares.add(entry.getValue(), stage);
      }
      if (shares.isContended()) {
        assignFairly(shares);
        return;
      }
    }
    assignInOrder(runnable, stages);
  }

  private void assignInOrder(Map<Long, String> runnable, Map<Long, Stage> stages) {
    for (Long id : runnable.keySet()) {
      Stage stage = stages.get(id);
      boolean isGranted = stage != null && !stage.plan.isBarrier();
      while (isGranted && stage.hasWaiting()) {
        int size =
            executors.size() == 1
                ? stage.waitingCount()
                : Math.max(1, stage.waitingCount() / (4 * executors.size()));
        isGranted = grantToAny(stage, Math.min(size, LEASE_MAX));
      }
    }
  }

  /** To the least busy executor that has something to take; false if all have enough to do. */
  private boolean grantToAny(Stage stage, int size) {
    for (Iterator<ExecutorState> each = executors.byLoad(); each.hasNext(); ) {
      ExecutorState executor = each.next();
      if (executors.size() > 1 && executor.outstanding >= 2 * executor.slots) return false;
      if (grant(stage, executor, size) > 0) return true;
    }
    return false;
  }

  /**
   * Gives each pool its turn, in small leases. Who has been given more than its part, when there
   * was nobody else, gives back what it has not begun.
   */
  private void assignFairly(PoolShares shares) {
    for (String pool = shares.next(); !pool.isEmpty(); pool = shares.next()) {
      ExecutorState least = executors.leastBusy();
      if (least == null) return;
      if (least.isBusy()) {
        recallExcess();
        return;
      }
      int count = grantTurn(shares.stageOf(pool));
      if (count > 0) shares.granted(pool, count);
      else shares.pass(pool);
    }
  }

  private int grantTurn(Stage stage) {
    for (Iterator<ExecutorState> each = executors.byLoad(); each.hasNext(); ) {
      ExecutorState executor = each.next();
      if (executor.isBusy()) return 0;
      int count = grant(stage, executor, executor.turn());
      if (count > 0) return count;
    }
    return 0;
  }

  /** How many tasks each slot has to do at a time: a pool's minimum counts slots. */
  private int leasesPerSlot() {
    int slots = 0;
    int tasks = 0;
    for (ExecutorState executor : executors.all()) {
      slots += executor.slots;
      tasks += 2 * executor.quantum();
    }
    return tasks / slots;
  }

  private void recallExcess() {
    for (OpenLease held : open.values()) {
      ExecutorState executor = executors.get(held.lease.executor());
      if (held.count() > 2 * executor.quantum()) recall(held);
    }
  }

  /** What others have more than enough of is shared with a newcomer. */
  void share() {
    for (OpenLease held : open.values())
      if (held.count() > 2 * executors.get(held.lease.executor()).slots) recall(held);
  }

  /** What has not begun on an executor goes back. */
  void recallFrom(String executor) {
    for (OpenLease held : open.values()) if (held.lease.executor().equals(executor)) recall(held);
  }

  private void recall(OpenLease held) {
    if (!held.recall()) return;
    commands.accept(new SchedulerCommand.Recall(held.lease.executor(), held.lease.id()));
  }

  /** Returns how many partitions the executor was given; none if what waits is not for it. */
  private int grant(Stage stage, ExecutorState executor, int size) {
    List<Integer> partitions = dispatcher.choose(stage, executor, size, nowMillis);
    if (partitions.isEmpty()) return 0;
    grant(stage, executor, partitions);
    return partitions.size();
  }

  private void grant(Stage stage, ExecutorState executor, List<Integer> partitions) {
    long lease = next++;
    List<Integer> attempts = new ArrayList<>(partitions.size());
    for (int partition : partitions) attempts.add(stage.grant(partition, lease));
    grant(stage, executor, lease, partitions, attempts);
  }

  private void grant(
      Stage stage,
      ExecutorState executor,
      long lease,
      List<Integer> partitions,
      List<Integer> attempts) {
    executors.burden(executor, partitions.size());
    Lease granted =
        new Lease(
            lease, executor.id, stage.plan.id(), stage.current().attempt(), partitions, attempts);
    open.put(lease, new OpenLease(granted, stage.plan.isBarrier(), nowMillis));
    commands.accept(new SchedulerCommand.Grant(granted, stage.current()));
  }

  // ---- tasks that run together

  /** Returns whether others may get slots: not while tasks wait that need many at once. */
  private boolean assignTogether(Map<Long, String> runnable, Map<Long, Stage> stages) {
    for (Long id : runnable.keySet()) {
      Stage stage = stages.get(id);
      if (stage == null || !stage.plan.isBarrier() || !stage.hasWaiting()) continue;
      if (executors.slotCount() < stage.plan.partitionCount()) continue;
      boolean isWhole = stage.waitingCount() == stage.plan.partitionCount();
      if (isWhole && executors.freeSlotCount() >= stage.waitingCount()) grantTogether(stage);
      else {
        for (OpenLease held : open.values()) recall(held);
        return false;
      }
    }
    return true;
  }

  private void grantTogether(Stage stage) {
    int from = 0;
    for (ExecutorState executor : executors.admitted()) {
      int end = Math.min(stage.plan.partitionCount(), from + executor.slots - executor.outstanding);
      List<Integer> partitions = new ArrayList<>();
      for (; from < end; from++) partitions.add(from);
      if (!partitions.isEmpty()) grant(stage, executor, partitions);
    }
  }

  // ---- time

  /** It is so late. */
  void passTime(long now) {
    nowMillis = now;
  }

  /** Gives copies of what is late to executors that have a free slot. */
  void copyLate(Stage stage) {
    long patienceMillis = stage.patienceMillis(limits.speculation());
    if (patienceMillis < 0) return;
    for (OpenLease held : List.copyOf(open.values())) {
      Lease lease = held.lease;
      if (lease.stage() != stage.plan.id()
          || lease.stageAttempt() != stage.current().attempt()
          || held.silentMillis(nowMillis) <= patienceMillis) continue;
      List<Integer> late = new ArrayList<>();
      held.forEachOpen(
          p -> {
            if (stage.isGrantedTo(p, lease.id()) && !stage.hasCopy(p)) late.add(p);
          });
      if (!late.isEmpty()) copy(stage, late, lease.executor());
    }
  }

  private void copy(Stage stage, List<Integer> late, String notOn) {
    for (Iterator<ExecutorState> each = executors.byLoad(); each.hasNext(); ) {
      ExecutorState executor = each.next();
      if (executor.outstanding >= executor.slots) return;
      if (executor.id.equals(notOn)) continue;
      long lease = next++;
      int count = Math.min(late.size(), executor.slots - executor.outstanding);
      List<Integer> partitions = List.copyOf(late.subList(0, count));
      List<Integer> attempts = new ArrayList<>(count);
      for (int partition : partitions) attempts.add(stage.grantCopy(partition, lease));
      grant(stage, executor, lease, partitions, attempts);
      return;
    }
  }

  void checkInvariants() {
    Map<String, Integer> outstanding = new HashMap<>();
    for (OpenLease held : open.values()) {
      Check.that(
          executors.contains(held.lease.executor()),
          "a lease belongs to a live executor",
          held.lease.id());
      outstanding.merge(held.lease.executor(), held.count(), Integer::sum);
    }
    for (ExecutorState executor : executors.all()) {
      Check.that(
          outstanding.getOrDefault(executor.id, 0) == executor.outstanding,
          "outstanding tasks are counted",
          executor.id);
    }
  }
}
