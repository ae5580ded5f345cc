package io.brasa.core.execute;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.execute.TaskRunner.Kept;
import io.brasa.core.journal.Journal;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.schedule.JobPlan;
import io.brasa.core.schedule.PoolPolicy;
import io.brasa.core.schedule.Scheduler;
import io.brasa.core.schedule.SchedulerCommand;
import io.brasa.core.schedule.SchedulerEvent;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.schedule.SchedulerLimits;
import io.brasa.core.schedule.StagePast;
import io.brasa.core.shared.Accumulators;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.core.task.End;
import io.brasa.core.task.PlannedStage;
import io.brasa.core.task.StagePlanner;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Runs jobs: plans their stages, feeds the scheduler and carries out its commands.
 *
 * <p><b>The decision loop has no thread of its own.</b> Whoever has an event puts it into the queue
 * and, unless somebody is at it already, becomes the one who decides: handles events and carries
 * out commands until the queue is empty. So at most one thread decides at a time, decisions are in
 * the order of the queue, and a job in process costs no hand-over between threads. Everything
 * marked "loop" below is touched by the deciding thread only. Commands must not block: runners
 * queue.
 */
public final class Driver implements TaskEvents, AutoCloseable {
  private static final long TICK_MILLIS = 200;

  private final Environment environment;
  private final EventListener listener;
  private final Accumulators accumulators;
  private final StageFactory stageFactory;

  private final Queue<SchedulerEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isDeciding = new AtomicBoolean();

  /** Whether a timer will tell the scheduler what time it is. */
  private final AtomicBoolean isTicking = new AtomicBoolean();

  private final Map<String, TaskRunner> runners = new ConcurrentHashMap<>();
  private final Map<Long, Job> jobs = new ConcurrentHashMap<>();
  private final Map<Long, StageRecord> stages = new ConcurrentHashMap<>();
  private final AtomicLong nextJob = new AtomicLong();
  private final Object planning = new Object();
  private final CancelledGroups cancelled = new CancelledGroups();

  private final Scheduler scheduler; // loop

  /** Null unless executors come and go with the tasks. */
  private Allocation allocation; // loop

  private volatile Elastic elastic;

  /** Null without a journal. */
  private volatile PastLives past;

  /** Whether tasks have been planned that must run together, and may have to wait for slots. */
  private volatile boolean hasBarriers;

  /** What the last command was about: mostly what the next one is about. */
  private StageRecord latest; // loop

  private final boolean isStrict;
  private volatile Predicate<String> outputsOutlive = _ -> false;
  private volatile boolean isClosed;

  private volatile boolean isSuperseded;

  /** What ended the decisions for good. */
  private volatile EngineException broken;

  public Driver(
      Environment environment,
      SchedulerLimits limits,
      StageFactory stageFactory,
      Accumulators accumulators,
      EventListener listener,
      boolean isStrict) {
    this.environment = environment;
    this.listener = listener;
    this.accumulators = accumulators;
    this.stageFactory = stageFactory;
    this.scheduler = new Scheduler(limits);
    this.isStrict = isStrict;
  }

  // ---- executors

  /** An executor is ready for leases. */
  public void join(TaskRunner runner, String host, long processId, long memoryBytes) {
    if (isClosed) {
      runner.close();
      return;
    }
    runners.put(runner.id(), runner);
    listener.on(
        new Event.ExecutorAdded(now(), runner.id(), host, processId, runner.slots(), memoryBytes));
    post(new SchedulerEvent.ExecutorJoined(runner.id(), runner.slots()));
    if (!jobs.isEmpty()) keepTime();
  }

  /** An executor is gone. What it held counts as lost; later words of it are ignored. */
  public void lose(String executor, String reason) {
    TaskRunner runner = runners.remove(executor);
    if (runner == null) return;
    runner.close();
    if (isClosed) return;
    listener.on(new Event.ExecutorLost(now(), executor, reason));
    boolean isOutlived = outputsOutlive.test(executor);
    post(new SchedulerEvent.ExecutorLost(executor, reason, isOutlived));
  }

