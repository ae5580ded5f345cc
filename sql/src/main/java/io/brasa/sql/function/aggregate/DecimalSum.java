package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.WideBuilder;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.error.Failures;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.SummedStates;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * Sums and averages of decimals, exact in 128 bits. Sums of a batch of numbers of at most 15 digits
 * fit a long, so that they are added up in one before the 128 bits are touched.
 */
final class DecimalSum implements Accumulator, SummedStates {
  private static final int SHORT_DIGITS = 15;
  private static final int MAX_SHORT_ROWS = 4096;
  private final DecimalType argument;
  private final DecimalType type;
  private final boolean isAverage;
  private final boolean isNullOnOverflow;
  private final Wide scratch = new Wide();
  private long[] high = {};
  private long[] low = {};
  private long[] counts = {};
  private boolean[] isLost = {};

  DecimalSum(DecimalType argument, DecimalType type, boolean isAverage, boolean isNullOnOverflow) {
    this.argument = argument;
    this.type = type;
    this.isAverage = isAverage;
    this.isNullOnOverflow = isNullOnOverflow;
  }

  @Override
  public void reserve(int count) {
    if (count <= high.length) return;
    int room = Math.max(count, 2 * high.length);
    high = Arrays.copyOf(high, room);
    low = Arrays.copyOf(low, room);
    counts = Arrays.copyOf(counts, room);
    isLost = Arrays.copyOf(isLost, room);
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    boolean[] nulls = Operands.nulls(length, arguments[0]);
    int count = rows == null ? length : rows.count();
    if (!argument.isLong()) addWide(groups, Column.of(arguments[0]), nulls, count, rows);
    else if (groups == null) addAll(arguments[0], nulls, count, rows);
    else addLongs(groups, arguments[0], nulls, count, rows);
  }

  private void addLongs(int[] groups, Vector vector, boolean[] nulls, int count, Selection rows) {
    long[] values = Operands.longs(vector);
    int mask = Operands.mask(vector);
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row]) continue;
      int group = groups[i];
      long value = values[row & mask];
      long sum = low[group] + value;
      long carry = Long.compareUnsigned(sum, value) < 0 ? 1 : 0;
      low[group] = sum;
      high[group] += (value >> 63) + carry;
      counts[group]++;
    }
  }

  private void addAll(Vector vector, boolean[] nulls, int count, Selection rows) {
    long[] values = Operands.longs(vector);
    int mask = Operands.mask(vector);
    boolean isShort = argument.precision() <= SHORT_DIGITS;
    scratch.set(high[0], low[0]);
    for (int from = 0; from < count; from += MAX_SHORT_ROWS) {
      int to = Math.min(count, from + MAX_SHORT_ROWS);
      long sum = 0;
      int seen = 0;
      for (int i = from; i < to; i++) {
        int row = rows == null ? i : rows.rows()[i];
        if (nulls != null && nulls[row]) continue;
        seen++;
        if (isShort) sum += values[row & mask];
        else scratch.add(values[row & mask]);
      }
      scratch.add(sum);
      counts[0] += seen;
    }
    high[0] = scratch.high;
    low[0] = scratch.low;
  }

  private void addWide(int[] groups, Column column, boolean[] nulls, int count, Selection rows) {
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row]) continue;
      add(groups == null ? 0 : groups[i], column.highAt(row), column.lowAt(row), 1);
    }
  }

  private void add(int group, long upper, long lower, long count) {
    scratch.set(high[group], low[group]);
    if (!scratch.add(upper, lower)) lose(group);
    high[group] = scratch.high;
    low[group] = scratch.low;
    counts[group] += count;
  }

  private void lose(int group) {
    if (!isNullOnOverflow)
      throw Failures.overflow("sum", type.sql(), isAverage ? "try_avg" : "try_sum");
    isLost[group] = true;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(
        new DecimalType(DecimalType.MAX_PRECISION, argument.scale()),
        AtomicType.LONG,
        AtomicType.BOOLEAN);
  }

  @Override
  public List<Integer> summedStates() {
    return List.of(0, 1);
  }

  @Override
  public List<Vector> states(int from, int to) {
    int length = to - from;
    byte[] lost = new byte[length];
    for (int i = 0; i < length; i++) lost[i] = (byte) (isLost[from + i] ? 1 : 0);
    return List.of(
        new WideVector(
            stateTypes().getFirst(),
            length,
            Arrays.copyOfRange(high, from, to),
            Arrays.copyOfRange(low, from, to),
            null),
        new LongVector(AtomicType.LONG, length, Arrays.copyOfRange(counts, from, to), null),
        new ByteVector(AtomicType.BOOLEAN, length, lost, null));
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    Column sums = Column.of(states[0]);
    Column otherCounts = Column.of(states[1]);
    Column lost = Column.of(states[2]);
    for (int i = 0; i < length; i++) {
      add(groups[i], sums.highAt(i), sums.lowAt(i), otherCounts.longAt(i));
      isLost[groups[i]] |= lost.truthAt(i);
    }
  }

  @Override
  public Vector results(int from, int to) {
    VectorBuilder builder = VectorBuilder.of(type, to - from);
    Wide result = new Wide();
    for (int group = from; group < to; group++) {
      boolean isThere = counts[group] > 0 && !isLost[group];
      if (isThere) {
        result.set(high[group], low[group]);
        boolean isRoom =
            (!isAverage || divide(result, counts[group])) && result.fits(type.precision());
        if (!isRoom) lose(group);
        isThere = isRoom;
      }
      if (!isThere) builder.appendNull();
      else if (builder instanceof WideBuilder wide) wide.append(result.high, result.low);
      else ((LongBuilder) builder).append(result.low);
    }
    return builder.build();
  }

  private boolean divide(Wide sum, long count) {
    int up = type.scale() - argument.scale();
    scratch.set(sum);
    if (up >= 0 && scratch.multiplyPower(up)) {
      scratch.divideHalfUp(count);
      sum.set(scratch);
      return true;
    }
    BigInteger average =
        new BigDecimal(sum.toBigInteger(), argument.scale())
            .divide(BigDecimal.valueOf(count), type.scale(), RoundingMode.HALF_UP)
            .unscaledValue();
    return sum.set(average);
  }

  @Override
  public void clear() {
    high = new long[0];
    low = new long[0];
    counts = new long[0];
    isLost = new boolean[0];
  }

  @Override
  public long sizeBytes() {
    return 25L * high.length;
  }
}
