package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.ConstantVector;
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
import io.brasa.sql.kernel.Truths;
import io.brasa.sql.kernel.Whole;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * Sums and averages of decimals, exact in 128 bits. Sums are kept in 64 bits until one would leave
 * them, which hardly ever happens; as long as bounds of what was added say that none can, nothing
 * is checked.
 */
final class DecimalSum implements Accumulator, SummedStates {
  private static final long MAX_SUM = 1L << 62;

  private final DecimalType argument;
  private final DecimalType type;
  private final boolean isAverage;
  private final boolean isNullOnOverflow;
  private final Wide scratch = new Wide();

  /** Whose sums these are: of another that is given the same rows, or its own. */
  private DecimalSum source = this;

  private boolean isCounting;
  private long[] low = {};

  /** The upper halves; null as long as the lower ones say it all. */
  private long[] high;

  /** How many values each group has; if nobody asks, one for those that have any. */
  private long[] counts = {};

  /** Groups whose sum is lost; null as long as there is none. */
  private boolean[] isLost;

  /** What the magnitude of any sum may have gained so far, at most. */
  private long gained;

  DecimalSum(DecimalType argument, DecimalType type, boolean isAverage, boolean isNullOnOverflow) {
    this.argument = argument;
    this.type = type;
    this.isAverage = isAverage;
    this.isNullOnOverflow = isNullOnOverflow;
    this.isCounting = isAverage;
  }

  @Override
  public boolean follow(Accumulator other) {
    if (!(other instanceof DecimalSum sum)
        || !sum.argument.equals(argument)
        || sum.isNullOnOverflow != isNullOnOverflow) return false;
    source = sum.source;
    source.isCounting |= isCounting;
    return true;
  }

  @Override
  public void reserve(int count) {
    if (count <= low.length) return;
    int room = Math.max(count, 2 * low.length);
    low = Arrays.copyOf(low, room);
    if (high != null) high = Arrays.copyOf(high, room);
    counts = Arrays.copyOf(counts, room);
    if (isLost != null) isLost = Arrays.copyOf(isLost, room);
  }

