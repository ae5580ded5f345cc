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

/**
 * Sums of whole numbers and of intervals. Each group's sum and marks lie side by side. As long as
 * bounds of what was added say that no sum can leave 64 bits, nothing is checked.
 */
final class LongSum implements Accumulator, SummedStates {
  private static final long SEEN = 1;
  private static final long LOST = 2;
  private static final long MAX_SUM = 1L << 62;
  private final DataType type;
  private final boolean isNullOnOverflow;

  /** For each group the sum, and what is known of it. */
  private long[] cells = {};

  /** What the magnitude of any sum may have gained so far, at most. */
  private long gained;

  LongSum(DataType type, boolean isNullOnOverflow) {
    this.type = type;
    this.isNullOnOverflow = isNullOnOverflow;
  }

  @Override
  public void reserve(int count) {
    if (2L * count > cells.length)
      cells = Arrays.copyOf(cells, 2 * Math.max(count, cells.length));
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    Vector argument = arguments[0];
    boolean isPlain = rows == null && argument instanceof IntVector && !argument.mayHaveNulls();
    if (isPlain && mayGain(length)) {
      int[] values = ((IntVector) argument).values();
      if (groups == null) addAll(values, length);
      else addInts(groups, values, length);
      return;
    }
    gained = MAX_SUM;
    long[] values = Read.longs(argument);
    int mask = Operands.mask(argument);
    boolean[] nulls = Operands.nulls(length, argument);
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls == null || !nulls[row]) add(groups == null ? 0 : groups[i], values[row & mask]);
    }
  }

  /** Whether no sum can leave 64 bits by so many ints; they are taken as added. */
  private boolean mayGain(int count) {
    if (count > MAX_SUM - gained >> 31) return false;
    gained += (long) count << 31;
    return true;
  }

  private void addInts(int[] groups, int[] values, int count) {
    long[] to = cells;
    for (int i = 0; i < count; i++) {
      int at = 2 * groups[i];
      to[at] += values[i];
      to[at + 1] |= SEEN;
    }
  }

  private void addAll(int[] values, int count) {
    if (count == 0) return;
    long sum = 0;
    for (int i = 0; i < count; i++) sum += values[i];
    cells[0] += sum;
    cells[1] |= SEEN;
  }

  private void add(int group, long value) {
    int at = 2 * group;
    long sum = cells[at];
    long result = sum + value;
    cells[at] = result;
    cells[at + 1] |= SEEN;
    if (((sum ^ result) & (value ^ result)) < 0) lose(group, sum, value);
  }

  private void lose(int group, long sum, long value) {
    if (!isNullOnOverflow)
      throw Failures.overflow("sum: " + sum + " + " + value, type.sql(), "try_sum");
    cells[2 * group + 1] |= LOST;
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
    int length = to - from;
    byte[] marks = new byte[length];
    for (int i = 0; i < length; i++) marks[i] = (byte) cells[2 * (from + i) + 1];
    return List.of(
        new LongVector(AtomicType.LONG, length, sums(from, to), null),
        new ByteVector(AtomicType.BYTE, length, marks, null));
  }

  private long[] sums(int from, int to) {
    long[] sums = new long[to - from];
    for (int i = 0; i < sums.length; i++) sums[i] = cells[2 * (from + i)];
    return sums;
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    gained = MAX_SUM;
    long[] others = Operands.longs(states[0]);
    int mask = Operands.mask(states[0]);
    Column marks = Column.of(states[1]);
    for (int i = 0; i < length; i++) {
      byte mark = marks.byteAt(i);
      if (mark == 0) continue;
      add(groups[i], others[i & mask]);
      cells[2 * groups[i] + 1] |= mark;
    }
  }

  @Override
  public Vector results(int from, int to) {
    int length = to - from;
    boolean[] nulls = null;
    for (int i = 0; i < length; i++) {
      if (cells[2 * (from + i) + 1] == SEEN) continue;
      if (nulls == null) nulls = new boolean[length];
      nulls[i] = true;
    }
    long[] sums = sums(from, to);
    if (type.storage() == Storage.LONG) return new LongVector(type, length, sums, nulls);
    int[] ints = new int[length];
    for (int i = 0; i < length; i++) {
      ints[i] = (int) sums[i];
      if (ints[i] != sums[i]) throw Failures.overflow("sum: " + sums[i], type.sql(), "");
    }
    return new IntVector(type, length, ints, nulls);
  }

  @Override
  public void clear() {
    cells = new long[0];
    gained = 0;
  }

  @Override
  public long sizeBytes() {
    return 8L * cells.length;
  }
}
