package io.brasa.core.schedule;

import io.brasa.core.error.CoreError;
import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which tasks run where, whose outputs count, and what is computed again.
 *
 * <h2>How it works</h2>
 *
 * A job wants partitions of its result stage. A stage is <em>complete</em> when each wanted
 * partition has a winner. From the result stage of each job the scheduler walks to the parents that
 * are incomplete: those stages, and no others, are <em>required</em>. A required stage whose
 * parents are all complete is <em>runnable</em>; it gets a <em>stage attempt</em>, which fixes the
 * winners of its parents for all tasks of that attempt, and its waiting partitions are handed out
 * in leases. The walk is repeated only when a stage became complete or lost something; outcomes in
 * between cost constant time.
 *
 * <h2>What is promised</h2>
 *
 * <ul>
 *   <li><b>One winner.</b> A partition has at most one winner; the first valid success wins, others
 *       are rejected. An outcome counts only if its lease is alive, belongs to the executor that
 *       reports it, and still holds the partition.
 *   <li><b>Losing is not failing.</b> A lost executor or map output makes exactly the lost
 *       partitions wait again, and only if a required stage needs them. Failures of user code are
 *       counted per partition; losses found by readers are counted per map output, and those of
 *       kept blocks and spilled runs per reading partition, so that a disk that always corrupts
 *       ends the job by name.
 *   <li><b>Same content or start over.</b> Each winner comes with a checksum of its content that no
 *       order can change. If the recomputation of a lost output has another checksum, whoever may
 *       have read the old one, or anything made of it, is rolled back: its winners are withdrawn
 *       (accumulators too) and outcomes of its earlier attempts are stale. Not only its readers,
 *       until what they recompute differs as well: a stage further down that is complete would
 *       never ask them to, and be read beside others that are made of the new content. A result
 *       stage with effects that already happened can't be rolled back: its job fails as {@link
 *       CoreError#STAGE_INDETERMINATE}.
 * </ul>
 *
 * Not thread-safe: one decision loop calls {@link #handle}.
 */
public final class Scheduler {
  private final SchedulerLimits limits;
  private final Map<Long, Stage> stages = new HashMap<>();
  private final Map<Long, JobPlan> jobs = new LinkedHashMap<>();
  private final ExecutorSet executors = new ExecutorSet();
  private final Dispatcher dispatcher;
  private final Leases leases;

  private List<SchedulerCommand> commands = new ArrayList<>();

  /** Those among the commands, since several leases need but one. */
  private final Set<SchedulerCommand> stops = new HashSet<>();

  /** The stages that can be handed out, in the order of their jobs, with the pools of these. */
  private Map<Long, String> runnable = Map.of();

  /** Whether tasks of any of these must run together. */
  private boolean hasBarriers;

  /** The stages whose tasks are to be interrupted when they are stopped by the present event. */
  private Map<Long, String> interrupted = Map.of();

  private boolean isWalkDue;

  /** What time it was last said to be; less than zero as long as nobody has said. */
  private long nowMillis = -1;

  /** Why no executor will come any more; empty while one may. */
  private String exhaustion = "";

  public Scheduler(SchedulerLimits limits) {
    this.limits = limits;
    this.dispatcher = new Dispatcher(executors, limits.localityMillis());
    this.leases = new Leases(limits, executors, dispatcher, command -> commands.add(command));
  }

  /** Takes in what happened and returns what is to be done, in order. */
  public List<SchedulerCommand> handle(SchedulerEvent event) {
    commands = new ArrayList<>();
    stops.clear();
    interrupted = Map.of();
    switch (event) {
      case SchedulerEvent.JobSubmitted submitted -> submit(submitted.plan());
      case SchedulerEvent.StagesPlanned planned -> planned.stages().forEach(this::add);
      case SchedulerEvent.JobCancelled cancelled -> cancel(cancelled);
      case SchedulerEvent.ExecutorJoined joined -> join(joined);
      case SchedulerEvent.ExecutorLost lost -> loseExecutor(lost);
      case SchedulerEvent.ExecutorLeaving leaving -> leave(leaving.executor());
      case SchedulerEvent.OutputsLost lost -> loseOutputs(Set.copyOf(lost.executors()));
      case SchedulerEvent.PartitionMoved moved -> dispatcher.move(moved);
      case SchedulerEvent.ExecutorsExhausted exhausted -> exhaust(exhausted.reason());
      case SchedulerEvent.TasksEnded ended -> end(ended);
      case SchedulerEvent.TimePassed passed -> passTime(passed.nowMillis());
      case SchedulerEvent.StageCancelled cancelled -> cancelStage(cancelled);
      case SchedulerEvent.StageDropped dropped -> drop(dropped.stage());
    }
    while (isWalkDue) walk();
    while (hasBarriers && !haveSlots()) while (isWalkDue) walk();
    leases.assign(runnable, stages, hasBarriers);
    return commands;
  }

  // ---- jobs

  private void submit(JobPlan plan) {
    Check.that(!jobs.containsKey(plan.job()), "a job is submitted once", plan.job());
    plan.stages().forEach(this::add);
    Stage result = stages.get(plan.target());
    Check.that(result != null, "the target of a job is known", plan.job());
    if (result.plan.isResult()) plan.wanted().forEach(result::want);
    jobs.put(plan.job(), plan);
    isWalkDue = true;
    finishIfComplete(plan, result);
    if (!exhaustion.isEmpty()) failJob(plan.job(), noExecutors(plan.job()));
  }

  private void add(StagePlan plan) {
    Check.that(!stages.containsKey(plan.id()), "a stage is planned once", plan.name());
    Stage stage = new Stage(plan);
    if (!plan.isResult()) for (int p = 0; p < plan.partitionCount(); p++) stage.want(p);
    stages.put(plan.id(), stage);
  }

  private void cancel(SchedulerEvent.JobCancelled cancelled) {
    JobPlan plan = jobs.get(cancelled.job());
    if (plan != null && cancelled.isInterrupting()) noteInterrupted(plan);
    failJob(cancelled.job(), cancelled.error());
  }

  private void noteInterrupted(JobPlan plan) {
    Map<Long, String> needed = new LinkedHashMap<>(interrupted);
    require(plan, needed);
    interrupted = needed;
  }

  private void cancelStage(SchedulerEvent.StageCancelled cancelled) {
    Stage stage = stages.get(cancelled.stage());
    if (stage != null) failJobsOf(stage, cancelled.error());
  }

  private void exhaust(String reason) {
    exhaustion = reason;
    for (Long job : List.copyOf(jobs.keySet())) failJob(job, noExecutors(job));
  }

  private EngineException noExecutors(long job) {
    return new EngineException(
        CoreError.NO_EXECUTORS,
        "No executor is left to run job " + job + ": " + exhaustion,
        "Look at the logs of the executors for why they ended");
  }

  private void failJob(long job, EngineException error) {
    JobPlan plan = jobs.get(job);
    if (plan == null) return;
    if (plan.isInterrupting()) noteInterrupted(plan);
    jobs.remove(job);
    isWalkDue = true;
    Stage result = stages.get(plan.target());
    if (result.plan.isResult() && result.isOpen())
      commands.add(
          new SchedulerCommand.StageFinished(
              result.plan.id(), result.current().attempt(), error.code().name()));
    commands.add(new SchedulerCommand.JobFailed(job, error));
    retire(result);
  }

  private void finishIfComplete(JobPlan plan, Stage result) {
    if (!result.isComplete()) return;
    jobs.remove(plan.job());
    commands.add(new SchedulerCommand.JobSucceeded(plan.job()));
    retire(result);
  }

  /**
   * The result stage of an ended job: nobody can want it again. Map stages stay, their outputs may
   * be read again.
   */
  private void retire(Stage result) {
    if (!result.plan.isResult()) return;
    stopLeases(result.plan.id());
    stages.remove(result.plan.id());
    dispatcher.forget(result);
    result.isGone = true;
    commands.add(new SchedulerCommand.Forget(result.plan.id()));
    isWalkDue = true;
  }

  private void drop(long stage) {
    Stage dropped = stages.get(stage);
    if (dropped == null) return;
    Check.that(
        !requiredStages().containsKey(stage),
        "a dropped stage is not required",
        dropped.plan.name());
    stopLeases(stage);
    stages.remove(stage);
    dispatcher.forget(dropped);
    dropped.isGone = true;
    commands.add(new SchedulerCommand.Forget(stage));
  }

  // ---- executors

  private void join(SchedulerEvent.ExecutorJoined joined) {
    Check.that(!executors.contains(joined.executor()), "an executor joins once", joined.executor());
    executors.add(new ExecutorState(joined.executor(), joined.slots()));
    exhaustion = "";
    leases.share();
  }

  private void leave(String executor) {
    if (!executors.retire(executor)) return;
    leases.recallFrom(executor);
  }

  /** What there is to do, for whoever decides how many executors there should be. */
  public SchedulerEvent.Load load() {
    long waiting = 0;
    for (Long id : runnable.keySet()) {
      Stage stage = stages.get(id);
      if (stage != null) waiting += stage.waitingCount();
    }
    long tasks = waiting;
    int slots = 1;
    Map<String, Integer> outstanding = new HashMap<>();
    for (ExecutorState executor : executors.all()) {
      outstanding.put(executor.id, executor.outstanding);
      tasks += executor.outstanding;
      // What an executor has not begun waits as well: others could do it.
      waiting += Math.max(0, executor.outstanding - executor.slots);
      slots = Math.max(slots, executor.slots);
    }
    return new SchedulerEvent.Load(
        (int) Math.min(Integer.MAX_VALUE, waiting),
        (int) Math.min(Integer.MAX_VALUE, (tasks + slots - 1) / slots),
        outstanding);
  }

  private void loseExecutor(SchedulerEvent.ExecutorLost lost) {
    String executor = lost.executor();
    if (!executors.remove(executor)) return;
    for (OpenLease held : leases.lose(executor)) {
      Stage stage = stages.get(held.lease.stage());
      if (stage == null) continue;
      held.forEachOpen(p -> giveBack(stage, p, held.lease));
      if (stage.plan.isBarrier() && !stage.isStale(held.lease.stageAttempt())) restart(stage);
    }
    if (!lost.isOutlived()) loseOutputs(Set.of(executor));
    isWalkDue = true;
  }

  private void loseOutputs(Set<String> holders) {
    for (Stage stage : stages.values()) {
      if (stage.plan.isResult()) continue;
      for (int p = 0; p < stage.plan.partitionCount(); p++) {
        if (!stage.isWon(p) || !holders.contains(stage.holder(p))) continue;
        if (stage.plan.isBarrier()) restart(stage);
        else stage.lose(p);
      }
    }
    isWalkDue = true;
  }

  private static void giveBack(Stage stage, int partition, Lease lease) {
    if (stage.isGrantedTo(partition, lease.id())) stage.giveBack(partition, lease.id());
  }

  // ---- outcomes

  private void end(SchedulerEvent.TasksEnded ended) {
    OpenLease held = leases.get(ended.lease());
    boolean isKnown = held != null && held.lease.executor().equals(ended.executor());
    ExecutorState executor = isKnown ? executors.get(ended.executor()) : null;
    Stage stage = isKnown ? stages.get(held.lease.stage()) : null;
    if (!isKnown) return;
    int timedCount = 0;
    long nanos = 0;
    int closed = 0;
    for (Outcome outcome : ended.outcomes()) {
      if (outcome instanceof Outcome.Succeeded success
          && success.payload() instanceof Outcome.Timed timed) {
        timedCount++;
        nanos += timed.nanos();
        if (stage != null && limits.speculation().isOn()) stage.took(timed.nanos() / 1_000_000);
      }
      if (held.close(outcome.partition())) {
        closed++;
        settle(held.lease, stage, outcome);
      } else reject(held.lease, outcome, "an outcome for it has come before");
    }
    leases.settle(held, executor, closed);
    if (timedCount > 0) executor.report(timedCount, nanos);
  }

  private void settle(Lease lease, Stage stage, Outcome outcome) {
    if (stage == null || stage.isGone || !stage.isGrantedTo(outcome.partition(), lease.id())) {
      reject(lease, outcome, "nobody waits for it any more");
      return;
    }
    switch (outcome) {
      case Outcome.Succeeded success when stage.isStale(lease.stageAttempt()) -> {
        stage.giveBack(success.partition(), lease.id());
        reject(lease, success, "what it was made from has been withdrawn");
      }
      case Outcome.Succeeded success -> succeed(stage, lease, success);
      // The others had failed before, and it with them.
      case Outcome other when stage.plan.isBarrier() && stage.isStale(lease.stageAttempt()) ->
          stage.giveBack(other.partition(), lease.id());
      case Outcome.Failed failed -> fail(stage, lease, failed);
      case Outcome.InputLost lost -> loseInput(stage, lease, lost);
      case Outcome.BlockLost lost -> loseBlock(stage, lease, lost);
      case Outcome.Stopped stopped -> stage.giveBack(stopped.partition(), lease.id());
    }
  }

  private void reject(Lease lease, Outcome outcome, String reason) {
    if (outcome instanceof Outcome.Succeeded) {
      commands.add(
          new SchedulerCommand.Reject(
              lease.stage(),
              lease.stageAttempt(),
              outcome.partition(),
              outcome.attempt(),
              lease.executor(),
              reason));
    }
  }

  private void succeed(Stage stage, Lease lease, Outcome.Succeeded success) {
    boolean differs =
        stage.win(
            success.partition(), success.attempt(), lease.executor(), success.contentChecksum());
    commands.add(
        new SchedulerCommand.Accept(
            stage.plan.id(),
            lease.stageAttempt(),
            success.partition(),
            success.attempt(),
            lease.executor(),
            success.payload()));
    dispatcher.computed(stage, success.partition(), lease.executor());
    String failedOn = stage.pardon(success.partition());
    if (failedOn != null && !failedOn.equals(lease.executor())) blame(failedOn);
    if (differs) rollBackAllBelow(stage);
    if (stage.isComplete()) complete(stage);
  }

  private void blame(String executor) {
    long millis = executors.blame(executor, nowMillis);
    if (millis > 0) commands.add(new SchedulerCommand.Excluded(executor, millis));
  }

  private void complete(Stage stage) {
    if (stage.isOpen())
      commands.add(
          new SchedulerCommand.StageFinished(stage.plan.id(), stage.current().attempt(), ""));
    stage.shut();
    dispatcher.forget(stage);
    isWalkDue = true;
    for (JobPlan plan : List.copyOf(jobs.values())) {
      if (plan.target() == stage.plan.id()) finishIfComplete(plan, stage);
    }
  }

  private void fail(Stage stage, Lease lease, Outcome.Failed failed) {
    stage.giveBack(failed.partition(), lease.id());
    if (stage.fail(failed.partition(), lease.executor()) >= limits.taskAttempts())
      failJobsOf(stage, failed.error());
    else if (stage.plan.isBarrier()) restart(stage);
  }

  private void loseInput(Stage stage, Lease lease, Outcome.InputLost lost) {
    stage.giveBack(lost.partition(), lease.id());
    if (stage.plan.isBarrier()) restart(stage);
    Stage parent = stages.get(lost.shuffle());
    Check.that(parent != null, "a stage's inputs are known", stage.plan.name());
    if (parent.winner(lost.map()) != lost.mapAttempt()) return;
    if (parent.plan.isBarrier()) restart(parent);
    else parent.lose(lost.map());
    isWalkDue = true;
    if (parent.countLoss(lost.map()) < limits.stageAttempts()) return;
    parent.forgetFailures();
    failJobsOf(
        stage,
        new EngineException(
            CoreError.RECOVERY_EXHAUSTED,
            "Output "
                + lost.map()
                + " of stage '"
                + parent.plan.name()
                + "' was lost "
                + limits.stageAttempts()
                + " times, last: "
                + lost.reason(),
            "Check the disks and the network of the executors that held it"));
  }

  private void loseBlock(Stage stage, Lease lease, Outcome.BlockLost lost) {
    stage.giveBack(lost.partition(), lease.id());
    if (stage.plan.isBarrier()) restart(stage);
    if (stage.countLossBy(lost.partition()) < limits.stageAttempts()) return;
    failJobsOf(
        stage,
        new EngineException(
            CoreError.RECOVERY_EXHAUSTED,
            "What partition "
                + lost.partition()
                + " of stage '"
                + stage.plan.name()
                + "' had put aside was lost "
                + limits.stageAttempts()
                + " times, last: "
                + lost.reason(),
            "Check the disks and the memory of the hosts that ran it"));
  }

  private void failJobsOf(Stage stage, EngineException error) {
    for (JobPlan plan : List.copyOf(jobs.values())) {
      Map<Long, String> required = new HashMap<>();
      require(plan, required);
      if (required.containsKey(stage.plan.id())) failJob(plan.job(), error);
    }
    stage.forgetFailures();
  }

  // ---- content that differs

  private void rollBackAllBelow(Stage stage) {
    Set<Long> changed = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>();
    open.push(stage.plan.id());
    while (!open.isEmpty()) {
      Long input = open.pop();
      for (Stage consumer : List.copyOf(stages.values())) {
        if (!consumer.plan.parents().contains(input) || !changed.add(consumer.plan.id())) continue;
        rollBack(consumer, stage);
        // Its own outputs may be lost already: what was made of them is not.
        open.push(consumer.plan.id());
      }
    }
  }

  private void rollBack(Stage consumer, Stage cause) {
    boolean hadWinners = consumer.hasWinners();
    if (hadWinners && consumer.plan.hasEffects()) {
      failJobsOf(consumer, indeterminate(cause, consumer));
      return;
    }
    if (!hadWinners && !consumer.hasGranted()) return;
    consumer.rollBack();
    stopLeases(consumer.plan.id());
    commands.add(new SchedulerCommand.Withdraw(consumer.plan.id(), cause.plan.id()));
    isWalkDue = true;
  }

  private static EngineException indeterminate(Stage stage, Stage consumer) {
    return new EngineException(
        CoreError.STAGE_INDETERMINATE,
        "Stage '"
            + stage.plan.name()
            + "' gave other records when a lost part of it was computed again, and '"
            + consumer.plan.name()
            + "' had already acted on the first ones",
        "Checkpoint the dataset before the action, or remove what makes it differ (time, random numbers, unordered input)");
  }

  // ---- the walk

  /** Finds what is required and runnable, opens stage attempts, and stops what nobody requires. */
  private void walk() {
    isWalkDue = false;
    Map<Long, String> required = requiredStages();
    Map<Long, String> found = new LinkedHashMap<>();
    for (Map.Entry<Long, String> entry : required.entrySet()) {
      Stage stage = stages.get(entry.getKey());
      boolean isWhole =
          stage.plan.parents().stream().allMatch(parent -> parentOf(stage, parent).isComplete());
      if (!isWhole) shut(stage, "an input was lost");
      else {
        if (!stage.isOpen()) open(stage);
        found.put(entry.getKey(), entry.getValue());
      }
    }
    for (OpenLease held : leases.all()) {
      if (!required.containsKey(held.lease.stage())) stop(held.lease);
    }
    // Its tasks are told to stop and its inputs may change unnoticed: whoever requires it later
    // needs another attempt.
    for (Long id : runnable.keySet()) {
      if (!required.containsKey(id) && stages.containsKey(id))
        shut(stages.get(id), "no job needs it any more");
    }
    runnable = found;
    hasBarriers = false;
    for (Long id : found.keySet()) hasBarriers |= stages.get(id).plan.isBarrier();
  }

  /**
   * What all jobs need, in the order of the jobs; each stage with the pool of the first of them.
   */
  private Map<Long, String> requiredStages() {
    Map<Long, String> required = new LinkedHashMap<>();
    for (JobPlan plan : jobs.values()) require(plan, required);
    return required;
  }

  private void require(JobPlan plan, Map<Long, String> required) {
    Deque<Long> open = new ArrayDeque<>();
    open.push(plan.target());
    while (!open.isEmpty()) {
      Stage stage = stages.get(open.pop());
      if (stage.isComplete() || required.putIfAbsent(stage.plan.id(), plan.pool()) != null)
        continue;
      for (Long parent : stage.plan.parents()) {
        if (!parentOf(stage, parent).isComplete()) open.push(parent);
      }
    }
  }

  private Stage parentOf(Stage stage, long parent) {
    Stage found = stages.get(parent);
    Check.that(found != null, "a stage's parents are known", stage.plan.name());
    return found;
  }

  private void open(Stage stage) {
    List<Winners> inputs = new ArrayList<>(stage.plan.parents().size());
    for (Long parent : stage.plan.parents()) inputs.add(stages.get(parent).snapshot());
    StageAttempt attempt = new StageAttempt(stage.plan.id(), stage.attemptCount(), inputs);
    stage.open(attempt);
    commands.add(new SchedulerCommand.StageBegan(attempt, stage.waitingCount()));
  }

  private void shut(Stage stage, String reason) {
    if (!stage.isOpen()) return;
    commands.add(
        new SchedulerCommand.StageFinished(stage.plan.id(), stage.current().attempt(), reason));
    stage.shut();
  }

  private void stopLeases(long stage) {
    for (OpenLease held : leases.all()) if (held.lease.stage() == stage) stop(held.lease);
  }

  private void stop(Lease lease) {
    SchedulerCommand stop =
        new SchedulerCommand.Stop(
            lease.executor(),
            lease.stage(),
            lease.stageAttempt(),
            interrupted.containsKey(lease.stage()));
    if (stops.add(stop)) commands.add(stop);
  }

  // ---- time

  private void passTime(long now) {
    nowMillis = now;
    executors.passTime(now);
    leases.passTime(now);
    if (!limits.speculation().isOn() || executors.size() < 2) return;
    for (Long id : runnable.keySet()) {
      Stage stage = stages.get(id);
      if (stage != null && !stage.plan.isBarrier()) leases.copyLate(stage);
    }
  }

  // ---- tasks that run together

  /** All of them are to begin again, together; what they have made does not count. */
  private void restart(Stage stage) {
    stage.rollBack();
    stopLeases(stage.plan.id());
    commands.add(new SchedulerCommand.Withdraw(stage.plan.id(), stage.plan.id()));
    isWalkDue = true;
  }

  /** Whether all such stages may go on waiting for slots; else the job of one has failed. */
  private boolean haveSlots() {
    for (Long id : runnable.keySet()) {
      Stage stage = stages.get(id);
      if (stage == null || !stage.plan.isBarrier() || !stage.hasWaiting()) continue;
      int slots = executors.slotCount();
      if (slots >= stage.plan.partitionCount()) {
        stage.lackingSinceMillis = -1;
        continue;
      }
      if (stage.lackingSinceMillis < 0) stage.lackingSinceMillis = nowMillis;
      boolean isLong =
          nowMillis >= 0 && nowMillis - stage.lackingSinceMillis >= limits.slotsMillis();
      if (!isLong && limits.slotsMillis() > 0) continue;
      failJobsOf(stage, tooFewSlots(stage, slots));
      return false;
    }
    return true;
  }

  private static EngineException tooFewSlots(Stage stage, int slots) {
    return new EngineException(
        CoreError.BARRIER_REFUSED,
        "The "
            + stage.plan.partitionCount()
            + " tasks of '"
            + stage.plan.name()
            + "' must run at the same time, but all executors together run "
            + slots,
        "Use fewer partitions (coalesce or repartition before barrier()), or more executors or"
            + " cores");
  }

  /**
   * Fails with {@code INVARIANT_BROKEN} if the state contradicts itself. For tests and the
   * simulator: costs a full pass.
   */
  public void checkInvariants() {
    stages.values().forEach(Stage::checkInvariants);
    leases.checkInvariants();
    for (JobPlan plan : jobs.values()) {
      Check.that(
          !stages.get(plan.target()).isComplete(),
          "a job with a complete result has ended",
          plan.job());
    }
  }
}
