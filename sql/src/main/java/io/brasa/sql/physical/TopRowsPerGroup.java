package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import java.util.List;

/**
 * Of each group's rows at least those whose rank within a partition is low enough, in the order in
 * which they came. It may give more: it stands below what counts the ranks, to leave it less.
 *
 * @param keys equal in all rows of a group
 * @param order by which rows are ranked
 * @param count the highest rank that is wanted, from one
 */
public record TopRowsPerGroup(
    List<Expression> keys, List<SortKey> order, Ranking ranking, int count, PhysicalPlan child)
    implements PhysicalPlan {
  /** How equal rows are counted. */
  public enum Ranking {
    /** Each by itself, in the order in which they came. */
    ROW_NUMBER,
    /** Equal ones share a rank, and those behind them have the rank they would have anyway. */
    RANK,
    /** Equal ones share a rank, and those behind them have the next. */
    DENSE_RANK
  }

  public TopRowsPerGroup {
    keys = List.copyOf(keys);
    order = List.copyOf(order);
    if (count < 1) throw new IllegalArgumentException("the first " + count + " rows");
  }

  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public TopRowsPerGroup withChildren(List<PhysicalPlan> children) {
    return new TopRowsPerGroup(keys, order, ranking, count, children.getFirst());
  }

  @Override
  public String describe() {
    return "TopPerGroup " + count + " by " + ranking + " " + keys + " " + order;
  }
}
