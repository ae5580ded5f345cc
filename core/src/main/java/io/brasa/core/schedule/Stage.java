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
 * these; {@code waitingCount} and {@code grantedCount} say how many; {@code missing} counts the
 * wanted partitions without a winner; attempts of a partition ascend and are never reused.
 */
final class Stage {
  private static final long NO_LEASE = -1;

  final StagePlan plan;

  private final BitSet wanted = new BitSet();
  private final BitSet waiting = new BitSet();
  private int waitingCount;

  /** The lease that has a partition, or -1. */
  private final long[] leases;

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
    failures = new int[plan.partitionCount()];
    losses = new int[plan.partitionCount()];
    lossesBy = new int[plan.partitionCount()];
    checksums = new long[plan.partitionCount()];
  }

  /** Adds partitions to what is wanted. */
  void want(int partition) {
    if (wanted.get(partition)) return;
    wanted.set(partition);
    missing++;
    await(partition);
  }

  private void await(int partition) {
    waiting.set(partition);
    waitingCount++;
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

  boolean isGrantedTo(int partition, long lease) {
    return leases[partition] == lease;
  }

  /** Takes a partition out of its lease and lets it wait again. */
  void giveBack(int partition) {
    endGrant(partition);
    await(partition);
  }

  private void endGrant(int partition) {
    Check.that(leases[partition] != NO_LEASE, "only granted partitions win or return", partition);
    leases[partition] = NO_LEASE;
    grantedCount--;
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

  int fail(int partition) {
    return ++failures[partition];
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
