package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinHints;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans what is wanted in groups and in order, where it is joined by trying all pairs with rows of
 * which there are no two alike and whose columns are among those that it is grouped by. That is
 * what becomes of a window in a sub-query that is correlated by an inequality: the rows that the
 * sub-query reads, once for each of the values around it. Their pairs may be many times as many as
 * both together; so not they are sorted, but once the rows that are read, and the join goes along
 * all of them for one value after the other.
 */
record LoopedRows(PhysicalPlanner planner) {
  /** What each task holds, or reads from a file for each of the values. */
  private static final double MAX_BYTES = 32 << 20;

  /**
   * The plan with the rows of equal keys side by side in one partition, and each of these in order;
   * empty if it is no such plan.
   */
  Optional<PhysicalPlan> plan(LogicalPlan plan, List<Expression> keys, List<SortKey> order) {
    return switch (plan) {
      case Filter filter ->
          plan(filter.child(), keys, order)
              .map(
                  child ->
                      new FilterRows(new Binding(child.output()).bind(filter.condition()), child));
      case Project project when passesOn(project, keys, order) ->
          plan(project.child(), keys, order)
              .map(
                  child ->
                      new ProjectRows(
                          new Binding(child.output()).bind(project.expressions()),
                          project.output(),
                          child));
      case Join join when isOfPairs(join) -> {
        Optional<PhysicalPlan> ofLeft = looped(join, join.left(), join.right(), keys, order);
        yield ofLeft.isPresent() ? ofLeft : looped(join, join.right(), join.left(), keys, order);
      }
      default -> Optional.empty();
    };
  }

  private static boolean isOfPairs(Join join) {
    return join.type() == JoinType.INNER
        && join.hints().equals(JoinHints.NONE)
        && JoinCondition.of(join.condition(), join.left().output(), join.right().output())
            .left()
            .isEmpty();
  }

  /** Whether all that keys and order use is a column of the child. */
  private static boolean passesOn(Project project, List<Expression> keys, List<SortKey> order) {
    Set<Attribute> passed = new HashSet<>();
    for (Named column : project.columns()) if (column.isPassedOn()) passed.add(column.attribute());
    return keys.stream().allMatch(key -> isOf(key, passed))
        && order.stream().allMatch(key -> isOf(key.expression(), passed));
  }

  private static boolean isOf(Expression expression, Set<Attribute> columns) {
    if (expression instanceof Attribute attribute) return columns.contains(attribute);
    return expression.children().stream().allMatch(child -> isOf(child, columns));
  }

  /**
   * @param values of which there are no two alike
   */
  private Optional<PhysicalPlan> looped(
      Join join, LogicalPlan values, LogicalPlan rows, List<Expression> keys, List<SortKey> order) {
    if (!(values instanceof Aggregate distinct) || !distinct.aggregates().isEmpty())
      return Optional.empty();
    Set<Attribute> known = Set.copyOf(values.output());
    Set<Attribute> columns = Set.copyOf(rows.output());
    if (!keys.containsAll(known)) return Optional.empty();
    List<SortKey> wanted = new ArrayList<>();
    for (Expression key : keys) if (!isOf(key, known)) wanted.add(SortKey.ascending(key));
    for (SortKey key : order) if (!isOf(key.expression(), known)) wanted.add(key);
    if (!wanted.stream().allMatch(key -> isOf(key.expression(), columns))) return Optional.empty();
    // What is not known to be small is rather read once, in pieces.
    if (!(planner.sizes().bytes(rows) <= MAX_BYTES)) return Optional.empty();
    PhysicalPlan read = planner.plan(rows);
    List<SortKey> bound = new Binding(read.output()).bindKeys(wanted);
    PhysicalPlan sorted = PhysicalPlanner.sorted(bound, PhysicalPlanner.single(read));
    PhysicalPlan all = new Exchange(new Partitioning.Broadcast(), true, sorted);
    PhysicalPlan each = planner.plan(values);
    int targets = planner.settings().targets(Double.NaN);
    if (targets > 1) each = new Exchange(new Partitioning.InTurn(targets), true, each);
    List<Attribute> output = new ArrayList<>(each.output());
    output.addAll(all.output());
    PhysicalPlan joined =
        new LoopJoin(
            each,
            all,
            JoinKind.INNER,
            join.condition().map(new Binding(output)::bind),
            output,
            true);
    if (output.equals(join.output())) return Optional.of(joined);
    return Optional.of(
        new ProjectRows(new Binding(output).bind(join.output()), join.output(), joined));
  }
}
