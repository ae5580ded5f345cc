package io.brasa.sql.execute;

import io.brasa.core.Assembly;
import io.brasa.core.RunningQuery;
import io.brasa.core.event.PlanNode;
import io.brasa.sql.physical.PhysicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells those who look on of a query: its plan when it begins, and how it has ended. For one run of
 * one plan by one thread.
 */
final class ObservedQuery implements AutoCloseable {
  /** Longer details nobody reads. */
  private static final int DETAIL_MAX = 2_000;

  private final NodeRemarks remarks;
  private final RunningQuery running;
  private final Map<Integer, PhysicalPlan> nodes = new LinkedHashMap<>();

  ObservedQuery(Assembly assembly, String text, PhysicalPlan plan, NodeRemarks remarks) {
    this.remarks = remarks;
    number(plan);
    List<PlanNode> told = new ArrayList<>(nodes.size());
    nodes.forEach((id, node) -> told.add(told(id, node)));
    this.running = assembly.beginQuery(text, told);
  }

  private void number(PhysicalPlan node) {
    if (nodes.putIfAbsent(remarks.id(node), node) != null) return;
    for (PhysicalPlan child : node.children()) number(child);
  }

  private PlanNode told(int id, PhysicalPlan node) {
    String text = node.describe();
    int end = text.indexOf(' ');
    String detail = end < 0 ? "" : text.substring(end + 1);
    List<Integer> children = new ArrayList<>();
    for (PhysicalPlan child : node.children()) children.add(remarks.id(child));
    return new PlanNode(
        id,
        end < 0 ? text : text.substring(0, end),
        detail.length() <= DETAIL_MAX ? detail : detail.substring(0, DETAIL_MAX) + "…",
        children);
  }

  /**
   * @param rows of the result; -1 if they have not been counted
   */
  void succeeded(long rows) {
    running.end("", rows, said());
  }

  void failed(Throwable failure) {
    running.end(String.valueOf(failure.getMessage()), -1, said());
  }

  private Map<Integer, String> said() {
    Map<Integer, String> said = new HashMap<>();
    nodes.forEach(
        (id, node) -> {
          if (!remarks.of(node).isEmpty()) said.put(id, remarks.of(node).strip());
        });
    return said;
  }

  @Override
  public void close() {
    running.close();
  }
}
