package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A function over the rows around a row.
 *
 * @param function an {@link AggregateCall}, or a {@link Call} of a function that only windows have:
 *     {@code rank}, {@code lag}
 * @param ignoreNulls whether rows whose argument is null are passed over
 */
public record WindowCall(
    Expression function,
    List<Expression> partitions,
    List<SortKey> order,
    Frame frame,
    boolean ignoreNulls)
    implements Expression {
  /** The rows seen from a row. */
  public record Frame(Unit unit, Bound start, Bound end) implements Serializable {
    public static final Frame WHOLE = new Frame(Unit.ROWS, Bound.FIRST, Bound.LAST);
    public static final Frame UP_TO_PEERS = new Frame(Unit.RANGE, Bound.FIRST, Bound.CURRENT);
  }

  /** What offsets count: rows, differences of the sorting key, or groups of equal keys. */
  public enum Unit {
    ROWS,
    RANGE,
    GROUPS
  }

  /** An end of a frame. */
  public sealed interface Bound extends Serializable {
    Bound FIRST = new First();
    Bound CURRENT = new Current();
    Bound LAST = new Last();

    record First() implements Bound {}

    record Current() implements Bound {}

    record Last() implements Bound {}

    /**
     * So far behind the current row, or before it when negative.
     *
     * @param distance a literal: a count of rows or groups, or a difference of the key's type
     */
    record Offset(Literal distance, boolean isPreceding) implements Bound {}
  }

  public WindowCall {
    partitions = List.copyOf(partitions);
    order = List.copyOf(order);
  }

  @Override
  public DataType type() {
    return function.type();
  }

  @Override
  public boolean nullable() {
    return function.nullable();
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>();
    children.add(function);
    children.addAll(partitions);
    for (SortKey key : order) children.add(key.expression());
    return children;
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    int keys = 1 + partitions.size();
    List<SortKey> newOrder = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) newOrder.add(order.get(i).with(children.get(keys + i)));
    return new WindowCall(
        children.getFirst(), children.subList(1, keys), newOrder, frame, ignoreNulls);
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
