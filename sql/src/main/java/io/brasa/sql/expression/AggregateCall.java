package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function over the rows of a group. Stands only among the aggregates of a grouping, or in a
 * window.
 *
 * @param function its name in the registry, in lower case
 * @param filter only rows for which it holds are looked at
 * @param order of the values, where it matters
 * @param user the function itself if it is the user's and not in the registry
 */
public record AggregateCall(
    String function,
    List<Expression> arguments,
    boolean isDistinct,
    Optional<Expression> filter,
    List<SortKey> order,
    DataType type,
    boolean nullable,
    Optional<UserFunction> user)
    implements Expression {
  public AggregateCall {
    arguments = List.copyOf(arguments);
    order = List.copyOf(order);
  }

  /** Of a function in the registry. */
  public AggregateCall(
      String function,
      List<Expression> arguments,
      boolean isDistinct,
      Optional<Expression> filter,
      List<SortKey> order,
      DataType type,
      boolean nullable) {
    this(function, arguments, isDistinct, filter, order, type, nullable, Optional.empty());
  }

  /** The same of the rows for which a condition holds. */
  public AggregateCall filtered(Expression condition) {
    return new AggregateCall(
        function, arguments, isDistinct, Optional.of(condition), order, type, nullable, user);
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>(arguments);
    filter.ifPresent(children::add);
    for (SortKey key : order) children.add(key.expression());
    return children;
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    int count = arguments.size();
    Optional<Expression> newFilter = filter.map(_ -> children.get(count));
    int from = count + (filter.isPresent() ? 1 : 0);
    List<SortKey> newOrder = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) newOrder.add(order.get(i).with(children.get(from + i)));
    return new AggregateCall(
        function,
        children.subList(0, count),
        isDistinct,
        newFilter,
        newOrder,
        type,
        nullable,
        user);
  }

  // Written out: what records bring would be made anew by each process at its first query.

  @Override
  public boolean equals(Object other) {
    return other instanceof AggregateCall call
        && function.equals(call.function)
        && arguments.equals(call.arguments)
        && isDistinct == call.isDistinct
        && filter.equals(call.filter)
        && order.equals(call.order)
        && type.equals(call.type)
        && nullable == call.nullable
        && user.equals(call.user);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * function.hashCode() + arguments.hashCode()) + filter.hashCode();
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
