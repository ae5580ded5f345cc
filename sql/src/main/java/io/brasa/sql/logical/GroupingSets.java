package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Each row once for each grouping set, with nulls for the keys that are not in it: what an {@link
 * Aggregate} by all keys and the set's number groups.
 *
 * @param keys computed for each row
 * @param sets for each set the places of its keys
 * @param setId gets a number with a bit for each key, the first key's highest, set where the key is
 *     not in the set: what {@code grouping_id()} gives
 * @param setIndex gets the place of the set, so that equal sets stay apart
 */
public record GroupingSets(
    List<Named> keys,
    List<List<Integer>> sets,
    Attribute setId,
    Attribute setIndex,
    LogicalPlan child)
    implements LogicalPlan {
  public GroupingSets {
    keys = List.copyOf(keys);
    sets = List.copyOf(sets);
  }

  /** The child's columns, the keys, the numbers. */
  @Override
  public List<Attribute> output() {
    List<Attribute> output = new ArrayList<>(child.output());
    for (Named key : keys) output.add(key.attribute().asNullable());
    output.add(setId);
    output.add(setIndex);
    return output;
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new GroupingSets(keys, sets, setId, setIndex, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return Named.expressions(keys);
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return new GroupingSets(Named.with(keys, expressions), sets, setId, setIndex, child);
  }
}
