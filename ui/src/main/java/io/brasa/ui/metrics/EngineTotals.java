package io.brasa.ui.metrics;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.TaskMetrics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What an application has done so far, counted from its events. Thread-safe.
 *
 * <p>How many things run is counted by those that have begun and not ended.
 */
public final class EngineTotals implements EventListener {
  /** Errors without a code, which programs may have thrown. */
  private static final String NO_CODE = "OTHER";

  /** More codes than these are counted together. */
  private static final int CODES_MAX = 100;

  private final Map<String, ExecutorTotals> executors = new TreeMap<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private final Map<StageAttempt, Integer> waitingByStage = new HashMap<>();
  private final Set<Long> jobsRunning = new HashSet<>();
  private final Set<Long> queriesRunning = new HashSet<>();
  private final KeptTotals kept = new KeptTotals();
  private Event.ApplicationStarted application;
  private long events;
  private long jobsSucceeded;
  private long jobsFailed;
  private long stagesSucceeded;
  private long stagesFailed;
  private long queriesSucceeded;
  private long queriesFailed;
  private long tasksSucceeded;
  private long tasksFailed;
  private long tasksStopped;
  private long executorsLost;
  private long warnings;
  private long eventsDropped;
  private TaskMetrics work = TaskMetrics.NONE;

  private record StageAttempt(long stage, int attempt) {}

  @Override
  public synchronized void on(Event event) {
    events++;
    switch (event) {
      case Event.TaskStarted task -> start(task);
      case Event.TaskEnded task -> end(task);
      case Event.StageStarted stage ->
          waitingByStage.put(new StageAttempt(stage.stage(), stage.attempt()), stage.taskCount());
      case Event.StageEnded stage -> {
        waitingByStage.remove(new StageAttempt(stage.stage(), stage.attempt()));
        if (stage.error().isEmpty()) stagesSucceeded++;
        else stagesFailed++;
      }
      case Event.JobStarted job -> jobsRunning.add(job.job());
      case Event.JobEnded job -> {
        jobsRunning.remove(job.job());
        if (job.error().isEmpty()) jobsSucceeded++;
        else jobsFailed++;
        fail(job.error());
      }
      case Event.QueryStarted query -> queriesRunning.add(query.query());
      case Event.QueryEnded query -> {
        queriesRunning.remove(query.query());
        if (query.error().isEmpty()) queriesSucceeded++;
        else queriesFailed++;
      }
      case Event.ApplicationStarted started -> application = started;
      case Event.ExecutorAdded added -> executors.put(added.executor(), new ExecutorTotals(added));
      case Event.ExecutorLost lost -> {
        executors.remove(lost.executor());
        kept.lose(lost.executor());
        executorsLost++;
      }
      case Event.ExecutorSampled sampled -> {
        ExecutorTotals executor = executors.get(sampled.executor());
        if (executor != null) executor.sample = sampled.sample();
      }
      case Event.BlocksChanged changed -> kept.change(changed);
      case Event.Warned _ -> warnings++;
      case Event.LeaseGranted _,
          Event.ApplicationEnded _,
          Event.StageRolledBack _,
          Event.OutputCommit _,
          Event.TaskStuck _,
          Event.StageRecognised _,
          Event.EnvironmentTold _,
          Event.DatasetPersisted _,
          Event.DatasetUnpersisted _ -> {}
    }
  }

  /** An event was heard of which others could make nothing. */
  public synchronized void drop() {
    eventsDropped++;
  }

  private void start(Event.TaskStarted task) {
    waitingByStage.computeIfPresent(
        new StageAttempt(task.stage(), task.attempt()), (_, waiting) -> Math.max(0, waiting - 1));
    ExecutorTotals executor = executors.get(task.executor());
    if (executor != null) executor.running++;
  }

  private void end(Event.TaskEnded task) {
    ExecutorTotals executor = executors.get(task.executor());
    if (executor != null && executor.running > 0) executor.running--;
    if (task.isWinner()) {
      tasksSucceeded++;
    } else if (task.error().isEmpty()
        || task.error().equals("stopped")
        || task.error().startsWith("not needed")) {
      tasksStopped++;
    } else {
      tasksFailed++;
      fail(task.error());
    }
    work = work.plus(task.metrics());
  }

  private void fail(String error) {
    if (error.isEmpty()) return;
    String code = code(error);
    if (!failures.containsKey(code) && failures.size() >= CODES_MAX) code = NO_CODE;
    failures.merge(code, 1L, Long::sum);
  }

  /** The first word in capital letters that a colon follows; lost inputs have one of their own. */
  static String code(String error) {
    int end = error.indexOf(':');
    if (end <= 0 || end > 60) return NO_CODE;
    String word = error.substring(0, end);
    if (word.equals("input lost") || word.equals("block lost"))
      return word.toUpperCase(java.util.Locale.ROOT).replace(' ', '_');
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') return NO_CODE;
    }
    return word;
  }

  /** Asks for a number while nothing changes. */
  synchronized double of(ToDoubleFunction<EngineTotals> number) {
    return number.applyAsDouble(this);
  }

  synchronized Map<String, ExecutorTotals> executors() {
    return new TreeMap<>(executors);
  }

  synchronized List<String> failureCodes() {
    return List.copyOf(failures.keySet());
  }

  synchronized long failures(String code) {
    return failures.getOrDefault(code, 0L);
  }

  /** Empty before the start. */
  synchronized List<Event.ApplicationStarted> application() {
    return application == null ? List.of() : List.of(application);
  }

  long events() {
    return events;
  }

  long eventsDropped() {
    return eventsDropped;
  }

  long jobsRunning() {
    return jobsRunning.size();
  }

  long jobsSucceeded() {
    return jobsSucceeded;
  }

  long jobsFailed() {
    return jobsFailed;
  }

  long stagesRunning() {
    return waitingByStage.size();
  }

  long stagesSucceeded() {
    return stagesSucceeded;
  }

  long stagesFailed() {
    return stagesFailed;
  }

  long queriesRunning() {
    return queriesRunning.size();
  }

  long queriesSucceeded() {
    return queriesSucceeded;
  }

  long queriesFailed() {
    return queriesFailed;
  }

  long tasksWaiting() {
    return waitingByStage.values().stream().mapToLong(Integer::longValue).sum();
  }

  long tasksRunning() {
    return executors.values().stream().mapToLong(executor -> executor.running).sum();
  }

  long tasksSucceeded() {
    return tasksSucceeded;
  }

  long tasksFailed() {
    return tasksFailed;
  }

  long tasksStopped() {
    return tasksStopped;
  }

  long executorCount() {
    return executors.size();
  }

  long slots() {
    return executors.values().stream().mapToLong(executor -> executor.added.slots()).sum();
  }

  long executorsLost() {
    return executorsLost;
  }

  long warnings() {
    return warnings;
  }

  /** Of all tasks that have ended. */
  TaskMetrics work() {
    return work;
  }

  KeptTotals kept() {
    return kept;
  }
}
