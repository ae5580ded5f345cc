package io.brasa.core.schedule;

import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.runtime.error.Check;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What the scheduler knows of one stage: for each partition whether it is wanted, waiting, granted
 * or won.
 *
 * <p>Invariants: a partition is in {@code waiting} or has a lease or has a winner, never two of
 * these; only one that has a lease may have a second one, for a copy of a late task, and it is
 * granted until it wins or both have been given back; {@code waitingCount} and {@code grantedCount}
 * say how many; {@code missing} counts the wanted partitions without a winner; attempts of a
 * partition ascend and are never reused.
 */
final class Stage {
  private static final long NO_LEASE = -1;
  private static final int TIMES_MAX = 255;

  final StagePlan plan;

  private final BitSet wanted = new BitSet();
  private final BitSet waiting = new BitSet();
  private int waitingCount;

  /** What began to wait since somebody last asked. */
  private BitSet returned = new BitSet();

  /** The lease that has a partition, or -1. */
  private final long[] leases;

  /** The lease that has the copy of a late task, or -1; null until there is one. */
  private long[] copies;

  /** Where each partition failed last, and nothing has come of it since; null until one fails. */
  private String[] failedOn;

  /** How long its latest tasks took, in milliseconds; null until that is noted. */
  private long[] times;

  private int timeCount;

  /** Since when its tasks, which must run together, have lacked slots; less than zero if not. */
  long lackingSinceMillis = -1;

  /** When an executor last took what it keeps itself. */
  long localMillis;

  private int grantedCount;

  private final int[] winners;
  private final String[] holders;
  private final int[] nextAttempts;
  private final int[] failures;

  /** How often each partition found lost what was no map output. */
  private final int[] lossesBy;

  /** How often each output was found lost or corrupt by a reader. */
  private final int[] losses;

  /**
   * Content checksums of the first winner, kept when it is lost, to be compared with the recomputed
   * one.
   */
  private final long[] checksums;

  private final BitSet hasChecksum = new BitSet();

  private int missing;

  /** How often a recomputed output differed. */
  private int generation;

  /** Outcomes of earlier attempts than this are stale: their inputs have been withdrawn. */
  private int validFrom;

  /** Whether the scheduler has forgotten it. */
  boolean isGone;

  private StageAttempt current;
  private boolean isOpen;

  Stage(StagePlan plan) {
    this.plan = plan;
    leases = new long[plan.partitionCount()];
    Arrays.fill(leases, NO_LEASE);
    winners = new int[plan.partitionCount()];
    Arrays.fill(winners, -1);
    holders = new String[plan.partitionCount()];
    nextAttempts = new int[plan.partitionCount()];
    Arrays.fill(nextAttempts, plan.past().firstAttempt());
    failures = new int[plan.partitionCount()];
    losses = new int[plan.partitionCount()];
    lossesBy = new int[plan.partitionCount()];
    checksums = Arrays.copyOf(plan.past().checksums(), plan.partitionCount());
    hasChecksum.or(plan.past().checked());
  }

  /** Adds partitions to what is wanted. */
  void want(int partition) {
    if (wanted.get(partition)) return;
    wanted.set(partition);
    if (isThere(partition)) {
      winners[partition] = plan.past().winners()[partition];
      holders[partition] = plan.past().holders()[partition];
      return;
    }
    missing++;
    await(partition);
  }

  /** Tasks that run together have all been there before, or none counts. */
  private boolean isThere(int partition) {
    return plan.past().hasWinner(partition) && (!plan.isBarrier() || plan.past().isComplete());
  }

  private void await(int partition) {
    waiting.set(partition);
    returned.set(partition);
    waitingCount++;
  }

  boolean hasReturned() {
    return !returned.isEmpty();
  }

  /** What began to wait since the last call, and may wait no more. */
  BitSet takeReturned() {
    BitSet taken = returned;
    taken.and(waiting);
    returned = new BitSet();
    return taken;
  }

  boolean isComplete() {
    return missing == 0;
  }

  boolean hasWaiting() {
    return waitingCount > 0;
  }

  int waitingCount() {
    return waitingCount;
  }

  boolean hasGranted() {
    return grantedCount > 0;
  }

  int grantedCount() {
    return grantedCount;
  }

  /** The first waiting partition from one on, or -1. */
  int waitingFrom(int partition) {
    return waiting.nextSetBit(partition);
  }

  boolean isWon(int partition) {
    return winners[partition] >= 0;
  }

  int winner(int partition) {
    return winners[partition];
  }

  String holder(int partition) {
    return holders[partition];
  }

  boolean hasWinners() {
    for (int winner : winners) if (winner >= 0) return true;
    return false;
  }

  /** The attempt under which partitions are handed out, if one is open. */
  StageAttempt current() {
    return current;
  }

  boolean isOpen() {
    return isOpen;
  }

  void open(StageAttempt attempt) {
    current = attempt;
    isOpen = true;
  }

  /**
   * No more partitions are handed out under the current attempt: its inputs are no longer whole, or
   * it is done.
   */
  void shut() {
    isOpen = false;
  }

  int attemptCount() {
    return current == null ? 0 : current.attempt() + 1;
  }

