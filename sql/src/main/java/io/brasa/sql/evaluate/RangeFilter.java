package io.brasa.sql.evaluate;

import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.kernel.Operands;
import java.util.Optional;

/**
 * Whole numbers, or what is held as such, within bounds or outside of them. Every comparison with a
 * constant is one, and two of the same value, as BETWEEN has them, are one as well.
 */
final class RangeFilter implements Filter {
  private final Expression value;
  private final Evaluator evaluator;
  private final long lowest;
  private final long highest;
  private final boolean isOutside;

  private RangeFilter(
      Expression value, Evaluator evaluator, long lowest, long highest, boolean isOutside) {
    this.value = value;
    this.evaluator = evaluator;
    this.lowest = lowest;
    this.highest = highest;
    this.isOutside = isOutside;
  }

  static RangeFilter of(Operator operator, Expression value, Evaluator evaluator, long limit) {
    long min = Long.MIN_VALUE;
    long max = Long.MAX_VALUE;
    return switch (operator) {
      case EQUAL, NULL_SAFE_EQUAL -> new RangeFilter(value, evaluator, limit, limit, false);
      case NOT_EQUAL -> new RangeFilter(value, evaluator, limit, limit, true);
      case LESS_OR_EQUAL -> new RangeFilter(value, evaluator, min, limit, false);
      case GREATER -> new RangeFilter(value, evaluator, min, limit, true);
      case GREATER_OR_EQUAL -> new RangeFilter(value, evaluator, limit, max, false);
      case LESS -> new RangeFilter(value, evaluator, limit, max, true);
    };
  }

  /** Bounds as they are within; empty bounds have the lowest above the highest. */
  private RangeFilter inside() {
    if (!isOutside) return this;
    if (lowest == Long.MIN_VALUE)
      return highest == Long.MAX_VALUE
          ? new RangeFilter(value, evaluator, 1, 0, false)
          : new RangeFilter(value, evaluator, highest + 1, Long.MAX_VALUE, false);
    if (highest == Long.MAX_VALUE)
      return new RangeFilter(value, evaluator, Long.MIN_VALUE, lowest - 1, false);
    return this;
  }

  /** One filter for two of the same value, if their bounds make one range. */
  static Optional<Filter> both(Filter left, Filter right) {
    if (!(unwrapped(left) instanceof RangeFilter a) || !(unwrapped(right) instanceof RangeFilter b))
      return Optional.empty();
    RangeFilter one = a.inside();
    RangeFilter other = b.inside();
    if (one.isOutside || other.isOutside || !a.value.equals(b.value)) return Optional.empty();
    RangeFilter merged =
        new RangeFilter(
            a.value,
            a.evaluator,
            Math.max(one.lowest, other.lowest),
            Math.min(one.highest, other.highest),
            false);
    return Optional.of(left instanceof DictionaryFilter d ? d.instead(merged) : merged);
  }

  private static Filter unwrapped(Filter filter) {
    return filter instanceof DictionaryFilter dictionary ? dictionary.leaf() : filter;
  }

  /** The same filter of another value. */
  RangeFilter on(Expression other, Evaluator otherEvaluator) {
    return new RangeFilter(other, otherEvaluator, lowest, highest, isOutside);
  }

  Expression value() {
    return value;
  }

  @Override
  public Selection select(Batch batch, Selection among) {
    Vector vector = evaluator.evaluate(batch, among);
    int count = Evaluators.count(batch.length(), among);
    int[] rows = new int[count];
    boolean[] nulls = Operands.nulls(batch.length(), vector);
    int mask = Operands.mask(vector);
    int found =
        vector.type().storage() == Storage.LONG
            ? longs(Operands.longs(vector), mask, nulls, count, among, rows)
            : ints(Operands.ints(vector), mask, nulls, count, among, rows);
    return new Selection(rows, found);
  }

  private int longs(
      long[] values, int mask, boolean[] nulls, int count, Selection among, int[] rows) {
    int found = 0;
    if (nulls == null && among == null) {
      for (int i = 0; i < count; i++) {
        long x = values[i & mask];
        rows[found] = i;
        found += (x >= lowest & x <= highest) ^ isOutside ? 1 : 0;
      }
      return found;
    }
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      long x = values[row & mask];
      rows[found] = row;
      boolean holds = (x >= lowest & x <= highest) ^ isOutside;
      found += holds & (nulls == null || !nulls[row]) ? 1 : 0;
    }
    return found;
  }

  private int ints(
      int[] values, int mask, boolean[] nulls, int count, Selection among, int[] rows) {
    int low = (int) Math.max(lowest, Integer.MIN_VALUE);
    int high = (int) Math.min(highest, Integer.MAX_VALUE);
    int found = 0;
    if (nulls == null && among == null) {
      for (int i = 0; i < count; i++) {
        int x = values[i & mask];
        rows[found] = i;
        found += (x >= low & x <= high) ^ isOutside ? 1 : 0;
      }
      return found;
    }
    for (int i = 0; i < count; i++) {
      int row = among == null ? i : among.rows()[i];
      int x = values[row & mask];
      rows[found] = row;
      boolean holds = (x >= low & x <= high) ^ isOutside;
      found += holds & (nulls == null || !nulls[row]) ? 1 : 0;
    }
    return found;
  }
}
