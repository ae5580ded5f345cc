package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Plans what depends on the order of rows. */
record OrderPlanner(PhysicalPlanner planner) {
  /** So many rows are sorted by one task without a second thought. */
  private static final double FEW_ROWS = 1_000_000;

  /** More than these are rather sorted than kept in order. */
  private static final long MAX_TOP_ROWS = 100_000;

  PhysicalPlan sort(Sort sort) {
    PhysicalPlan child = planner.plan(sort.child());
    List<SortKey> keys = new Binding(child.output()).bindKeys(sort.keys());
    if (sort.isGlobal() && Ordering.isGlobalBy(child, keys)) return child;
    if (!sort.isGlobal() || PhysicalPlanner.isSingle(child))
      return PhysicalPlanner.sorted(keys, child);
    if (planner.settings().targets() == 1 || planner.sizes().rows(sort.child()) <= FEW_ROWS)
      return new SortRows(keys, PhysicalPlanner.single(child));
    var ranges = new Partitioning.ByRange(keys, planner.settings().targets(), List.of());
    return new SortRows(keys, new Exchange(ranges, false, child));
  }

  PhysicalPlan limit(Limit limit) {
    long count = limit.count().orElse(Long.MAX_VALUE);
    long first = count > Long.MAX_VALUE - limit.offset() ? Long.MAX_VALUE : count + limit.offset();
    if (first <= MAX_TOP_ROWS) {
      if (limit.child() instanceof Sort sort && sort.isGlobal())
        return cut(top(sort, first), count, limit.offset());
      if (limit.child() instanceof Project project
          && project.child() instanceof Sort sort
          && sort.isGlobal()) {
        PhysicalPlan top = cut(top(sort, first), count, limit.offset());
        List<Expression> columns = new Binding(top.output()).bind(project.expressions());
        return new ProjectRows(columns, project.output(), top);
      }
    }
    PhysicalPlan child = planner.plan(limit.child());
    if (PhysicalPlanner.isSingle(child)) return new LimitRows(count, limit.offset(), child);
    // Rows in order stay in order, since partitions are read one after the other.
    PhysicalPlan firsts = first == Long.MAX_VALUE ? child : new LimitRows(first, 0, child);
    return new LimitRows(count, limit.offset(), PhysicalPlanner.single(firsts));
  }

  private PhysicalPlan top(Sort sort, long count) {
    PhysicalPlan child = planner.plan(sort.child());
    List<SortKey> keys = new Binding(child.output()).bindKeys(sort.keys());
    PhysicalPlan top = new TopRows(keys, count, child);
    return PhysicalPlanner.isSingle(child)
        ? top
        : new TopRows(keys, count, PhysicalPlanner.single(top));
  }

  private static PhysicalPlan cut(PhysicalPlan top, long count, long offset) {
    return offset == 0 ? top : new LimitRows(count, offset, top);
  }

  /** Calls that agree on partitions and order share a sort. */
  private record Grouping(List<Expression> partitions, List<SortKey> order) {
    int length() {
      return partitions.size() + order.size();
    }
  }

  /** Rows for which a filter holds, of a window that may be its own concern already. */
  PhysicalPlan filteredWindow(Filter filter, Window window) {
    PhysicalPlan plan = window(window, RankLimit.of(filter, window));
    return new FilterRows(new Binding(plan.output()).bind(filter.condition()), plan);
  }

  /**
   * Windows over windows whose columns they do not use are planned with these.
   *
   * @param limit of all calls, which then agree on partitions and order
   */
  PhysicalPlan window(Window window, Optional<RankLimit> limit) {
    List<Named> columns = new ArrayList<>(window.columns());
    LogicalPlan below = window.child();
    while (limit.isEmpty()
        && below instanceof Window lower
        && columns.stream().noneMatch(c -> uses(c, lower))) {
      columns.addAll(0, lower.columns());
      below = lower.child();
    }
    return windows(window, columns, limit, below);
  }

  /** Whether a column is computed from one that a window adds. */
  private static boolean uses(Named column, Window window) {
    return uses(column.expression(), window.columns());
  }

  private static boolean uses(Expression expression, List<Named> columns) {
    if (expression instanceof Attribute attribute)
      return columns.stream().anyMatch(column -> column.attribute().id() == attribute.id());
    return expression.children().stream().anyMatch(child -> uses(child, columns));
  }

  private PhysicalPlan windows(
      Window window, List<Named> all, Optional<RankLimit> limit, LogicalPlan below) {
    Map<Grouping, List<Named>> groups = new LinkedHashMap<>();
    for (Named column : all) {
      WindowCall call = (WindowCall) column.expression();
      groups
          .computeIfAbsent(
              new Grouping(call.partitions(), call.order()), grouping -> new ArrayList<>())
          .add(column);
    }
    // What goes by more comes first: what goes by the first of these finds its rows in order.
    List<Map.Entry<Grouping, List<Named>>> longestFirst = new ArrayList<>(groups.entrySet());
    longestFirst.sort(Comparator.comparingInt(group -> -group.getKey().length()));
    double bytes = planner.sizes().bytes(below);
    Grouping longest = longestFirst.getFirst().getKey();
    Optional<PhysicalPlan> looped =
        limit.isPresent()
            ? Optional.empty()
            : new LoopedRows(planner).plan(below, longest.partitions(), longest.order());
    PhysicalPlan plan = looped.isPresent() ? looped.get() : planner.plan(below);
    for (Map.Entry<Grouping, List<Named>> group : longestFirst) {
      boolean isInOrder = looped.isPresent() && group.getKey().equals(longest);
      plan = window(group.getKey(), group.getValue(), limit, plan, bytes, isInOrder);
    }
    if (plan.output().equals(window.output())) return plan;
    List<Expression> named = new Binding(plan.output()).bind(window.output());
    return new ProjectRows(named, window.output(), plan);
  }

  private PhysicalPlan window(
      Grouping ordering,
      List<Named> columns,
      Optional<RankLimit> limit,
      PhysicalPlan child,
      double bytes,
      boolean isInOrder) {
    Binding binding = new Binding(child.output());
    List<Expression> partitions = binding.bind(ordering.partitions());
    List<SortKey> order = binding.bindKeys(ordering.order());
    List<SortKey> keys = new ArrayList<>();
    for (Expression key : partitions) keys.add(SortKey.ascending(key));
    keys.addAll(order);
    UnaryOperator<PhysicalPlan> first =
        plan ->
            limit.isEmpty()
                ? plan
                : new TopRowsPerGroup(
                    partitions, order, limit.get().ranking(), limit.get().count(), plan);
    PhysicalPlan sorted = child;
    if (!isInOrder) {
      PhysicalPlan few = first.apply(child);
      PhysicalPlan placed = planner.byKeys(few, partitions, bytes);
      if (placed != few) placed = first.apply(placed);
      sorted = PhysicalPlanner.sorted(keys, placed);
    }
    List<WindowCall> calls = new ArrayList<>();
    List<Attribute> output = new ArrayList<>(child.output());
    for (Named column : columns) {
      calls.add((WindowCall) binding.bind(column.expression()));
      output.add(column.attribute());
    }
    return new WindowRows(calls, output, sorted);
  }
}