  /** Moves a waiting partition into a lease; returns the number of the attempt. */
  int grant(int partition, long lease) {
    Check.that(waiting.get(partition), "only waiting partitions are granted", partition);
    waiting.clear(partition);
    waitingCount--;
    leases[partition] = lease;
    grantedCount++;
    return nextAttempts[partition]++;
  }

  /** Gives a granted partition a second lease; returns the number of the attempt. */
  int grantCopy(int partition, long lease) {
    Check.that(
        leases[partition] != NO_LEASE && !hasCopy(partition),
        "only what is granted once is copied",
        partition);
    if (copies == null) {
      copies = new long[leases.length];
      Arrays.fill(copies, NO_LEASE);
    }
    copies[partition] = lease;
    return nextAttempts[partition]++;
  }

  boolean hasCopy(int partition) {
    return copies != null && copies[partition] != NO_LEASE;
  }

  boolean isGrantedTo(int partition, long lease) {
    return leases[partition] == lease || hasCopy(partition) && copies[partition] == lease;
  }

  /** Takes a partition out of a lease; unless it has another one it waits again. */
  void giveBack(int partition, long lease) {
    if (hasCopy(partition)) {
      if (leases[partition] == lease) leases[partition] = copies[partition];
      copies[partition] = NO_LEASE;
      return;
    }
    endGrant(partition);
    await(partition);
  }

  private void endGrant(int partition) {
    Check.that(leases[partition] != NO_LEASE, "only granted partitions win or return", partition);
    leases[partition] = NO_LEASE;
    if (copies != null) copies[partition] = NO_LEASE;
    grantedCount--;
  }

  /** Where a partition failed last, if nothing has come of it since; else null. */
  String failedOn(int partition) {
    return failedOn == null ? null : failedOn[partition];
  }

  /** Notes how long a task took. */
  void took(long millis) {
    if (times == null) times = new long[TIMES_MAX];
    times[timeCount++ % TIMES_MAX] = millis;
  }

  /**
   * How long a task may take before it counts as late; -1 as long as too few have ended or others
   * wait.
   */
  long patienceMillis(Speculation speculation) {
    int known = Math.min(timeCount, TIMES_MAX);
    int ended = wanted.cardinality() - missing;
    if (known == 0 || waitingCount > 0 || grantedCount == 0) return -1;
    if (ended < speculation.quantile() * wanted.cardinality()) return -1;
    long[] sorted = Arrays.copyOf(times, known);
    Arrays.sort(sorted);
    return Math.max(
        speculation.minimumMillis(), (long) (speculation.multiplier() * sorted[known / 2]));
  }

  boolean isStale(int stageAttempt) {
    return stageAttempt < validFrom;
  }

  /**
   * Records the winner of a partition; returns whether its content differs from what an earlier
   * winner had.
   */
  boolean win(int partition, int attempt, String holder, long checksum) {
    endGrant(partition);
    Check.that(winners[partition] < 0, "a partition has one winner", partition);
    winners[partition] = attempt;
    holders[partition] = holder;
    missing--;
    boolean differs = hasChecksum.get(partition) && checksums[partition] != checksum;
    checksums[partition] = checksum;
    hasChecksum.set(partition);
    if (differs) generation++;
    return differs;
  }

  /** The output of a partition is gone; it waits to be computed again. */
  void lose(int partition) {
    Check.that(winners[partition] >= 0, "only won partitions are lost", partition);
    winners[partition] = -1;
    holders[partition] = null;
    missing++;
    await(partition);
  }

  /** Everything won was made from inputs that have been withdrawn. */
  void rollBack() {
    for (int p = 0; p < winners.length; p++) if (winners[p] >= 0) lose(p);
    validFrom = attemptCount();
    shut();
  }

  int fail(int partition, String executor) {
    if (failedOn == null) failedOn = new String[leases.length];
    failedOn[partition] = executor;
    return ++failures[partition];
  }

  /** A partition was computed; returns where it had failed before, or null. */
  String pardon(int partition) {
    String where = failedOn(partition);
    if (where != null) failedOn[partition] = null;
    return where;
  }

  int countLoss(int partition) {
    return ++losses[partition];
  }

  int countLossBy(int partition) {
    return ++lossesBy[partition];
  }

  /** A job has failed of them; the next one is judged by its own. */
  void forgetFailures() {
    Arrays.fill(failures, 0);
    Arrays.fill(losses, 0);
    Arrays.fill(lossesBy, 0);
  }

  Winners snapshot() {
    return new Winners(plan.id(), generation, winners.clone(), holders.clone());
  }

  void checkInvariants() {
    int without = 0;
    for (int p = wanted.nextSetBit(0); p >= 0; p = wanted.nextSetBit(p + 1)) {
      int states =
          (winners[p] >= 0 ? 1 : 0) + (waiting.get(p) ? 1 : 0) + (leases[p] != NO_LEASE ? 1 : 0);
      Check.that(
          states == 1,
          "a wanted partition waits, is granted or is won",
          plan.name() + " partition " + p);
      if (winners[p] < 0) without++;
    }
    Check.that(without == missing, "missing partitions are counted", plan.name());
    Check.that(waiting.cardinality() == waitingCount, "waiting is counted", plan.name());
    long held = Arrays.stream(leases).filter(lease -> lease != NO_LEASE).count();
    Check.that(held == grantedCount, "granted partitions are counted", plan.name());
  }
}
