package io.brasa.ui.state;

import io.brasa.ui.diagnosis.Finding;
import java.util.List;
import java.util.Optional;

/** The plan of a query, with what each operation did once it has ended. */
public record QueryPlan(List<Node> nodes, List<Edge> edges) {
  /**
   * One operation.
   *
   * @param remark how it was run otherwise than planned
   * @param findings what held the query here
   */
  public record Node(
      int id,
      String operator,
      String detail,
      Optional<Long> rows,
      Optional<Double> millis,
      Optional<Long> spillBytes,
      Optional<Long> peakMemoryBytes,
      Optional<Long> stage,
      String remark,
      List<Finding> findings) {}

  /** Rows go {@code from} one node {@code to} the one that reads them. */
  public record Edge(int from, int to) {}
}
