package io.brasa.core.execute;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.ExecutorSample;
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
import io.brasa.core.shared.Accumulators;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Runs jobs: what a user's thread asks for, and what executors tell, becomes events for the {@link
 * DecisionLoop}. {@link Stages} knows what jobs are made of, {@link Jobs} which ones run, {@link
 * Runners} who can run tasks, {@link Commands} carries out what was decided. Thread-safe.
 */
public final class Driver implements TaskEvents, AutoCloseable {
  private static final long TICK_MILLIS = 200;

  private final Environment environment;
  private final EventListener listener;
  private final Accumulators accumulators;
  private final Runners runners = new Runners();
  private final ToldStarts starts = new ToldStarts();
  private final Stages stages;
  private final Jobs jobs;
  private final Commands commands;
  private final DecisionLoop loop;

  /** Whether a timer will tell the scheduler what time it is. */
  private final AtomicBoolean isTicking = new AtomicBoolean();

  private final Map<String, String> logLevels = new ConcurrentHashMap<>();
  private final RunningQueries queries = new RunningQueries();
  private final Object planning = new Object();

  /** One event tells of no more. */
  private static final int BLOCKS_MOST = 1_000;

  /** Null without a journal. */
  private volatile PastLives past;

  private volatile Predicate<String> outputsOutlive = _ -> false;
  private volatile boolean isClosed;
  private volatile boolean isSuperseded;

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
    this.stages = new Stages(environment, stageFactory, listener);
    this.jobs = new Jobs(environment);
    this.commands =
        new Commands(environment, listener, accumulators, runners, stages, jobs, queries, starts);
    this.loop = new DecisionLoop(new Scheduler(limits), commands::carryOut, jobs::endAll, isStrict);
  }

  // ---- executors

  /** An executor is ready for leases. */
  public void join(TaskRunner runner, String host, long processId, long memoryBytes) {
    if (isClosed) {
      runner.close();
      return;
    }
    runners.add(runner);
    logLevels.forEach(runner::setLogLevel);
    listener.on(
        new Event.ExecutorAdded(now(), runner.id(), host, processId, runner.slots(), memoryBytes));
    post(new SchedulerEvent.ExecutorJoined(runner.id(), runner.slots()));
    if (!jobs.isEmpty()) keepTime();
  }

  /** An executor is gone. What it held counts as lost; later words of it are ignored. */
  public void lose(String executor, String reason) {
    if (!runners.remove(executor) || isClosed) return;
    starts.lose(executor);
    listener.on(new Event.ExecutorLost(now(), executor, reason));
    boolean isOutlived = outputsOutlive.test(executor);
    post(new SchedulerEvent.ExecutorLost(executor, reason, isOutlived));
  }

  /** Writes down what counts, and counts what was written down. Called before the first job. */
  public void remember(Journal journal, Codecs codecs) {
    past = new PastLives(journal, new ReportFormat(codecs), accumulators);
    stages.remember(past);
    commands.remember(past);
  }

  /** Ends all jobs for good: another driver has the application. */
  public void supersede(EngineException reason) {
    if (isClosed || loop.broken() != null) return;
    isSuperseded = true;
    loop.end(reason);
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
    loop.allocate(new ElasticExecutors(policy, master));
    keepTime();
  }

  /** No executor will come any more. */
  public void exhaust(String reason) {
    post(new SchedulerEvent.ExecutorsExhausted(reason));
  }

  @Override
  public void started(
      String executor, long stage, int stageAttempt, int partition, int attempt, long beganNanos) {
    starts.add(stage, stageAttempt, partition, attempt, executor);
    if (!runners.has(executor)) {
      starts.lose(executor);
      return;
    }
    long agoMillis = Math.max(0, environment.nanoTime() - beganNanos) / 1_000_000;
    listener.on(
        new Event.TaskStarted(
            now() - agoMillis, stage, stageAttempt, partition, attempt, executor));
  }

  @Override
  public void ended(SchedulerCommand.Lease lease, List<Outcome> outcomes) {
    if (!runners.has(lease.executor())) return;
    for (Outcome outcome : outcomes) commands.noteUnsuccessful(lease, outcome);
    List<Outcome> told = past == null ? outcomes : past.write(stages.find(lease.stage()), outcomes);
    post(new SchedulerEvent.TasksEnded(lease.id(), lease.executor(), told));
  }

  @Override
  public void stuck(String executor, Event.TaskStuck task) {
    if (runners.has(executor)) listener.on(task);
  }

  @Override
  public void sampled(String executor, ExecutorSample sample, List<BlockState> blocks) {
    if (!runners.has(executor)) return;
    listener.on(new Event.ExecutorSampled(now(), executor, sample));
    for (int from = 0; from < blocks.size(); from += BLOCKS_MOST) {
      int to = Math.min(blocks.size(), from + BLOCKS_MOST);
      listener.on(new Event.BlocksChanged(now(), executor, blocks.subList(from, to)));
    }
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
    if (jobs.isRefused(labels))
      throw Jobs.cancelled("'" + request.site() + "'", CancelledGroups.reason(labels.group()));
    synchronized (planning) {
      List<StageRecord> fresh = stages.plan(request);
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
      List<StageRecord> fresh = stages.plan(request);
      StageRecord last = fresh.removeLast();
      stages.remove(last.id);
      post(new SchedulerEvent.StagesPlanned(stages.recalled(fresh, false)));
      return last.fingerprint;
    }
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
      List<StageRecord> fresh = stages.plan(shuffle);
      target = stages.find(shuffle.stage());
      String site = "materialise " + target.name;
      job = submit(target.id, fresh, List.of(), site, false, labels, shuffle);
    }
    await(job);
    Reference.reachabilityFence(shuffle);
    synchronized (target) {
      return target.reports.values().stream().map(report -> (MapOutput) report.value()).toList();
    }
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
    EngineException broken = loop.broken();
    if (broken != null) throw broken;
    Job job = jobs.begin(target, labels, held);
    stages.find(target).job = job;
    List<JobPlan.StagePlan> plans = stages.recalled(fresh, hasEffects);
    for (StageRecord stage : fresh) stage.query = labels.query();
    for (StageRecord stage : fresh) if (!stage.recalled.isEmpty()) stage.giveRecalled(job, wanted);
    String pool = labels.pool().isEmpty() ? PoolPolicy.USUAL_NAME : labels.pool();
    listener.on(
        new Event.JobStarted(
            now(),
            job.id,
            site,
            Stages.ids(fresh),
            Stages.reused(target, fresh),
            labels.group(),
            labels.description(),
            List.copyOf(labels.tags()),
            pool,
            labels.query()));
    post(
        new SchedulerEvent.JobSubmitted(
            new JobPlan(job.id, target, plans, wanted, pool, labels.isInterrupting())));
    keepTime();
    // Whoever closes or cancels at this moment may have looked for jobs before this one was there.
    if (isClosed) post(new SchedulerEvent.JobCancelled(job.id, closed()));
    if (jobs.isRefused(labels)) cancelJob(job.id, CancelledGroups.reason(labels.group()));
    return job;
  }

  /**
   * As long as jobs run on several executors the scheduler is told the time: only between these is
   * there anything to wait for.
   */
  private void keepTime() {
    if (!loop.isElastic() && !stages.hasBarriers() && runners.count() < 2
        || !isTicking.compareAndSet(false, true)) return;
    environment.after(TICK_MILLIS, this::tick);
  }

  private void tick() {
    isTicking.set(false);
    if (isClosed || jobs.isEmpty() && !loop.isElastic()) return;
    post(new SchedulerEvent.TimePassed(environment.nanoTime() / 1_000_000));
    keepTime();
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
    EngineException error = Jobs.cancelled("Job " + job, reason);
    post(new SchedulerEvent.JobCancelled(job, error, isInterrupting));
  }

  /** Ends the running jobs of which something holds. */
  public void cancelJobs(Predicate<JobLabels> which, String reason) {
    for (Long job : jobs.ids(which)) cancelJob(job, reason);
  }

  /** Ends the running jobs of a group, and those that will be submitted under its name. */
  public void cancelGroupForGood(String group, String reason) {
    jobs.refuse(group);
    cancelJobs(labels -> labels.group().equals(group), reason);
  }

  /** Ends the jobs that need a stage. */
  public void cancelStage(long stage, String reason) {
    StageRecord record = stages.find(stage);
    if (record == null) return;
    String what = "The job of stage '" + record.name + "'";
    post(new SchedulerEvent.StageCancelled(stage, Jobs.cancelled(what, reason)));
  }

  /** No dataset reads a shuffle any more. */
  public void drop(long stage) {
    post(new SchedulerEvent.StageDropped(stage));
  }

  /** Executors, also those that come later, log what is as important as a level or more. */
  public void setLogLevel(String logger, String level) {
    logLevels.put(logger, level);
    runners.setLogLevel(logger, level);
  }

  /** Tells all executors to forget something. */
  public void forget(Kept kept) {
    runners.forget(kept);
  }

  public RunningQueries queries() {
    return queries;
  }

  public int totalSlots() {
    return runners.totalSlots();
  }

  private static EngineException closed() {
    return new EngineException(
        CoreError.CONTEXT_CLOSED,
        "The context has been closed",
        "Run jobs before close(), or make a new context");
  }

  private void post(SchedulerEvent event) {
    loop.post(event);
  }

  private long now() {
    return environment.currentTimeMillis();
  }

  /** Ends running jobs with {@code CONTEXT_CLOSED} and lets go of the executors. */
  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    for (Long job : jobs.ids(_ -> true)) post(new SchedulerEvent.JobCancelled(job, closed()));
    runners.close();
  }
}
