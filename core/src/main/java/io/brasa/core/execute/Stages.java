package io.brasa.core.execute;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.schedule.JobPlan;
import io.brasa.core.schedule.StagePast;
import io.brasa.core.task.End;
import io.brasa.core.task.PlannedStage;
import io.brasa.core.task.StagePlanner;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What jobs are made of: plans the stages that a job needs and that are not there yet, and keeps
 * each as long as anybody may read what it has made. Planning is for one thread at a time, which
 * the driver sees to; all else is thread-safe.
 */
final class Stages {
  private final Environment environment;
  private final StageFactory factory;
  private final EventListener listener;
  private final Map<Long, StageRecord> all = new ConcurrentHashMap<>();

  /** Null without a journal. */
  private volatile PastLives past;

  /** Whether tasks have been planned that must run together, and may have to wait for slots. */
  private volatile boolean hasBarriers;

  Stages(Environment environment, StageFactory factory, EventListener listener) {
    this.environment = environment;
    this.factory = factory;
    this.listener = listener;
  }

  /** Called before the first job. */
  void remember(PastLives lives) {
    past = lives;
  }

  /** Null if nobody knows it any more. */
  StageRecord find(long id) {
    return all.get(id);
  }

  /** Null if nobody knew it. */
  StageRecord remove(long id) {
    return all.remove(id);
  }

  boolean hasBarriers() {
    return hasBarriers;
  }

  boolean isKnown(Dependency.Shuffle shuffle) {
    return shuffle.isBound() && all.containsKey(shuffle.stage());
  }

  /** What an action needs besides what is there; the last one is the action's own. */
  List<StageRecord> plan(JobRequest request) {
    List<PlannedStage> planned =
        new StagePlanner(this::isKnown).plan(request.target(), new End.Finish(request.action()));
    requireAll(planned.getLast(), request);
    List<StageRecord> fresh = plan(planned);
    fresh.getLast().isJournaled = request.isJournaled();
    return fresh;
  }

  /** What the outputs of a shuffle need besides what is there. */
  List<StageRecord> plan(Dependency.Shuffle shuffle) {
    return isKnown(shuffle) ? List.of() : plan(new StagePlanner(this::isKnown).planMap(shuffle));
  }

  private List<StageRecord> plan(List<PlannedStage> planned) {
    List<StageRecord> fresh = new ArrayList<>(planned.size());
    boolean isWhole = false;
    try {
      for (PlannedStage stage : planned) {
        stage.requireAllTogether();
        StageRecord made = factory.make(stage, all::containsKey);
        stage.shuffle().ifPresent(shuffle -> shuffle.bind(made.id));
        all.put(made.id, made);
        fresh.add(made);
      }
      isWhole = true;
    } finally {
      // Else the next job would take for known what the scheduler has never heard of.
      if (!isWhole) for (StageRecord made : fresh) all.remove(made.id);
    }
    return fresh;
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

  /** What the scheduler is told of them, with what is left of each from an earlier life. */
  List<JobPlan.StagePlan> recalled(List<StageRecord> fresh, boolean hasEffects) {
    List<JobPlan.StagePlan> plans = new ArrayList<>(fresh.size());
    for (StageRecord stage : fresh) plans.add(recalled(stage, hasEffects));
    return plans;
  }

  private JobPlan.StagePlan recalled(StageRecord stage, boolean hasEffects) {
    hasBarriers |= stage.isBarrier;
    StagePast left = past == null ? StagePast.NONE : past.recall(stage);
    int count = 0;
    for (int winner : left.winners()) if (winner >= 0) count++;
    if (count > 0)
      listener.on(
          new Event.StageRecognised(
              environment.currentTimeMillis(),
              stage.id,
              stage.fingerprint,
              stage.name,
              count,
              stage.partitionCount));
    return stage.plan(hasEffects, left);
  }

  static List<Long> ids(List<StageRecord> stages) {
    List<Long> ids = new ArrayList<>(stages.size());
    for (StageRecord stage : stages) ids.add(stage.id);
    return ids;
  }

  /** The stages of earlier jobs that the new ones read, or the target if that is one. */
  static List<Long> reused(long target, List<StageRecord> fresh) {
    if (fresh.isEmpty()) return List.of(target);
    List<Long> own = ids(fresh);
    List<Long> reused = new ArrayList<>();
    for (StageRecord stage : fresh) {
      for (Long parent : stage.parents)
        if (!own.contains(parent) && !reused.contains(parent)) reused.add(parent);
    }
    return reused;
  }
}
