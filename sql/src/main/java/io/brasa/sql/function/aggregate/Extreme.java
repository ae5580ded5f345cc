package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.kernel.Operands;
import java.util.Arrays;
import java.util.List;

/** The least or greatest of what is held in bytes to longs, floats or doubles. */
final class Extreme implements Accumulator {
  private final DataType type;
  private final boolean isMax;
  private final boolean isFractional;

  /**
   * What is beaten by every number of up to 32 bits, and stands for none: so these need no marks.
   */
  private final long none;

  /** The values; doubles by their bits. */
  private long[] best = {};

  /** Whether there is a value; null for numbers of up to 32 bits. */
  private boolean[] isSeen;

  Extreme(DataType type, boolean isMax) {
    this.type = type;
    this.isMax = isMax;
    this.isFractional = type.storage() == Storage.FLOAT || type.storage() == Storage.DOUBLE;
    this.none = isMax ? Long.MIN_VALUE : Long.MAX_VALUE;
    this.isSeen = isFractional || type.storage() == Storage.LONG ? new boolean[0] : null;
  }

  @Override
  public void reserve(int count) {
    if (count <= best.length) return;
    int from = best.length;
    int room = Math.max(count, 2 * from);
    best = Arrays.copyOf(best, room);
    if (isSeen == null) Arrays.fill(best, from, room, none);
    else isSeen = Arrays.copyOf(isSeen, room);
  }

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    Vector argument = arguments[0];
    boolean[] nulls = Operands.nulls(length, argument);
    int count = rows == null ? length : rows.count();
    int mask = Operands.mask(argument);
    if (isSeen == null) addInts(groups, argument, nulls, count, rows);
    else if (isFractional) addDoubles(groups, Operands.doubles(argument), mask, nulls, count, rows);
    else addLongs(groups, Operands.longs(argument), mask, nulls, count, rows);
  }

  private void addInts(int[] groups, Vector argument, boolean[] nulls, int count, Selection rows) {
    int[] values = Operands.ints(argument);
    int mask = Operands.mask(argument);
    long[] to = best;
    if (groups == null || rows != null || nulls != null || mask == 0) {
      for (int i = 0; i < count; i++) {
        int row = rows == null ? i : rows.rows()[i];
        if (nulls != null && nulls[row]) continue;
        int group = groups == null ? 0 : groups[i];
        long value = values[row & mask];
        to[group] = isMax ? Math.max(to[group], value) : Math.min(to[group], value);
      }
    } else if (isMax) {
      for (int i = 0; i < count; i++) to[groups[i]] = Math.max(to[groups[i]], values[i]);
    } else {
      for (int i = 0; i < count; i++) to[groups[i]] = Math.min(to[groups[i]], values[i]);
    }
  }

  private void addLongs(
      int[] groups, long[] values, int mask, boolean[] nulls, int count, Selection rows) {
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row]) continue;
      int group = groups == null ? 0 : groups[i];
      long value = values[row & mask];
      long known = best[group];
      if (isSeen[group] && (isMax ? value <= known : value >= known)) continue;
      best[group] = value;
      isSeen[group] = true;
    }
  }

  private void addDoubles(
      int[] groups, double[] values, int mask, boolean[] nulls, int count, Selection rows) {
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row]) continue;
      int group = groups == null ? 0 : groups[i];
      double value = values[row & mask];
      int order =
          isSeen[group] ? VectorOrder.compare(value, Double.longBitsToDouble(best[group])) : 0;
      if (isSeen[group] && (isMax ? order <= 0 : order >= 0)) continue;
      best[group] = Double.doubleToRawLongBits(value);
      isSeen[group] = true;
    }
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(type);
  }

  @Override
  public List<Vector> states(int from, int to) {
    return List.of(results(from, to));
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    add(groups, states, length, null);
  }

  @Override
  public Vector results(int from, int to) {
    int length = to - from;
    boolean[] nulls = null;
    for (int i = 0; i < length; i++) {
      if (isSeen == null ? best[from + i] != none : isSeen[from + i]) continue;
      if (nulls == null) nulls = new boolean[length];
      nulls[i] = true;
    }
    return switch (type.storage()) {
      case BYTE -> {
        byte[] values = new byte[length];
        for (int i = 0; i < length; i++) values[i] = (byte) best[from + i];
        yield new ByteVector(type, length, values, nulls);
      }
      case SHORT -> {
        short[] values = new short[length];
        for (int i = 0; i < length; i++) values[i] = (short) best[from + i];
        yield new ShortVector(type, length, values, nulls);
      }
      case INT -> {
        int[] values = new int[length];
        for (int i = 0; i < length; i++) values[i] = (int) best[from + i];
        yield new IntVector(type, length, values, nulls);
      }
      case LONG -> new LongVector(type, length, Arrays.copyOfRange(best, from, to), nulls);
      case FLOAT -> {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
          values[i] = (float) Double.longBitsToDouble(best[from + i]);
        yield new FloatVector(type, length, values, nulls);
      }
      default -> {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) values[i] = Double.longBitsToDouble(best[from + i]);
        yield new DoubleVector(type, length, values, nulls);
      }
    };
  }

  @Override
  public void clear() {
    best = new long[0];
    if (isSeen != null) isSeen = new boolean[0];
  }

  @Override
  public long sizeBytes() {
    return (isSeen == null ? 8L : 9L) * best.length;
  }

  /** Whether values of a type are kept here; others by {@link Kept}. */
  static boolean isFor(DataType type) {
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> type != AtomicType.NULL;
      case WIDE, BYTES, ARRAY, MAP, STRUCT -> false;
    };
  }
}