  /** Writes down what counts, and counts what was written down. Called before the first job. */
  public void remember(Journal journal, Codecs codecs) {
    past = new PastLives(journal, new ReportFormat(codecs), accumulators);
  }

  /** Ends all jobs for good: another driver has the application. */
  public void supersede(EngineException reason) {
    if (isClosed || broken != null) return;
    isSuperseded = true;
    broken = reason;
    post(new SchedulerEvent.ExecutorsExhausted("a later driver has the application"));
  }

  public boolean isSuperseded() {
    return isSuperseded;
  }

  /**
   * Of which executors map outputs can be read when they are gone; of none, unless this is said.
   */
  public void outputsOutlive(Predicate<String> which) {
    outputsOutlive = which;
  }

  /** Nobody has the map outputs any more that these executors, which are gone, have written. */
  public void loseOutputs(List<String> executors) {
    if (past != null) past.outputsLost(executors);
    post(new SchedulerEvent.OutputsLost(executors));
  }

  /** A partition of a dataset is kept by another executor than by the one that computed it. */
  public void moved(long dataset, int partition, String executor) {
    post(new SchedulerEvent.PartitionMoved(StageRecord.keptId(dataset), partition, executor));
  }

  /** Tells those who hear events. */
  public void warn(String text) {
    listener.on(new Event.Warned(now(), text));
  }

  /** From now on executors come and go with the tasks. Called before the first of them joins. */
  public void allocate(AllocationPolicy policy, Elastic master) {
    allocation = new Allocation(policy);
    elastic = master;
    keepTime();
  }

  private void allocate(long nowMillis) {
    Allocation.Decision decision = allocation.decide(nowMillis, scheduler.load());
    for (String executor : decision.givenBack()) {
      for (SchedulerCommand command :
          scheduler.handle(new SchedulerEvent.ExecutorLeaving(executor))) carryOut(command);
      elastic.giveBack(executor);
    }
    if (decision.target() >= 0) elastic.want(decision.target());
  }

  /** No executor will come any more. */
  public void exhaust(String reason) {
    post(new SchedulerEvent.ExecutorsExhausted(reason));
  }

  @Override
  public void started(String executor, long stage, int stageAttempt, int partition, int attempt) {
    listener.on(new Event.TaskStarted(now(), stage, stageAttempt, partition, attempt, executor));
  }

  @Override
  public void ended(SchedulerCommand.Lease lease, List<Outcome> outcomes) {
    if (!runners.containsKey(lease.executor())) return;
    for (Outcome outcome : outcomes) noteUnsuccessful(lease, outcome);
    List<Outcome> told = past == null ? outcomes : past.write(stages.get(lease.stage()), outcomes);
    post(new SchedulerEvent.TasksEnded(lease.id(), lease.executor(), told));
  }

  @Override
  public void stuck(String executor, Event.TaskStuck task) {
    if (runners.containsKey(executor)) listener.on(task);
  }

  // ---- jobs

  /**
   * Runs an action and waits for it.
   *
   * @return one result a partition, in the order of partitions
   * @throws EngineException what the job failed with; {@code JOB_CANCELLED} when the waiting thread
   *     is interrupted
   */
  public List<TaskResult> run(JobRequest request, JobLabels labels) {
    return await(submit(request, labels));
  }

  /** Starts an action: what its functions captured is copied before this returns. */
  public Job submit(JobRequest request, JobLabels labels) {
    if (cancelled.contains(labels.group()))
      throw cancelled("'" + request.site() + "'", CancelledGroups.reason(labels.group()));
    End end = new End.Finish(request.action());
    synchronized (planning) {
      List<PlannedStage> planned = new StagePlanner(this::isKnown).plan(request.target(), end);
      requireAll(planned.getLast(), request);
      List<StageRecord> fresh = plan(planned);
      fresh.getLast().isJournaled = request.isJournaled();
      return submit(
          fresh.getLast().id,
          fresh,
          request.partitions(),
          labels.site().isEmpty() ? request.site().toString() : labels.site(),
          request.hasEffects(),
          labels,
          request);
    }
  }

