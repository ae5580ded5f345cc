package io.brasa.ui.state;

import io.brasa.core.event.Event;
import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import io.brasa.ui.diagnosis.Diagnosis;
import io.brasa.ui.diagnosis.Finding;
import io.brasa.ui.diagnosis.QueryFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One query. Guarded by the lock of its application. */
final class QueryState extends Changing {
  /** Jobs of a query that are named; a recursive one may have many more. */
  private static final int JOBS_MAX = 1_000;

  final Event.QueryStarted started;
  private final List<Long> jobs = new ArrayList<>();
  private Event.QueryEnded ended;

  QueryState(Event.QueryStarted started) {
    this.started = started;
  }

  void add(long job) {
    if (jobs.size() < JOBS_MAX) jobs.add(job);
  }

  void end(Event.QueryEnded event) {
    ended = event;
  }

  Status status() {
    return ended == null ? Status.RUNNING : Status.ofEnd(ended.error());
  }

  QueryView view(long nowMillis) {
    return new QueryView(
        started.query(),
        started.text(),
        status(),
        started.atMillis(),
        Optional.ofNullable(ended).map(Event.QueryEnded::atMillis),
        Math.max(0, (ended == null ? nowMillis : ended.atMillis()) - started.atMillis()),
        List.copyOf(jobs),
        Optional.ofNullable(ended).map(Event.QueryEnded::rows).filter(rows -> rows >= 0),
        Optional.ofNullable(ended).map(Event.QueryEnded::error).filter(text -> !text.isEmpty()));
  }

  QueryPlan plan(StageNumbers numbers) {
    Map<Integer, NodeMetrics> measured = new HashMap<>();
    if (ended != null) for (NodeMetrics node : ended.nodes()) measured.put(node.id(), node);
    List<QueryPlan.Node> nodes = new ArrayList<>();
    List<QueryPlan.Edge> edges = new ArrayList<>();
    Map<Integer, Finding> findings = findings();
    for (PlanNode node : started.plan()) {
      List<Finding> found = Optional.ofNullable(findings.get(node.id())).stream().toList();
      nodes.add(node(node, Optional.ofNullable(measured.get(node.id())), found, numbers));
      for (int child : node.children()) edges.add(new QueryPlan.Edge(child, node.id()));
    }
    return new QueryPlan(nodes, edges);
  }

  private Map<Integer, Finding> findings() {
    if (ended == null) return Map.of();
    long millis = ended.atMillis() - started.atMillis();
    return Diagnosis.of(new QueryFacts(millis, started.plan(), ended.nodes()));
  }

  private static QueryPlan.Node node(
      PlanNode node, Optional<NodeMetrics> measured, List<Finding> findings, StageNumbers numbers) {
    return new QueryPlan.Node(
        node.id(),
        node.operator(),
        node.detail(),
        measured.map(NodeMetrics::rows),
        measured.map(metrics -> metrics.nanos() / 1e6),
        measured.map(NodeMetrics::spillBytes),
        measured.map(NodeMetrics::peakMemoryBytes),
        measured.map(NodeMetrics::stage).filter(stage -> stage != 0).map(numbers::of),
        measured.map(NodeMetrics::remark).orElse(""),
        findings);
  }
}
