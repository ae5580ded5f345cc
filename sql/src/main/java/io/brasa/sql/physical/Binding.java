package io.brasa.sql.physical;

import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Attributes as places in the batches of what makes them. */
final class Binding {
  private final List<Attribute> columns;
  private final Map<Long, Integer> places = new HashMap<>();

  Binding(List<Attribute> columns) {
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) places.putIfAbsent(columns.get(i).id(), i);
  }

  boolean has(Attribute attribute) {
    return places.containsKey(attribute.id());
  }

  /** Whether all that an expression uses is here. */
  boolean hasAll(Expression expression) {
    if (expression instanceof Attribute attribute) return has(attribute);
    for (Expression child : expression.children()) if (!hasAll(child)) return false;
    return true;
  }

  Expression bind(Expression expression) {
    return expression.transformUp(
        node -> node instanceof Attribute attribute ? input(attribute) : node);
  }

  private Input input(Attribute attribute) {
    Integer place = places.get(attribute.id());
    Check.that(place != null, "columns are made below their use", attribute + " of " + columns);
    return input(columns, place);
  }

  List<Expression> bind(List<? extends Expression> expressions) {
    List<Expression> bound = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) bound.add(bind(expression));
    return bound;
  }

  List<SortKey> bindKeys(List<SortKey> keys) {
    List<SortKey> bound = new ArrayList<>(keys.size());
    for (SortKey key : keys) bound.add(key.with(bind(key.expression())));
    return bound;
  }

  /** A column by its place. */
  static Input input(List<Attribute> columns, int place) {
    Attribute column = columns.get(place);
    return new Input(place, column.type(), column.nullable());
  }

  /** Some neighbouring columns by their places. */
  static List<Expression> inputs(List<Attribute> columns, int from, int to) {
    List<Expression> inputs = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) inputs.add(input(columns, i));
    return inputs;
  }
}
