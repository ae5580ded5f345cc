package io.brasa.ui.state;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.HeavyKey;
import io.brasa.ui.diagnosis.Diagnosis;
import io.brasa.ui.diagnosis.Finding;
import io.brasa.ui.diagnosis.StageFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One application, from its events. Thread-safe: one lock guards all of it and is held for as long
 * as it takes to add an event, or to copy what is asked for. Events are expected in their order;
 * those of a damaged log may lack their beginnings, which is why nothing that is not known is an
 * error.
 */
public final class ApplicationState implements EventListener {
  private final Retention retention;
  private final Map<Long, JobState> jobs = new LinkedHashMap<>();
  private final Map<StageKey, StageState> stages = new LinkedHashMap<>();
  private final Map<Long, StageState> latestStages = new HashMap<>();
  private final Map<Long, Long> jobsOfStages = new HashMap<>();
  private final Map<String, ExecutorState> executors = new LinkedHashMap<>();
  private final List<String> executorNames = new ArrayList<>();
  private final Map<Long, QueryState> queries = new LinkedHashMap<>();
  private final StageNumbers numbers = new StageNumbers();
  private final KeptData kept = new KeptData();
  private final ProblemList problems;
  private final Totals totals = new Totals();
  private final Map<String, Long> topics = new TreeMap<>();
  private Event.ApplicationStarted started;
  private EnvironmentView environment = EnvironmentView.NONE;
  private long endedMillis = -1;
  private long firstMillis;
  private long latestMillis;
  private long version;

  /** Rows in the tables of all stages. */
  private long taskCount;

  /** What the last task's event was about: mostly what the next one is about. */
  private StageState lastStage;

  private ExecutorState lastExecutor;

  public ApplicationState(Retention retention) {
    this.retention = retention;
    this.problems = new ProblemList(retention.problems());
  }

  // ---- events

  @Override
  public synchronized void on(Event event) {
    if (version++ == 0) firstMillis = event.atMillis();
    latestMillis = Math.max(latestMillis, event.atMillis());
    // Almost all of them: not to be looked for in the switch.
    if (event instanceof Event.TaskStarted task) start(task);
    else if (event instanceof Event.TaskEnded task) end(task);
    else take(event);
  }

  private void take(Event event) {
    switch (event) {
      case Event.TaskStarted _, Event.TaskEnded _, Event.LeaseGranted _ -> {}
      case Event.StageStarted stage -> start(stage);
      case Event.StageEnded stage -> end(stage);
      case Event.JobStarted job -> start(job);
      case Event.JobEnded job -> end(job);
      case Event.ApplicationStarted application -> {
        started = application;
        touch("application");
      }
      case Event.ApplicationEnded end -> {
        endedMillis = end.atMillis();
        touch("application");
      }
      case Event.ExecutorAdded added -> {
        change(executor(added.executor())).add(added);
        touch("executors");
      }
      case Event.ExecutorLost lost -> lose(lost);
      case Event.ExecutorSampled sampled -> {
        change(executor(sampled.executor())).sample(sampled.atMillis(), sampled.sample());
        touch("executors");
      }
      case Event.EnvironmentTold told -> {
        environment =
            new EnvironmentView(
                told.runtime(), told.options(), told.properties(), told.classPath());
        touch("environment");
      }
      case Event.DatasetPersisted persisted -> {
        kept.add(persisted);
        touch("storage");
      }
      case Event.DatasetUnpersisted unpersisted -> {
        kept.remove(unpersisted);
        touch("storage");
      }
      case Event.BlocksChanged changed -> {
        kept.change(changed);
        touch("storage");
      }
      case Event.QueryStarted query -> start(query);
      case Event.QueryEnded query -> end(query);
      case Event.StageRolledBack _,
          Event.OutputCommit _,
          Event.TaskStuck _,
          Event.Warned _,
          Event.StageRecognised _ ->
          note(event);
    }
  }

