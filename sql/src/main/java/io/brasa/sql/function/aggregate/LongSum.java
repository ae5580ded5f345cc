package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.error.Failures;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.SummedStates;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;
import java.util.Arrays;
import java.util.List;

/** Sums of whole numbers and of intervals. */
final class LongSum implements Accumulator, SummedStates {
  private static final byte SEEN = 1;
  private static final byte LOST = 2;
  private final DataType type;
  private final boolean isNullOnOverflow;
  private long[] sums = {};
  private byte[] marks = {};

  LongSum(DataType type, boolean isNullOnOverflow) {
    this.type = type;
    this.isNullOnOverflow = isNullOnOverflow;
  }

  @Override
  public void reserve(int count) {
    if (count <= sums.length) return;
    int room = Math.max(count, 2 * sums.length);
    sums = Arrays.copyOf(sums, room);
    marks = Arrays.copyOf(marks, room);
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    long[] values = Read.longs(arguments[0]);
    int mask = Operands.mask(arguments[0]);
    boolean[] nulls = Operands.nulls(length, arguments[0]);
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls == null || !nulls[row]) add(groups == null ? 0 : groups[i], values[row & mask]);
    }
  }

  private void add(int group, long value) {
    long sum = sums[group];
    long result = sum + value;
    sums[group] = result;
    marks[group] |= SEEN;
    if (((sum ^ result) & (value ^ result)) < 0) lose(group, sum, value);
  }

  private void lose(int group, long sum, long value) {
    if (!isNullOnOverflow)
      throw Failures.overflow("sum: " + sum + " + " + value, type.sql(), "try_sum");
    marks[group] |= LOST;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.LONG, AtomicType.BYTE);
  }

  @Override
  public List<Integer> summedStates() {
    return List.of(0);
  }

  @Override
  public List<Vector> states(int from, int to) {
    return List.of(
        new LongVector(AtomicType.LONG, to - from, Arrays.copyOfRange(sums, from, to), null),
        new ByteVector(AtomicType.BYTE, to - from, Arrays.copyOfRange(marks, from, to), null));
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    Column others = Column.of(states[0]);
    Column otherMarks = Column.of(states[1]);
    for (int i = 0; i < length; i++) {
      if (otherMarks.byteAt(i) == 0) continue;
      add(groups[i], others.longAt(i));
      marks[groups[i]] |= otherMarks.byteAt(i);
    }
  }

  @Override
  public Vector results(int from, int to) {
    int length = to - from;
    boolean[] nulls = null;
    for (int i = 0; i < length; i++) {
      if (marks[from + i] == SEEN) continue;
      if (nulls == null) nulls = new boolean[length];
      nulls[i] = true;
    }
    if (type.storage() == Storage.LONG)
      return new LongVector(type, length, Arrays.copyOfRange(sums, from, to), nulls);
    int[] ints = new int[length];
    for (int i = 0; i < length; i++) {
      ints[i] = (int) sums[from + i];
      if (ints[i] != sums[from + i])
        throw Failures.overflow("sum: " + sums[from + i], type.sql(), "");
    }
    return new IntVector(type, length, ints, nulls);
  }

  @Override
  public void clear() {
    sums = new long[0];
    marks = new byte[0];
  }

  @Override
  public long sizeBytes() {
    return 9L * sums.length;
  }
}
