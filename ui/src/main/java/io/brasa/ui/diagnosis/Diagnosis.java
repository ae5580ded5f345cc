package io.brasa.ui.diagnosis;

import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What held stages and queries, the costliest first. Stateless. */
public final class Diagnosis {
  /** What is over before is fast enough. */
  public static final long LEAST_MILLIS = 300;

  private static final List<StageRule> STAGE_RULES =
      List.of(
          new Failures(),
          new Skew(),
          new Spilling(),
          new CollectionTime(),
          new CartesianStage(),
          new FewPartitions(),
          new ManyPartitions(),
          new SlowNode(),
          new FetchWaiting(),
          new OpeningTime(),
          new NoTasks());

  private Diagnosis() {}

  /** What held a stage; nothing if it was fast enough, or nothing is known to be wrong. */
  public static List<Finding> of(StageFacts stage) {
    if (stage.millis() < LEAST_MILLIS || stage.tasks().count() == 0) return List.of();
    TaskTimes times = TaskTimes.of(stage.tasks());
    List<Finding> found = new ArrayList<>();
    for (StageRule rule : STAGE_RULES) rule.find(stage, times).ifPresent(found::add);
    found.sort(Comparator.comparingDouble(Finding::share).reversed());
    return List.copyOf(found);
  }

  /** What held a query, by the node of its plan; its stages may have findings besides. */
  public static Map<Integer, Finding> of(QueryFacts query) {
    if (query.millis() < LEAST_MILLIS) return Map.of();
    Map<Integer, NodeMetrics> measured = new HashMap<>();
    for (NodeMetrics node : query.nodes()) measured.put(node.id(), node);
    Map<Integer, PlanNode> plan = new HashMap<>();
    for (PlanNode node : query.plan()) plan.put(node.id(), node);
    PlanTimes times = PlanTimes.of(query.plan(), measured);
    Map<Integer, Finding> found = new HashMap<>();
    for (PlanNode node : query.plan())
      JoinRule.find(node, plan, measured, times)
          .ifPresent(finding -> found.put(node.id(), finding));
    return Map.copyOf(found);
  }
}
