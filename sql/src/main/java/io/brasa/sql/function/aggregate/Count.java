package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.SummedStates;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;
import java.util.Arrays;
import java.util.List;

/** How many rows have no null among the arguments, or in which the argument is true. */
final class Count implements Accumulator, SummedStates {
  private final boolean isConditional;
  private long[] counts = {};

  Count(boolean isConditional) {
    this.isConditional = isConditional;
  }

  @Override
  public void reserve(int count) {
    if (count > counts.length) counts = Arrays.copyOf(counts, Math.max(count, 2 * counts.length));
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    int count = rows == null ? length : rows.count();
    boolean[] skipped =
        isConditional ? untrue(arguments[0], length) : Operands.nulls(length, arguments);
    if (skipped == null && groups == null) {
      counts[0] += count;
    } else if (skipped == null) {
      for (int i = 0; i < count; i++) counts[groups[i]]++;
    } else {
      for (int i = 0; i < count; i++)
        counts[groups == null ? 0 : groups[i]] +=
            skipped[rows == null ? i : rows.rows()[i]] ? 0 : 1;
    }
  }

  private static boolean[] untrue(Vector truths, int length) {
    Column column = Column.of(truths);
    boolean[] untrue = new boolean[length];
    for (int i = 0; i < length; i++) untrue[i] = column.isNull(i) || !column.truthAt(i);
    return untrue;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.LONG);
  }

  @Override
  public List<Integer> summedStates() {
    return List.of(0);
  }

  @Override
  public List<Vector> states(int from, int to) {
    return List.of(results(from, to));
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    long[] others = Operands.longs(states[0]);
    int mask = Operands.mask(states[0]);
    for (int i = 0; i < length; i++) counts[groups[i]] += others[i & mask];
  }

  @Override
  public Vector results(int from, int to) {
    return new LongVector(AtomicType.LONG, to - from, Arrays.copyOfRange(counts, from, to), null);
  }

  @Override
  public void clear() {
    counts = new long[0];
  }

  @Override
  public long sizeBytes() {
    return 8L * counts.length;
  }
}