  private void touch(String topic) {
    topics.put(topic, version);
  }

  private <T extends Changing> T change(T changed) {
    changed.version = version;
    return changed;
  }

  private void note(Event event) {
    if (problems.add(event, numbers)) touch("problems");
  }

  private void start(Event.JobStarted job) {
    jobs.put(job.job(), change(new JobState(job)));
    for (long stage : job.stages()) {
      numbers.of(stage);
      jobsOfStages.putIfAbsent(stage, job.job());
    }
    QueryState query = queries.get(job.query());
    if (query != null) change(query).add(job.job());
    totals.jobs.begin();
    touch("jobs");
    Dropping.ended(jobs, retention.jobs(), each -> !each.isRunning(), this::forget);
  }

  private void forget(JobState job) {
    for (long stage : job.started.stages()) {
      jobsOfStages.remove(stage, job.started.job());
      if (!latestStages.containsKey(stage)) numbers.forget(stage);
    }
  }

  private void end(Event.JobEnded event) {
    JobState job = jobs.get(event.job());
    if (job == null) return;
    change(job).end(event);
    totals.jobs.end(job.status());
    touch("jobs");
    note(event);
  }

  private void start(Event.StageStarted event) {
    long job = jobsOfStages.getOrDefault(event.stage(), 0L);
    List<Long> parents = event.parents().stream().map(numbers::of).toList();
    StageState stage = change(new StageState(event, numbers.of(event.stage()), job, parents));
    stages.put(stage.key(), stage);
    latestStages.put(event.stage(), stage);
    lastStage = stage;
    totals.stages.begin();
    touch("stages");
    touchJob(stage);
    Dropping.ended(stages, retention.stages(), each -> !each.isRunning(), this::forget);
  }

  private void forget(StageState stage) {
    taskCount -= stage.taskCount();
    long id = stage.started.stage();
    if (latestStages.remove(id, stage) && !jobsOfStages.containsKey(id)) numbers.forget(id);
  }

  private void end(Event.StageEnded event) {
    StageState stage = stage(event.stage(), event.attempt());
    if (stage == null) return;
    change(stage).end(event.atMillis(), event.error());
    totals.stages.end(stage.status());
    touch("stages");
    touchJob(stage);
    note(event);
    dropTasks();
  }

  private void touchJob(StageState stage) {
    JobState job = jobs.get(stage.job);
    if (job != null) change(job);
    touch("jobs");
  }

  private void dropTasks() {
    if (taskCount <= retention.tasks()) return;
    for (StageState stage : stages.values()) {
      if (stage.isRunning()) continue;
      taskCount -= stage.taskCount();
      stage.dropTasks(executorNames, around());
      if (taskCount <= retention.tasks()) return;
    }
  }

  private void start(Event.TaskStarted task) {
    ExecutorState executor = change(executor(task.executor()));
    executor.start();
    totals.begin(task.atMillis());
    StageState stage = stage(task.stage(), task.attempt());
    if (stage == null) return;
    int before = stage.taskCount();
    change(stage).start(task, executor.number);
    taskCount += stage.taskCount() - before;
  }

  private void end(Event.TaskEnded task) {
    ExecutorState executor = change(executor(task.executor()));
    StageState stage = stage(task.stage(), task.attempt());
    long began = task.atMillis();
    if (stage != null) {
      int before = stage.taskCount();
      began = change(stage).end(task, executor.number);
      taskCount += stage.taskCount() - before;
    }
    executor.end(task, began >= 0);
    totals.end(task, began);
    if (!task.error().isEmpty()) note(task);
  }

  private StageState stage(long id, int attempt) {
    StageState last = lastStage;
    if (last != null && last.started.stage() == id && last.started.attempt() == attempt)
      return last;
    StageState latest = latestStages.get(id);
    if (latest == null) return null;
    StageState found = stages.get(new StageKey(latest.number, attempt));
    if (found != null) lastStage = found;
    return found;
  }

