package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinHints;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inner joins in the order that is thought to be cheapest, the smaller side of each on the right,
 * where tables are built.
 *
 * <p>By dynamic programming over connected parts of the join graph: each pair of connected parts
 * that a condition connects is looked at once (Moerkotte and Neumann, "Analysis of Two Existing and
 * One New Dynamic Programming Algorithm for the Generation of Optimal Bushy Join Trees without
 * Cross Products", VLDB 2006, algorithm DPccp). Above {@link #MOST_EXACT} relations, or when there
 * are too many pairs, the cheapest pair is joined again and again. Parts that nothing connects are
 * multiplied last, the smallest first.
 */
final class JoinOrder implements Rule {
  private static final int MOST_EXACT = 12;
  private static final int MOST_RELATIONS = 62;
  private static final int MOST_PAIRS = 20_000;

  /** What is cheaper by less may be so by the order in which numbers were multiplied. */
  private static final double SURELY_LESS = 1 - 1e-9;

  private final KnownTables tables;

  JoinOrder(OptimizerContext context) {
    this.tables = context.tables();
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return order(plan, new Estimates(tables));
  }

  private LogicalPlan order(LogicalPlan plan, Estimates estimates) {
    if (!(plan instanceof Join join) || !JoinGraph.isOrdered(join))
      return plan.mapChildren(child -> order(child, estimates));
    JoinGraph graph = JoinGraph.of(join, relation -> estimates.of(relation).rows());
    if (graph.size() > MOST_RELATIONS) return plan.mapChildren(child -> order(child, estimates));
    Part all = new Search(graph, estimates).best();
    List<Named> columns = new ArrayList<>();
    boolean isSame = all.plan.output().equals(join.output());
    for (Attribute column : join.output()) {
      Expression computed = graph.computed(column);
      isSame &= computed.equals(column);
      columns.add(new Named(computed, column));
    }
    return isSame ? all.plan : new Project(columns, all.plan);
  }

  /** A joined part of the graph. */
  private record Part(long set, LogicalPlan plan, Estimate estimate, double cost) {}

  private final class Search {
    private final JoinGraph graph;
    private final Estimates estimates;
    private final Map<Long, Part> best = new HashMap<>();
    private int pairCount;

    Search(JoinGraph graph, Estimates estimates) {
      this.graph = graph;
      this.estimates = estimates;
    }

    Part best() {
      List<Part> leaves = new ArrayList<>();
      for (int i = 0; i < graph.size(); i++) {
        LogicalPlan ordered = order(graph.relation(i), estimates);
        LogicalPlan plan = Conjuncts.filter(graph.within(i), ordered);
        leaves.add(new Part(1L << i, plan, graph.relevant(estimates.of(plan)), 0));
      }
      List<Part> parts = new ArrayList<>();
      for (long component : components()) {
        List<Part> own = leaves.stream().filter(p -> (p.set & component) != 0).toList();
        parts.add(own.size() <= MOST_EXACT ? exact(own, component) : greedy(own));
      }
      return multiplied(parts);
    }

    private List<Long> components() {
      List<Long> components = new ArrayList<>();
      long rest = graph.size() == 64 ? -1 : (1L << graph.size()) - 1;
      while (rest != 0) {
        long component = Long.lowestOneBit(rest);
        for (long more = graph.neighbours(component); more != 0; ) {
          component |= more;
          more = graph.neighbours(component);
        }
        components.add(component);
        rest &= ~component;
      }
      return components;
    }

    private Part multiplied(List<Part> parts) {
      List<Part> rest = new ArrayList<>(parts);
      rest.sort((a, b) -> Double.compare(a.estimate.rows(), b.estimate.rows()));
      Part all = rest.removeFirst();
      for (Part part : rest) all = joined(part, all);
      return all;
    }

    // ---- greedy

    private Part greedy(List<Part> leaves) {
      List<Part> parts = new ArrayList<>(leaves);
      while (parts.size() > 1) {
        Part chosen = null;
        for (int i = 0; i < parts.size(); i++) {
          for (int j = 0; j < i; j++) {
            boolean isConnected = (graph.neighbours(parts.get(i).set) & parts.get(j).set) != 0;
            if (!isConnected) continue;
            Part pair = joined(parts.get(i), parts.get(j));
            if (chosen == null || pair.estimate.rows() < chosen.estimate.rows()) chosen = pair;
          }
        }
        long set = chosen.set;
        parts.removeIf(part -> (part.set & set) != 0);
        parts.add(chosen);
      }
      return parts.getFirst();
    }

    // ---- dynamic programming over connected parts

    private Part exact(List<Part> leaves, long component) {
      for (Part leaf : leaves) best.put(leaf.set, leaf);
      for (int i = graph.size() - 1; i >= 0; i--) {
        long start = 1L << i;
        if ((start & component) == 0) continue;
        emit(start);
        grow(start, start - 1 | start);
      }
      return isExhausted() ? greedy(leaves) : best.get(component);
    }

    private boolean isExhausted() {
      return pairCount > MOST_PAIRS;
    }

    // Subsets are gone through upwards, so that smaller sets come before larger ones of them.

    /** All connected sets that hold a set and nothing that is forbidden. */
    private void grow(long set, long forbidden) {
      if (isExhausted()) return;
      long near = graph.neighbours(set) & ~forbidden;
      for (long more = near & -near; more != 0; more = more - near & near) emit(set | more);
      for (long more = near & -near; more != 0; more = more - near & near)
        grow(set | more, forbidden | near);
    }

    /** All partners of a connected set, each pair once. */
    private void emit(long set) {
      long lower = Long.lowestOneBit(set) - 1 | Long.lowestOneBit(set);
      long forbidden = lower | set;
      long near = graph.neighbours(set) & ~forbidden;
      for (int i = graph.size() - 1; i >= 0; i--) {
        long start = 1L << i;
        if ((start & near) == 0) continue;
        pair(set, start);
        growPartner(set, start, forbidden | near & (start - 1 | start));
      }
    }

    private void growPartner(long set, long partner, long forbidden) {
      if (isExhausted()) return;
      long near = graph.neighbours(partner) & ~forbidden;
      for (long more = near & -near; more != 0; more = more - near & near)
        pair(set, partner | more);
      for (long more = near & -near; more != 0; more = more - near & near)
        growPartner(set, partner | more, forbidden | near);
    }

    private void pair(long first, long second) {
      if (++pairCount > MOST_PAIRS) return;
      Part left = best.get(first);
      Part right = best.get(second);
      if (left == null || right == null) return;
      Part joined = joined(left, right);
      Part before = best.get(joined.set);
      if (before == null || joined.cost < before.cost * SURELY_LESS) best.put(joined.set, joined);
    }

    private Part joined(Part one, Part other) {
      boolean isSmaller = one.estimate.rows() < other.estimate.rows();
      Part probe = isSmaller ? other : one;
      Part build = isSmaller ? one : other;
      List<Expression> conditions = graph.between(probe.set, build.set);
      Estimate estimate = estimates.joined(probe.estimate, build.estimate, conditions);
      boolean isHashed =
          conditions.stream()
              .anyMatch(c -> c instanceof Comparison e && e.operator() == Operator.EQUAL);
      double work =
          isHashed
              ? probe.estimate.rows() + 2 * build.estimate.rows()
              : probe.estimate.rows() * build.estimate.rows();
      return new Part(
          probe.set | build.set,
          Join.of(probe.plan, build.plan, JoinType.INNER, Conjuncts.join(conditions))
              .hinted(new JoinHints(graph.hint(probe.set), graph.hint(build.set))),
          estimate,
          probe.cost + build.cost + work + estimate.rows());
    }
  }
}
