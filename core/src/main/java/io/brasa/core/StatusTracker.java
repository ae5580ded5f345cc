package io.brasa.core;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What runs and what has run, for programs that watch themselves. Made from events alone, so it is
 * as current as they are; of ended jobs and stages the last 1,000 are known. Thread-safe.
 */
public final class StatusTracker {
  private static final int KEPT_MAX = 1_000;

  /** What has become of a job. */
  public enum JobExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /** One job. */
  public record JobInfo(long jobId, List<Long> stageIds, JobExecutionStatus status) {}

  /** One attempt at a stage, the latest. */
  public record StageInfo(
      long stageId,
      int currentAttemptId,
      long submissionTime,
      String name,
      int numTasks,
      int numActiveTasks,
      int numCompletedTasks,
      int numFailedTasks) {}

  /**
   * One executor that is there.
   *
   * @param memoryBytes what its data may take
   */
  public record ExecutorInfo(
      String id, String host, int slots, int numRunningTasks, long memoryBytes) {}

  private static final class JobState {
    final String group;
    JobInfo info;

    JobState(String group, JobInfo info) {
      this.group = group;
      this.info = info;
    }
  }

  private static final class StageState {
    final Event.StageStarted started;
    boolean isActive = true;
    int active;
    int completed;
    int failed;

    StageState(Event.StageStarted started) {
      this.started = started;
    }
  }

  private static final class ExecutorState {
    final Event.ExecutorAdded added;
    int running;

    ExecutorState(Event.ExecutorAdded added) {
      this.added = added;
    }
  }

  private final Map<Long, JobState> jobs = new LinkedHashMap<>();
  private final Map<Long, StageState> stages = new LinkedHashMap<>();
  private final Map<String, ExecutorState> executors = new TreeMap<>();

  /** What the last task event was about: mostly what the next one is about. */
  private StageState lastStage;

  private ExecutorState lastExecutor;

  StatusTracker() {}

  /** To be told of events; separate, since programs are not to tell it any. */
  EventListener listener() {
    return this::take;
  }

  private synchronized void take(Event event) {
    if (event instanceof Event.TaskStarted started) start(started);
    else if (event instanceof Event.TaskEnded ended) end(ended);
    else if (event instanceof Event.StageStarted started) start(started);
    else if (event instanceof Event.StageEnded ended) end(ended);
    else if (event instanceof Event.JobStarted started) start(started);
    else if (event instanceof Event.JobEnded ended) end(ended);
    else if (event instanceof Event.ExecutorAdded added)
      executors.put(added.executor(), new ExecutorState(added));
    else if (event instanceof Event.ExecutorLost lost) {
      executors.remove(lost.executor());
      lastExecutor = null;
    }
  }

  private void start(Event.JobStarted started) {
    List<Long> all = new ArrayList<>(started.stages());
    all.addAll(started.reusedStages());
    jobs.put(
        started.job(),
        new JobState(
            started.group(),
            new JobInfo(started.job(), List.copyOf(all), JobExecutionStatus.RUNNING)));
    if (jobs.size() > 2 * KEPT_MAX) forgetEndedJobs();
  }

  private void forgetEndedJobs() {
    int over = jobs.size() - KEPT_MAX;
    for (var each = jobs.values().iterator(); each.hasNext() && over > 0; ) {
      if (each.next().info.status == JobExecutionStatus.RUNNING) continue;
      each.remove();
      over--;
    }
  }

  private void end(Event.JobEnded ended) {
    JobState job = jobs.get(ended.job());
    if (job == null) return;
    JobExecutionStatus status =
        ended.error().isEmpty() ? JobExecutionStatus.SUCCEEDED : JobExecutionStatus.FAILED;
    job.info = new JobInfo(ended.job(), job.info.stageIds, status);
  }

  private void start(Event.StageStarted started) {
    stages.put(started.stage(), new StageState(started));
    lastStage = null;
    if (stages.size() <= 2 * KEPT_MAX) return;
    int over = stages.size() - KEPT_MAX;
    for (var each = stages.values().iterator(); each.hasNext() && over > 0; ) {
      if (each.next().isActive) continue;
      each.remove();
      over--;
    }
  }

  private void end(Event.StageEnded ended) {
    StageState stage = stages.get(ended.stage());
    if (stage != null) stage.isActive = false;
  }

  private void start(Event.TaskStarted task) {
    StageState stage = stage(task.stage());
    if (stage != null && stage.started.attempt() == task.attempt()) stage.active++;
    ExecutorState executor = executor(task.executor());
    if (executor != null) executor.running++;
  }

  private void end(Event.TaskEnded task) {
    ExecutorState executor = executor(task.executor());
    if (executor != null && executor.running > 0) executor.running--;
    StageState stage = stage(task.stage());
    if (stage == null || stage.started.attempt() != task.attempt()) return;
    if (stage.active > 0) stage.active--;
    if (task.isWinner()) stage.completed++;
    else stage.failed++;
  }

  private StageState stage(long id) {
    if (lastStage == null || lastStage.started.stage() != id) lastStage = stages.get(id);
    return lastStage;
  }

  private ExecutorState executor(String id) {
    if (lastExecutor == null || !lastExecutor.added.executor().equals(id))
      lastExecutor = executors.get(id);
    return lastExecutor;
  }

  // ---- what programs ask

  /**
   * The known jobs of a group, running or ended, ascending; those in no group for an empty name.
   */
  public synchronized List<Long> getJobIdsForGroup(String group) {
    List<Long> found = new ArrayList<>();
    for (JobState job : jobs.values()) if (job.group.equals(group)) found.add(job.info.jobId);
    found.sort(null);
    return found;
  }

  /** The running jobs, ascending. */
  public synchronized List<Long> getActiveJobIds() {
    List<Long> found = new ArrayList<>();
    for (JobState job : jobs.values())
      if (job.info.status == JobExecutionStatus.RUNNING) found.add(job.info.jobId);
    found.sort(null);
    return found;
  }

  /** The stages that have begun and not ended, in the order in which they began. */
  public synchronized List<Long> getActiveStageIds() {
    List<Long> found = new ArrayList<>();
    for (StageState stage : stages.values()) if (stage.isActive) found.add(stage.started.stage());
    return found;
  }

  /** One job, if it is known. */
  public synchronized Optional<JobInfo> getJobInfo(long job) {
    return Optional.ofNullable(jobs.get(job)).map(state -> state.info);
  }

  /** The latest attempt at a stage, if one is known. */
  public synchronized Optional<StageInfo> getStageInfo(long id) {
    StageState stage = stages.get(id);
    if (stage == null) return Optional.empty();
    return Optional.of(
        new StageInfo(
            id,
            stage.started.attempt(),
            stage.started.atMillis(),
            stage.started.name(),
            stage.started.taskCount(),
            stage.active,
            stage.completed,
            stage.failed));
  }

  /** The executors that are there, by name. */
  public synchronized List<ExecutorInfo> getExecutorInfos() {
    List<ExecutorInfo> found = new ArrayList<>();
    for (ExecutorState executor : executors.values())
      found.add(
          new ExecutorInfo(
              executor.added.executor(),
              executor.added.host(),
              executor.added.slots(),
              executor.running,
              executor.added.memoryBytes()));
    return found;
  }
}
