package io.brasa.core.execute;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.FinishedTasks;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.execute.TaskRunner.Kept;
import io.brasa.core.schedule.SchedulerCommand;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.shared.Accumulators;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.List;

/**
 * Carries out what the scheduler has decided: gives leases to runners, lets what tasks have
 * reported count, ends jobs, and tells those who hear events. Used by the deciding thread, but
 * where it is said.
 */
final class Commands {
  private final Environment environment;
  private final EventListener listener;
  private final Accumulators accumulators;
  private final Runners runners;
  private final Stages stages;
  private final Jobs jobs;
  private final RunningQueries queries;

  private final ToldStarts starts;

  /** Null without a journal. */
  private volatile PastLives past;

  /** Tasks that have won and that nobody was told of yet; null if there are none. */
  private FinishedTasks finished;

  private long finishedMillis;
  private long finishedNanos;

  /** What the last command was about: mostly what the next one is about. */
  private StageRecord latest;

  Commands(
      Environment environment,
      EventListener listener,
      Accumulators accumulators,
      Runners runners,
      Stages stages,
      Jobs jobs,
      RunningQueries queries,
      ToldStarts starts) {
    this.environment = environment;
    this.listener = listener;
    this.accumulators = accumulators;
    this.runners = runners;
    this.stages = stages;
    this.jobs = jobs;
    this.queries = queries;
    this.starts = starts;
  }

  /** Called before the first job. */
  void remember(PastLives lives) {
    past = lives;
  }

  void carryOut(List<SchedulerCommand> commands) {
    for (SchedulerCommand command : commands) {
      if (!(command instanceof SchedulerCommand.Accept)) tellFinished();
      carryOut(command);
    }
    tellFinished();
  }

  private void carryOut(SchedulerCommand command) {
    switch (command) {
      case SchedulerCommand.Grant grant -> carryOut(grant);
      case SchedulerCommand.Stop stop -> runners.stop(stop);
      case SchedulerCommand.Recall recall -> runners.recall(recall);
      case SchedulerCommand.Accept accept -> carryOut(accept);
      case SchedulerCommand.Reject reject ->
          noteLost(
              new TaskEnd(
                  reject.stage(),
                  reject.stageAttempt(),
                  reject.partition(),
                  reject.attempt(),
                  reject.executor()),
              "not needed: " + reject.reason());
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
    StageRecord stage = stages.find(lease.stage());
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
    runners.submit(lease, stage.work);
  }

  private void carryOut(SchedulerCommand.Accept accept) {
    StageRecord stage = stage(accept.stage());
    TaskReport report;
    if (accept.payload() instanceof PastLives.Written written) {
      report = written.report();
      past.won(stage, accept, written);
    } else report = (TaskReport) accept.payload();
    finish(accept, report);
    accumulators.accept(accept.stage(), accept.partition(), report.accumulators());
    if (!report.nodes().isEmpty()) queries.add(stage.query, report.nodes());
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

  private void finish(SchedulerCommand.Accept accept, TaskReport report) {
    long stage = accept.stage();
    int attempt = accept.stageAttempt();
    if (finished != null && !finished.accepts(stage, attempt, accept.executor())) tellFinished();
    if (finished == null) {
      finished = new FinishedTasks(stage, attempt, accept.executor());
      finishedMillis = now();
      finishedNanos = environment.nanoTime();
    }
    if (starts.remove(stage, attempt, accept.partition(), accept.attempt())) {
      finished.addStarted(accept.partition(), accept.attempt(), report.metrics());
    } else {
      long agoMillis = Math.max(0, finishedNanos - report.beganNanos()) / 1_000_000;
      finished.add(
          accept.partition(), accept.attempt(), finishedMillis - agoMillis, report.metrics());
    }
  }

  private void tellFinished() {
    if (finished == null) return;
    finished.endAt(finishedMillis);
    listener.onFinished(finished);
    finished = null;
  }

  private StageRecord stage(long id) {
    if (latest == null || latest.id != id) latest = stages.find(id);
    return latest;
  }

  private void carryOut(SchedulerCommand.Withdraw withdraw) {
    accumulators.withdraw(withdraw.stage());
    if (past != null) past.rolledBack(withdraw.stage());
    StageRecord stage = stages.find(withdraw.stage());
    if (stage != null && stage.job != null) stage.job.withdraw();
    listener.on(new Event.StageRolledBack(now(), withdraw.stage(), withdraw.cause()));
  }

  private void carryOut(SchedulerCommand.StageBegan began) {
    StageRecord stage = stages.find(began.stage().stage());
    listener.on(
        new Event.StageStarted(
            now(),
            stage.id,
            began.stage().attempt(),
            stage.fingerprint,
            stage.name,
            began.taskCount(),
            stage.partitionCount,
            stage.parents,
            stage.operations));
  }

  private void carryOut(SchedulerCommand.Forget forget) {
    accumulators.settle(forget.stage());
    starts.forget(forget.stage());
    StageRecord stage = stages.remove(forget.stage());
    latest = null;
    if (stage == null) return;
    if (past != null) past.forgotten(stage);
    runners.forget(new Kept.Stage(forget.stage()));
  }

  private void end(long id, EngineException error) {
    Accumulators.Published published = accumulators.publish();
    EngineException reason = error == null ? published.failure().orElse(null) : error;
    String text = reason == null ? "" : reason.getMessage();
    Job job = jobs.remove(id).orElse(null);
    listener.on(new Event.JobEnded(now(), id, text, published.values()));
    if (job != null) job.end(reason);
  }

  /** Tells of a task that did not succeed, before it is decided what that means. Thread-safe. */
  void noteUnsuccessful(SchedulerCommand.Lease lease, Outcome outcome) {
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
    noteLost(
        new TaskEnd(
            lease.stage(),
            lease.stageAttempt(),
            outcome.partition(),
            outcome.attempt(),
            lease.executor()),
        error);
  }

  private record TaskEnd(
      long stage, int stageAttempt, int partition, int attempt, String executor) {}

  private void noteLost(TaskEnd task, String error) {
    boolean _ = starts.remove(task.stage, task.stageAttempt, task.partition, task.attempt);
    listener.on(
        new Event.TaskEnded(
            now(),
            task.stage,
            task.stageAttempt,
            task.partition,
            task.attempt,
            task.executor,
            false,
            error,
            TaskMetrics.NONE));
  }

  private long now() {
    return environment.currentTimeMillis();
  }
}
