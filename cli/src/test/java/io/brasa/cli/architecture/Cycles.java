package io.brasa.cli.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Strongly connected parts of a graph with more than one node, by Tarjan's algorithm (SIAM J.
 * Comput. 1, 1972).
 */
final class Cycles {
  private final Map<String, Map<String, String>> edges;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> stack = new ArrayDeque<>();
  private final List<Set<String>> found = new ArrayList<>();

  private Cycles(Map<String, Map<String, String>> edges) {
    this.edges = edges;
  }

  /**
   * @param edges from a node to its targets (the value of a target is of no interest here)
   */
  static List<Set<String>> of(Map<String, Map<String, String>> edges) {
    Cycles search = new Cycles(edges);
    for (String node : edges.keySet()) if (!search.index.containsKey(node)) search.visit(node);
    return search.found;
  }

  private void visit(String node) {
    index.put(node, index.size());
    lowest.put(node, index.get(node));
    stack.push(node);
    for (String target : edges.getOrDefault(node, Map.of()).keySet()) {
      if (!index.containsKey(target)) {
        visit(target);
        lowest.merge(node, lowest.get(target), Math::min);
      } else if (stack.contains(target)) {
        lowest.merge(node, index.get(target), Math::min);
      }
    }
    if (lowest.get(node).equals(index.get(node))) pop(node);
  }

  private void pop(String root) {
    Set<String> part = new TreeSet<>();
    String node;
    do {
      node = stack.pop();
      part.add(node);
    } while (!node.equals(root));
    if (part.size() > 1) found.add(part);
  }
}
