package io.brasa.core.execute;

import io.brasa.core.event.NodeMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the nodes of the queries that run now have done in the tasks that count. Thread-safe. */
public final class RunningQueries {
  private final Map<Long, Map<Integer, NodeMetrics>> byQuery = new ConcurrentHashMap<>();

  /** What is told of a query counts from now on. */
  public void begin(long query) {
    byQuery.put(query, new ConcurrentHashMap<>());
  }

  void add(long query, List<NodeMetrics> nodes) {
    Map<Integer, NodeMetrics> known = byQuery.get(query);
    if (known == null) return;
    for (NodeMetrics node : nodes) known.merge(node.id(), node, NodeMetrics::plus);
  }

  /** What was told, by node; later words are of no use. */
  public Map<Integer, NodeMetrics> end(long query) {
    Map<Integer, NodeMetrics> known = byQuery.remove(query);
    return known == null ? Map.of() : known;
  }
}