  /**
   * What an action computes, by a name that is the same in all lives of the application. Its stages
   * but the last are planned by this.
   */
  public String identify(JobRequest request) {
    synchronized (planning) {
      List<StageRecord> fresh =
          plan(
              new StagePlanner(this::isKnown)
                  .plan(request.target(), new End.Finish(request.action())));
      StageRecord last = fresh.removeLast();
      stages.remove(last.id);
      List<JobPlan.StagePlan> plans = new ArrayList<>(fresh.size());
      for (StageRecord stage : fresh) plans.add(recalled(stage, false));
      post(new SchedulerEvent.StagesPlanned(plans));
      return last.fingerprint;
    }
  }

  /** With what is left of it from an earlier life. */
  private JobPlan.StagePlan recalled(StageRecord stage, boolean hasEffects) {
    hasBarriers |= stage.isBarrier;
    StagePast left = past == null ? StagePast.NONE : past.recall(stage);
    int count = 0;
    for (int winner : left.winners()) if (winner >= 0) count++;
    if (count > 0)
      listener.on(
          new Event.StageRecognised(
              now(), stage.id, stage.fingerprint, stage.name, count, stage.partitionCount));
    return stage.plan(hasEffects, left);
  }

  /** Tasks that run together cannot do with some of them. */
  private static void requireAll(PlannedStage target, JobRequest request) {
    if (!target.isBarrier() || request.partitions().size() == target.partitionCount()) return;
    throw new EngineException(
        CoreError.BARRIER_REFUSED,
        "'"
            + request.site()
            + "' computes "
            + request.partitions().size()
            + " of the "
            + target.partitionCount()
            + " partitions of '"
            + target.name()
            + "', whose tasks must run at the same time",
        "Use an action on all partitions, such as collect(), or checkpoint the dataset before");
  }

  /**
   * Computes the map outputs of a shuffle, unless they are there, as a job of its own.
   *
   * @return what each map task wrote, in the order of map partitions
   */
  public List<MapOutput> materialise(Dependency.Shuffle shuffle, JobLabels labels) {
    Job job;
    StageRecord target;
    synchronized (planning) {
      List<StageRecord> fresh =
          isKnown(shuffle) ? List.of() : plan(new StagePlanner(this::isKnown).planMap(shuffle));
      target = stages.get(shuffle.stage());
      String site = "materialise " + target.name;
      job = submit(target.id, fresh, List.of(), site, false, labels, shuffle);
    }
    await(job);
    Reference.reachabilityFence(shuffle);
    synchronized (target) {
      return target.reports.values().stream().map(report -> (MapOutput) report.value()).toList();
    }
  }

  private boolean isKnown(Dependency.Shuffle shuffle) {
    return shuffle.isBound() && stages.containsKey(shuffle.stage());
  }

  private List<StageRecord> plan(List<PlannedStage> planned) {
    List<StageRecord> fresh = new ArrayList<>(planned.size());
    boolean isWhole = false;
    try {
      for (PlannedStage stage : planned) {
        stage.requireAllTogether();
        StageRecord made = stageFactory.make(stage, stages::containsKey);
        stage.shuffle().ifPresent(shuffle -> shuffle.bind(made.id));
        stages.put(made.id, made);
        fresh.add(made);
      }
      isWhole = true;
    } finally {
      // Else the next job would take for known what the scheduler has never heard of.
      if (!isWhole) for (StageRecord made : fresh) stages.remove(made.id);
    }
    return fresh;
  }

  private Job submit(
      long target,
      List<StageRecord> fresh,
      List<Integer> wanted,
      String site,
      boolean hasEffects,
      JobLabels labels,
      Object held) {
    if (isClosed) throw closed();
    if (broken != null) throw broken;
    Job job = new Job(nextJob.getAndIncrement(), target, labels, held, environment.newAwait());
    jobs.put(job.id, job);
    stages.get(target).job = job;
    List<JobPlan.StagePlan> plans = new ArrayList<>(fresh.size());
    for (StageRecord stage : fresh) {
      plans.add(recalled(stage, hasEffects));
      if (!stage.recalled.isEmpty()) stage.giveRecalled(job, wanted);
    }
    String pool = labels.pool().isEmpty() ? PoolPolicy.USUAL_NAME : labels.pool();
    listener.on(
        new Event.JobStarted(
            now(),
            job.id,
            site,
            ids(fresh),
            reused(target, fresh),
            labels.group(),
            labels.description(),
            List.copyOf(labels.tags()),
            pool));
    post(
        new SchedulerEvent.JobSubmitted(
            new JobPlan(job.id, target, plans, wanted, pool, labels.isInterrupting())));
    keepTime();
    // Whoever closes or cancels at this moment may have looked for jobs before this one was there.
    if (isClosed) post(new SchedulerEvent.JobCancelled(job.id, closed()));
    if (cancelled.contains(labels.group()))
      cancelJob(job.id, CancelledGroups.reason(labels.group()));
    return job;
  }