  // ---- taking in

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    boolean[] nulls = Operands.nulls(length, arguments[0]);
    int count = rows == null ? length : rows.count();
    int[] selected = rows == null ? null : rows.rows();
    int bits = Whole.bits(arguments[0]);
    if (high != null || bits > 63) {
      addWide(groups, Column.of(arguments[0]), nulls, count, selected);
      return;
    }
    int[] ids = Whole.ids(arguments[0]);
    if (ids != null && groups != null && nulls == null && rows == null && mayGain(bits, count)) {
      addEntries(groups, Whole.entries(arguments[0]), ids, count);
      return;
    }
    long[] values = Whole.values(arguments[0]);
    int mask = Operands.mask(arguments[0]);
    if (!mayGain(bits, count)) addChecked(groups, values, mask, nulls, count, selected);
    else if (groups == null) addAll(values, mask, nulls, count, selected);
    else addToGroups(groups, values, mask, nulls, count, selected);
  }

  /** Whether no sum can leave 64 bits by so many values; they are taken as added. */
  private boolean mayGain(int bits, int count) {
    if (bits > 62 || count > MAX_SUM - gained >> bits) return false;
    gained += (long) count << bits;
    return true;
  }

  private void addToGroups(
      int[] groups, long[] values, int mask, boolean[] nulls, int count, int[] rows) {
    long[] sums = low;
    if (nulls == null && rows == null && mask != 0) {
      for (int i = 0; i < count; i++) sums[groups[i]] += values[i];
    } else {
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows[i];
        if (nulls == null || !nulls[row]) sums[groups[i]] += values[row & mask];
      }
    }
    countAll(groups, nulls, count, rows);
  }

  private void addEntries(int[] groups, long[] entries, int[] ids, int count) {
    long[] sums = low;
    for (int i = 0; i < count; i++) sums[groups[i]] += entries[ids[i]];
    countAll(groups, null, count, null);
  }

  private void countAll(int[] groups, boolean[] nulls, int count, int[] rows) {
    long[] seen = counts;
    if (nulls != null) {
      for (int i = 0; i < count; i++) {
        if (!nulls[rows == null ? i : rows[i]]) seen[groups[i]]++;
      }
    } else if (isCounting) {
      for (int i = 0; i < count; i++) seen[groups[i]]++;
    } else {
      for (int i = 0; i < count; i++) seen[groups[i]] = 1;
    }
  }

  private void addAll(long[] values, int mask, boolean[] nulls, int count, int[] rows) {
    long sum = 0;
    int seen = 0;
    if (nulls == null && rows == null && mask != 0) {
      for (int i = 0; i < count; i++) sum += values[i];
      seen = count;
    } else {
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows[i];
        if (nulls != null && nulls[row]) continue;
        seen++;
        sum += values[row & mask];
      }
    }
    low[0] += sum;
    counts[0] += seen;
  }

  private void addChecked(
      int[] groups, long[] values, int mask, boolean[] nulls, int count, int[] rows) {
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      if (nulls != null && nulls[row]) continue;
      long value = values[row & mask];
      add(groups == null ? 0 : groups[i], value >> 63, value, 1);
    }
  }

  private void addWide(int[] groups, Column column, boolean[] nulls, int count, int[] rows) {
    boolean isWide = !argument.isLong();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      if (nulls != null && nulls[row]) continue;
      long lower = isWide ? column.lowAt(row) : column.longAt(row);
      add(groups == null ? 0 : groups[i], isWide ? column.highAt(row) : lower >> 63, lower, 1);
    }
  }

  private void add(int group, long upper, long lower, long count) {
    counts[group] += count;
    if (high == null) {
      long before = low[group];
      long sum = before + lower;
      if (upper == lower >> 63 && ((before ^ sum) & (lower ^ sum)) >= 0) {
        low[group] = sum;
        return;
      }
      high = new long[low.length];
      for (int i = 0; i < high.length; i++) high[i] = low[i] >> 63;
    }
    scratch.set(high[group], low[group]);
    if (!scratch.add(upper, lower)) lose(group);
    high[group] = scratch.high;
    low[group] = scratch.low;
  }

  private void lose(int group) {
    if (!isNullOnOverflow)
      throw Failures.overflow("sum", type.sql(), isAverage ? "try_avg" : "try_sum");
    if (isLost == null) isLost = new boolean[low.length];
    isLost[group] = true;
  }

  // ---- states

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
    return source.ownStates(from, to);
  }

  private List<Vector> ownStates(int from, int to) {
    int length = to - from;
    long[] upper = high == null ? null : Arrays.copyOfRange(high, from, to);
    return List.of(
        new WideVector(
            stateTypes().getFirst(), length, upper, Arrays.copyOfRange(low, from, to), null),
        new LongVector(AtomicType.LONG, length, Arrays.copyOfRange(counts, from, to), null),
        lost(from, to));
  }

  private Vector lost(int from, int to) {
    if (isLost == null) return Truths.constant(false, to - from);
    byte[] lost = new byte[to - from];
    for (int i = 0; i < lost.length; i++) lost[i] = (byte) (isLost[from + i] ? 1 : 0);
    return Truths.of(lost.length, lost, null);
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    int bits = Whole.bits(states[0]);
    Column otherCounts = Column.of(states[1]);
    if (high == null && bits <= 63 && mayGain(bits, length)) {
      long[] values = Whole.values(states[0]);
      int mask = Operands.mask(states[0]);
      for (int i = 0; i < length; i++) {
        low[groups[i]] += values[i & mask];
        counts[groups[i]] += otherCounts.longAt(i);
      }
    } else {
      Column sums = Column.of(states[0]);
      for (int i = 0; i < length; i++)
        add(groups[i], sums.highAt(i), sums.lowAt(i), otherCounts.longAt(i));
    }
    mergeLost(groups, states[2], length);
  }

  private void mergeLost(int[] groups, Vector states, int length) {
    Column lost = Column.of(states);
    if (states instanceof ConstantVector && !lost.truthAt(0)) return;
    for (int i = 0; i < length; i++) {
      if (!lost.truthAt(i)) continue;
      if (isLost == null) isLost = new boolean[low.length];
      isLost[groups[i]] = true;
    }
  }

  // ---- results

  @Override
  public Vector results(int from, int to) {
    VectorBuilder builder = VectorBuilder.of(type, to - from);
    Wide result = new Wide();
    for (int group = from; group < to; group++) {
      boolean isThere = source.read(group, result);
      if (isThere) {
        boolean isRoom =
            (!isAverage || divide(result, source.counts[group])) && result.fits(type.precision());
        if (!isRoom) lose(group);
        isThere = isRoom;
      }
      if (!isThere) builder.appendNull();
      else if (builder instanceof WideBuilder wide) wide.append(result.high, result.low);
      else ((LongBuilder) builder).append(result.low);
    }
    return builder.build();
  }

  /** The sum of a group; false if it has none. */
  private boolean read(int group, Wide sum) {
    if (counts[group] == 0 || isLost != null && isLost[group]) return false;
    if (high == null) sum.set(low[group]);
    else sum.set(high[group], low[group]);
    return true;
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
    low = new long[0];
    high = null;
    counts = new long[0];
    isLost = null;
    gained = 0;
  }

  @Override
  public long sizeBytes() {
    return (high == null ? 16L : 24L) * low.length + (isLost == null ? 0 : isLost.length);
  }
}
