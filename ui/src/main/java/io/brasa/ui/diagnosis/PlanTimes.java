package io.brasa.ui.diagnosis;

import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the nodes of a plan took by themselves, in all tasks together: what was measured of a
 * node is with what it reads in the same tasks, so that is taken off.
 *
 * @param own nanoseconds by node
 * @param sum of all nodes
 */
record PlanTimes(Map<Integer, Long> own, long sum) {
  static PlanTimes of(Iterable<PlanNode> plan, Map<Integer, NodeMetrics> measured) {
    Map<Integer, Long> own = new HashMap<>();
    long sum = 0;
    for (PlanNode node : plan) {
      NodeMetrics metrics = measured.get(node.id());
      if (metrics == null) continue;
      long nanos = metrics.nanos();
      for (int child : node.children()) {
        NodeMetrics below = measured.get(child);
        if (below != null && below.stage() == metrics.stage()) nanos -= below.nanos();
      }
      own.put(node.id(), Math.max(0, nanos));
      sum += Math.max(0, nanos);
    }
    return new PlanTimes(own, sum);
  }

  double share(int node) {
    return sum == 0 ? 0 : (double) own.getOrDefault(node, 0L) / sum;
  }
}