  private ExecutorState executor(String id) {
    ExecutorState last = lastExecutor;
    if (last != null && last.id.equals(id)) return last;
    ExecutorState found = executors.get(id);
    if (found == null) {
      found = new ExecutorState(id, executorNames.size(), retention.samples());
      executors.put(id, found);
      executorNames.add(id);
      Dropping.ended(executors, retention.executors(), ExecutorState::isLost, _ -> {});
    }
    lastExecutor = found;
    return found;
  }

  private void lose(Event.ExecutorLost lost) {
    ExecutorState executor = change(executor(lost.executor()));
    executor.lose(lost);
    kept.lose(lost.executor());
    touch("storage");
    for (StageState stage : stages.values()) {
      if (!stage.isRunning()) continue;
      int count = stage.lose(executor.number, lost.atMillis(), lost.reason());
      if (count > 0) change(stage);
      totals.lose(lost.atMillis(), count);
    }
    touch("executors");
    note(lost);
  }

  private void start(Event.QueryStarted event) {
    queries.put(event.query(), change(new QueryState(event)));
    totals.queries.begin();
    touch("queries");
    Dropping.ended(queries, retention.queries(), each -> each.status() != Status.RUNNING, _ -> {});
  }

  private void end(Event.QueryEnded event) {
    QueryState query = queries.get(event.query());
    if (query == null) return;
    change(query).end(event);
    totals.queries.end(query.status());
    touch("queries");
    note(event);
  }

  // ---- what is asked

  /**
   * The application. What a damaged log does not tell of it is empty.
   *
   * @param about what events do not tell
   */
  public synchronized ApplicationView application(Origin about) {
    Collection<ExecutorState> all = executors.values();
    return new ApplicationView(
        about.id(),
        started == null ? about.id() : started.name(),
        started == null ? "" : started.master(),
        started == null ? "" : started.version(),
        started == null ? firstMillis : started.atMillis(),
        endedMillis < 0 ? Optional.empty() : Optional.of(endedMillis),
        about.live() && endedMillis < 0,
        about.canKill() && endedMillis < 0,
        about.error().isEmpty() ? Optional.empty() : Optional.of(about.error()),
        totals.counts(),
        (int) all.stream().filter(ExecutorState::isThere).count(),
        all.stream().filter(ExecutorState::isThere).mapToInt(ExecutorState::slots).sum(),
        totals.jobs.count(),
        problems.count());
  }

  /** When the last thing happened. */
  public synchronized long latestMillis() {
    return latestMillis;
  }

  /** Grows with each event. */
  public synchronized long version() {
    return version;
  }

  /** What has changed since a version: {@code jobs}, {@code jobs/7}, {@code stages/3/0}, ... */
  public synchronized List<String> changedSince(long before) {
    List<String> changed = new ArrayList<>();
    topics.forEach((topic, at) -> addIf(at > before, topic, changed));
    jobs.forEach((id, job) -> addIf(job.version > before, "jobs/" + id, changed));
    boolean hasTasks = false;
    for (StageState stage : stages.values()) {
      if (stage.version <= before) continue;
      changed.add("stages/" + stage.number + "/" + stage.started.attempt());
      addIf(stage.job != 0, "jobs/" + stage.job, changed);
      hasTasks = true;
    }
    queries.forEach((id, query) -> addIf(query.version > before, "queries/" + id, changed));
    boolean hasExecutors = executors.values().stream().anyMatch(each -> each.version > before);
    if (hasTasks) changed.addAll(List.of("jobs", "stages"));
    if (hasExecutors) changed.add("executors");
    return changed.stream().distinct().toList();
  }

  private static void addIf(boolean condition, String topic, List<String> changed) {
    if (condition) changed.add(topic);
  }

