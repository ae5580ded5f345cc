package io.brasa.ui.api;

import io.brasa.core.event.StageOperation;
import io.brasa.ui.state.ApplicationState;
import io.brasa.ui.state.JobView;
import io.brasa.ui.state.StageLink;
import io.brasa.ui.state.StageView;
import io.brasa.ui.state.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stages of a job as they read each other's outputs. */
record JobGraph(Graph graph) {
  record Graph(List<Node> nodes, List<Edge> edges) {}

  record Node(long stage, int attempt, String name, Status status, List<Operation> operations) {}

  record Operation(String name, String callSite, boolean cached) {}

  /**
   * @param bytes that {@code from} has written, for all who read it
   */
  record Edge(long from, long to, long bytes) {}

  static JobGraph of(JobView job, ApplicationState state) {
    Map<Long, Optional<StageView>> known = new LinkedHashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (StageLink link : job.stages()) {
      Optional<StageView> stage = state.latestStage(link.id());
      known.put(link.id(), stage);
      nodes.add(
          new Node(
              link.id(),
              link.attempt(),
              stage.map(StageView::name).orElse(""),
              link.status(),
              stage.map(StageView::operations).orElse(List.of()).stream()
                  .map(JobGraph::operation)
                  .toList()));
    }
    List<Edge> edges = new ArrayList<>();
    for (Optional<StageView> stage : known.values()) {
      if (stage.isEmpty()) continue;
      for (long parent : stage.get().parents()) {
        if (!known.containsKey(parent)) continue;
        long bytes = known.get(parent).map(StageView::shuffleWriteBytes).orElse(0L);
        edges.add(new Edge(parent, stage.get().id(), bytes));
      }
    }
    return new JobGraph(new Graph(nodes, edges));
  }

  private static Operation operation(StageOperation operation) {
    return new Operation(operation.name(), operation.site(), operation.isKept());
  }
}