  /**
   * As long as jobs run on several executors the scheduler is told the time: only between these is
   * there anything to wait for.
   */
  private void keepTime() {
    if (elastic == null && !hasBarriers && runners.size() < 2
        || !isTicking.compareAndSet(false, true)) return;
    environment.after(TICK_MILLIS, this::tick);
  }

  private void tick() {
    isTicking.set(false);
    if (isClosed || jobs.isEmpty() && elastic == null) return;
    post(new SchedulerEvent.TimePassed(environment.nanoTime() / 1_000_000));
    keepTime();
  }

  private static List<Long> ids(List<StageRecord> stages) {
    List<Long> ids = new ArrayList<>(stages.size());
    for (StageRecord stage : stages) ids.add(stage.id);
    return ids;
  }

  /** The stages of earlier jobs that the new ones read, or the target if that is one. */
  private static List<Long> reused(long target, List<StageRecord> fresh) {
    if (fresh.isEmpty()) return List.of(target);
    List<Long> own = ids(fresh);
    List<Long> reused = new ArrayList<>();
    for (StageRecord stage : fresh) {
      for (Long parent : stage.parents)
        if (!own.contains(parent) && !reused.contains(parent)) reused.add(parent);
    }
    return reused;
  }

  /**
   * Waits for a job; one result a partition, in the order of partitions. Fails with what the job
   * failed with; an interrupt cancels the job.
   */
  public List<TaskResult> await(Job job) {
    try {
      return job.await();
    } catch (InterruptedException e) {
      cancelJob(job.id, "the thread that waited for it was interrupted");
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.JOB_CANCELLED,
          "Job " + job.id + " was cancelled by an interrupt",
          "Run it again if it is still wanted",
          e);
    }
  }

  // ---- cancelling

  /** Ends a job, if it still runs, with {@code JOB_CANCELLED}. */
  public void cancelJob(long job, String reason) {
    cancelJob(job, reason, false);
  }

  /**
   * As {@link #cancelJob(long, String)}.
   *
   * @param isInterrupting whether threads of its tasks are interrupted, even if it was not
   *     submitted so
   */
  public void cancelJob(long job, String reason, boolean isInterrupting) {
    post(new SchedulerEvent.JobCancelled(job, cancelled("Job " + job, reason), isInterrupting));
  }

  /** Ends the running jobs of which something holds. */
  public void cancelJobs(Predicate<JobLabels> which, String reason) {
    List<Long> chosen = new ArrayList<>();
    for (Job job : jobs.values()) if (which.test(job.labels)) chosen.add(job.id);
    chosen.sort(null);
    for (Long job : chosen) cancelJob(job, reason);
  }

  /** Ends the running jobs of a group, and those that will be submitted under its name. */
  public void cancelGroupForGood(String group, String reason) {
    cancelled.add(group);
    cancelJobs(labels -> labels.group().equals(group), reason);
  }

  /** Ends the jobs that need a stage. */
  public void cancelStage(long stage, String reason) {
    StageRecord record = stages.get(stage);
    if (record == null) return;
    String what = "The job of stage '" + record.name + "'";
    post(new SchedulerEvent.StageCancelled(stage, cancelled(what, reason)));
  }

  private static EngineException cancelled(String what, String reason) {
    return new EngineException(
        CoreError.JOB_CANCELLED,
        what + " was cancelled: " + reason,
        "Run it again if it is still wanted");
  }

  /** No dataset reads a shuffle any more. */
  public void drop(long stage) {
    post(new SchedulerEvent.StageDropped(stage));
  }

  /** Tells all executors to forget something. */
  public void forget(Kept kept) {
    runners.values().forEach(runner -> runner.forget(kept));
  }

  public int totalSlots() {
    return runners.values().stream().mapToInt(TaskRunner::slots).sum();
  }

  private static EngineException closed() {
    return new EngineException(
        CoreError.CONTEXT_CLOSED,
        "The context has been closed",
        "Run jobs before close(), or make a new context");
  }

  // ---- the decision loop

  private void post(SchedulerEvent event) {
    events.add(event);
    while (!events.isEmpty() && isDeciding.compareAndSet(false, true)) {
      try {
        for (SchedulerEvent next = events.poll(); next != null; next = events.poll()) decide(next);
      } finally {
        isDeciding.set(false);
      }
    }
  }

  private void decide(SchedulerEvent event) {
    if (broken == null) {
      try {
        for (SchedulerCommand command : scheduler.handle(event)) carryOut(command);
        if (allocation != null && event instanceof SchedulerEvent.TimePassed(long nowMillis))
          allocate(nowMillis);
        if (isStrict) scheduler.checkInvariants();
      } catch (RuntimeException | VirtualMachineError | LinkageError failure) {
        broken =
            new EngineException(
                RuntimeError.INVARIANT_BROKEN,
                "Scheduling failed at " + event + ": " + failure,
                "Please report this with the event log; make a new context to go on",
                failure);
      }
    }
    if (broken != null) endAll(broken);
  }

  /** What the scheduler knows is no longer to be trusted: a named error is better than waiting. */
  private void endAll(EngineException error) {
    for (Long id : List.copyOf(jobs.keySet())) {
      Job job = jobs.remove(id);
      if (job != null) job.end(error);
    }
  }

  private void noteUnsuccessful(SchedulerCommand.Lease lease, Outcome outcome) {
    String error =
        switch (outcome) {
          case Outcome.Succeeded success -> "";
          case Outcome.Failed failed -> failed.error().getMessage();
          case Outcome.InputLost lost ->
              "input lost: output "
                  + lost.map()
                  + "."
                  + lost.mapAttempt()
                  + " of stage "
                  + lost.shuffle()
                  + ": "
                  + lost.reason();
          case Outcome.BlockLost lost -> "block lost: " + lost.reason();
          case Outcome.Stopped stopped -> "stopped";
        };
    if (error.isEmpty()) return;
    note(
        new TaskEnd(
            lease.stage(),
            lease.stageAttempt(),
            outcome.partition(),
            outcome.attempt(),
            lease.executor()),
        false,
        error,
        TaskMetrics.NONE);
  }

  private record TaskEnd(
      long stage, int stageAttempt, int partition, int attempt, String executor) {}

  private void note(TaskEnd task, boolean isWinner, String error, TaskMetrics metrics) {
    listener.on(
        new Event.TaskEnded(
            now(),
            task.stage,
            task.stageAttempt,
            task.partition,
            task.attempt,
            task.executor,
            isWinner,
            error,
            metrics));
  }

  private void carryOut(SchedulerCommand command) {
    switch (command) {
      case SchedulerCommand.Grant grant -> carryOut(grant);
      case SchedulerCommand.Stop stop -> {
        TaskRunner runner = runners.get(stop.executor());
        if (runner != null) runner.stop(stop.stage(), stop.attempt(), stop.isInterrupting());
      }
      case SchedulerCommand.Recall recall -> {
        TaskRunner runner = runners.get(recall.executor());
        if (runner != null) runner.recall(recall.lease());
      }
      case SchedulerCommand.Accept accept -> carryOut(accept);
      case SchedulerCommand.Reject reject ->
          note(
              new TaskEnd(
                  reject.stage(),
                  reject.stageAttempt(),
                  reject.partition(),
                  reject.attempt(),
                  reject.executor()),
              false,
              "not needed: " + reject.reason(),
              TaskMetrics.NONE);
      case SchedulerCommand.Withdraw withdraw -> carryOut(withdraw);
      case SchedulerCommand.StageBegan began -> carryOut(began);
      case SchedulerCommand.StageFinished finished ->
          listener.on(
              new Event.StageEnded(now(), finished.stage(), finished.attempt(), finished.error()));
      case SchedulerCommand.Excluded excluded ->
          listener.on(
              new Event.Warned(
                  now(),
                  "Executor "
                      + excluded.executor()
                      + " gets no tasks for "
                      + excluded.millis() / 1_000
                      + " s, since others did what had failed on it"));
      case SchedulerCommand.JobSucceeded succeeded -> end(succeeded.job(), null);
      case SchedulerCommand.JobFailed failed -> end(failed.job(), failed.error());
      case SchedulerCommand.Forget forget -> carryOut(forget);
    }
  }

  private void carryOut(SchedulerCommand.Grant grant) {
    SchedulerCommand.Lease lease = grant.lease();
    StageRecord stage = stages.get(lease.stage());
    if (stage.work == null || stage.work.attempt().attempt() != grant.stage().attempt()) {
      stage.work = new StageWork(grant.stage(), stage.name, stage.program, stage::splits);
    }
    listener.on(
        new Event.LeaseGranted(
            now(),
            lease.id(),
            lease.stage(),
            lease.stageAttempt(),
            lease.executor(),
            lease.partitions()));
    TaskRunner runner = runners.get(lease.executor());
    if (runner != null) runner.submit(lease, stage.work);
  }

  private void carryOut(SchedulerCommand.Accept accept) {
    StageRecord stage = stage(accept.stage());
    TaskReport report;
    if (accept.payload() instanceof PastLives.Written written) {
      report = written.report();
      past.won(stage, accept, written);
    } else report = (TaskReport) accept.payload();
    note(
        new TaskEnd(
            accept.stage(),
            accept.stageAttempt(),
            accept.partition(),
            accept.attempt(),
            accept.executor()),
        true,
        "",
        report.metrics());
    accumulators.accept(accept.stage(), accept.partition(), report.accumulators());
    if (stage.isResult) {
      Job job = stage.job;
      if (job != null)
        job.add(new TaskResult(accept.partition(), accept.attempt(), report.value()));
      return;
    }
    synchronized (stage) {
      stage.reports.put(accept.partition(), report);
    }
  }

  private StageRecord stage(long id) {
    if (latest == null || latest.id != id) latest = stages.get(id);
    return latest;
  }

  private void carryOut(SchedulerCommand.Withdraw withdraw) {
    accumulators.withdraw(withdraw.stage());
    if (past != null) past.rolledBack(withdraw.stage());
    StageRecord stage = stages.get(withdraw.stage());
    if (stage != null && stage.job != null) stage.job.withdraw();
    listener.on(new Event.StageRolledBack(now(), withdraw.stage(), withdraw.cause()));
  }

  private void carryOut(SchedulerCommand.StageBegan began) {
    StageRecord stage = stages.get(began.stage().stage());
    listener.on(
        new Event.StageStarted(
            now(),
            stage.id,
            began.stage().attempt(),
            stage.fingerprint,
            stage.name,
            began.taskCount(),
            stage.partitionCount,
            stage.parents));
  }

  private void carryOut(SchedulerCommand.Forget forget) {
    accumulators.settle(forget.stage());
    StageRecord stage = stages.remove(forget.stage());
    latest = null;
    if (stage == null) return;
    if (past != null) past.forgotten(stage);
    forget(new Kept.Stage(forget.stage()));
  }

  private void end(long id, EngineException error) {
    Accumulators.Published published = accumulators.publish();
    EngineException reason = error == null ? published.failure().orElse(null) : error;
    Job job = jobs.remove(id);
    String text = reason == null ? "" : reason.getMessage();
    listener.on(new Event.JobEnded(now(), id, text, published.values()));
    if (job != null) job.end(reason);
  }

  private long now() {
    return environment.currentTimeMillis();
  }

  /** Ends running jobs with {@code CONTEXT_CLOSED} and lets go of the executors. */
  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    for (Long job : List.copyOf(jobs.keySet()))
      post(new SchedulerEvent.JobCancelled(job, closed()));
    runners.values().forEach(TaskRunner::close);
    runners.clear();
  }
}