  /** The jobs that are kept, the newest last. */
  public synchronized List<JobView> jobs() {
    return jobs.values().stream()
        .map(job -> job.view(latestStages::get, numbers, latestMillis))
        .toList();
  }

  public synchronized Optional<JobView> job(long id) {
    return Optional.ofNullable(jobs.get(id))
        .map(job -> job.view(latestStages::get, numbers, latestMillis));
  }

  /** Looks for what held a stage outside of the lock: the events go on meanwhile. */
  private StageView view(StageState stage) {
    Optional<StageFacts> facts;
    synchronized (this) {
      facts = stage.facts(executorNames, around(), latestMillis);
      if (facts.isEmpty()) return stage.view(stage.findings(), latestMillis);
    }
    List<Finding> held = Diagnosis.of(facts.get());
    synchronized (this) {
      stage.keep(held);
      return stage.view(held, latestMillis);
    }
  }

  private StageState.Surroundings around() {
    return new StageState.Surroundings() {
      @Override
      public int slots(long from, long to) {
        return executors.values().stream()
            .filter(executor -> executor.wasThere(from, to))
            .mapToInt(ExecutorState::slots)
            .sum();
      }

      @Override
      public List<HeavyKey> heavyKeys(long parent) {
        StageState stage = latestStages.get(parent);
        return stage == null ? List.of() : stage.heavyKeys();
      }
    };
  }

  /** The attempts at stages that are kept, the newest last. */
  public List<StageView> stages() {
    List<StageState> known;
    synchronized (this) {
      known = List.copyOf(stages.values());
    }
    return known.stream().map(this::view).toList();
  }

  public Optional<StageView> stage(StageKey key) {
    StageState known;
    synchronized (this) {
      known = stages.get(key);
    }
    return Optional.ofNullable(known).map(this::view);
  }

  /** The latest attempt at a stage. */
  public Optional<StageView> latestStage(long number) {
    Optional<StageState> known;
    synchronized (this) {
      known = latestStages.values().stream().filter(stage -> stage.number == number).findFirst();
    }
    return known.map(this::view);
  }

  /** How the tasks of a stage differ. */
  public Optional<StageReport> report(StageKey key) {
    StageTasks tasks;
    synchronized (this) {
      StageState stage = stages.get(key);
      if (stage == null) return Optional.empty();
      if (stage.columns().isEmpty()) return Optional.of(stage.report(executorNames, latestMillis));
      tasks = tasksOf(stage).orElseThrow();
    }
    return Optional.of(tasks.report());
  }

  /** The tasks of a stage; nothing if it is not known, or its tasks were dropped. */
  public synchronized Optional<StageTasks> tasks(StageKey key) {
    return Optional.ofNullable(stages.get(key)).flatMap(this::tasksOf);
  }

  private Optional<StageTasks> tasksOf(StageState stage) {
    return stage
        .columns()
        .map(columns -> new StageTasks(columns, List.copyOf(executorNames), latestMillis));
  }

  public synchronized List<ExecutorView> executors() {
    return executors.values().stream().map(ExecutorState::view).toList();
  }

  public synchronized List<DatasetView> storage() {
    return kept.views();
  }

  public synchronized EnvironmentView environment() {
    return environment;
  }

  /** The queries that are kept, the newest last. */
  public synchronized List<QueryView> queries() {
    return queries.values().stream().map(query -> query.view(latestMillis)).toList();
  }

  public synchronized Optional<QueryView> query(long id) {
    return Optional.ofNullable(queries.get(id)).map(query -> query.view(latestMillis));
  }

  public synchronized Optional<QueryPlan> plan(long query) {
    return Optional.ofNullable(queries.get(query)).map(each -> each.plan(numbers));
  }

  /** What went wrong, errors first, then the newest first. */
  public synchronized List<Problem> problems() {
    return problems.views();
  }

  /** How many tasks ran when. */
  public synchronized Activity activity() {
    return totals.activity(ExecutorState.mostSlots(executors.values()));
  }
}
