package io.brasa.sql.physical;

import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * States of groups by several sets of keys: what a partial {@link AggregateRows} would give of an
 * {@link ExpandRows} that repeats each row for each set. Rows are grouped once, by the set that
 * holds all others; each other set groups the states of the groups of a larger one. It may give
 * several rows for a group.
 *
 * @param keys of the first set, computed of the child's rows; those of other sets are among them
 * @param sets the first holds all others; each comes after the one that it is made of
 * @param steps what is added up of the child's rows
 * @param output the keys, null where they are not in the set; the numbers of the set; the states
 */
public record RollUpRows(
    List<Expression> keys,
    List<KeySet> sets,
    List<AggregateStep> steps,
    List<Attribute> output,
    PhysicalPlan child)
    implements PhysicalPlan {
  public RollUpRows {
    keys = List.copyOf(keys);
    sets = List.copyOf(sets);
    steps = List.copyOf(steps);
    output = List.copyOf(output);
    Check.that(
        sets.getFirst().keys().cardinality() == keys.size(), "the first set has all keys", sets);
  }

  /**
   * @param keys the places of its keys
   * @param numbers columns that tell it from others, behind the keys
   * @param source the place of the set whose groups it is made of; negative of rows
   */
  public record KeySet(BitSet keys, List<Literal> numbers, int source) implements Serializable {
    public KeySet {
      keys = (BitSet) keys.clone();
      numbers = List.copyOf(numbers);
    }

    @Override
    public BitSet keys() {
      return (BitSet) keys.clone();
    }
  }

  /** How many columns stand before the states. */
  public int groupColumnCount() {
    return keys.size() + sets.getFirst().numbers().size();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public RollUpRows withChildren(List<PhysicalPlan> children) {
    return new RollUpRows(keys, sets, steps, output, children.getFirst());
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("RollUp ").append(keys);
    for (KeySet set : sets) {
      if (set.source < 0) continue;
      text.append(' ').append(set.keys).append(" of ").append(sets.get(set.source).keys);
    }
    return text.append(' ').append(steps).toString();
  }
}
