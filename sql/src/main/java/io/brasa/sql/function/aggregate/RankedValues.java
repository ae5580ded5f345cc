package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.FloatBuilder;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Values by their rank. All are kept, as long integers in the same order, so the rank is exact
 * whatever accuracy was asked for.
 */
final class RankedValues extends RowAccumulator {
  private static final ArrayType STATE = new ArrayType(AtomicType.LONG, false);

  /** Which value stands for a share of {@code n} values in order. */
  enum Choice {
    /** The one at place {@code ceil(share * n)}, counted from 1. */
    AT_RANK,
    /** The same in descending order. */
    FROM_LAST,
    /**
     * Of doubles and intervals: between the two next to {@code share * (n - 1)} by the distance.
     */
    BETWEEN
  }

  private final double[] shares;
  private final Choice choice;
  private final DataType element;
  private final DataType type;
  private long[][] values = {};
  private int[] counts = {};
  private long bytes;

  /**
   * @param element the type of the values, held in at most 64 bits
   * @param type the same, or an array of it for several shares
   */
  RankedValues(double[] shares, Choice choice, DataType element, DataType type) {
    this.shares = shares;
    this.choice = choice;
    this.element = element;
    this.type = type;
  }

  /** Whether values of the type have ranks: they are held in at most 64 bits. */
  static boolean isFor(DataType type) {
    return type != AtomicType.BOOLEAN
        && type != AtomicType.NULL
        && switch (type.storage()) {
          case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> true;
          default -> false;
        };
  }

  @Override
  void grow(int count) {
    if (count <= counts.length) return;
    int room = Math.max(count, 2 * counts.length);
    values = Arrays.copyOf(values, room);
    counts = Arrays.copyOf(counts, room);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (!arguments[0].isNull(row)) keep(group, read(arguments[0], row));
  }

  private long read(Column column, int row) {
    return switch (element.storage()) {
      case BYTE -> column.byteAt(row);
      case SHORT -> column.shortAt(row);
      case INT -> column.intAt(row);
      case LONG -> column.longAt(row);
      case FLOAT -> ordered(column.floatAt(row));
      case DOUBLE -> ordered(column.doubleAt(row));
      default -> throw new IllegalStateException("no rank for " + element);
    };
  }

  /** The bits of a number as an integer of the same order; both zeros are one, NaN is last. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  private static double number(long ordered) {
    return Double.longBitsToDouble(ordered ^ (ordered >> 63 & Long.MAX_VALUE));
  }

  private void keep(int group, long value) {
    if (values[group] == null) {
      values[group] = new long[4];
      bytes += 32;
    }
    if (counts[group] == values[group].length) {
      bytes += 8L * counts[group];
      values[group] = Arrays.copyOf(values[group], 2 * counts[group]);
    }
    values[group][counts[group]++] = value;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(STATE);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    ArrayBuilder array = (ArrayBuilder) out.getFirst();
    for (int i = 0; i < counts[group]; i++)
      ((LongBuilder) array.elements()).append(values[group][i]);
    array.endRow();
  }

  @Override
  void merge(int group, Column[] states, int row) {
    Vector all = ((ArrayVector) states[0].flat()).elements();
    int from = states[0].start(row);
    int count = states[0].end(row) - from;
    if (all instanceof LongVector longs && count > 0) {
      reserve(group, count);
      System.arraycopy(longs.values(), from, values[group], counts[group], count);
      counts[group] += count;
      return;
    }
    Column elements = Column.of(all);
    for (int i = from; i < from + count; i++) keep(group, elements.longAt(i));
  }

  private void reserve(int group, int more) {
    long[] known = values[group];
    int wanted = Math.addExact(counts[group], more);
    if (known != null && wanted <= known.length) return;
    int room = known == null ? Math.max(4, wanted) : Math.max(wanted, 2 * known.length);
    bytes += 8L * (room - (known == null ? 0 : known.length));
    values[group] = known == null ? new long[room] : Arrays.copyOf(known, room);
  }

  @Override
  void result(int group, VectorBuilder out) {
    if (counts[group] == 0) {
      out.appendNull();
      return;
    }
    if (shares.length > 1) Arrays.sort(values[group], 0, counts[group]);
    else Ranks.arrange(values[group], counts[group], place(group, shares[0]));
    if (out instanceof ArrayBuilder array) {
      for (double share : shares) append(array.elements(), at(group, share));
      array.endRow();
    } else {
      append(out, at(group, shares[0]));
    }
  }

  /** The lowest place in order that is looked at for a share. */
  private int place(int group, double share) {
    int rank = Math.max(1, (int) Math.ceil(share * counts[group]));
    return switch (choice) {
      case AT_RANK -> rank - 1;
      case FROM_LAST -> counts[group] - rank;
      case BETWEEN -> (int) Math.floor((counts[group] - 1) * share);
    };
  }

  /** Values at the place and the one above are where they would be if all were sorted. */
  private long at(int group, double share) {
    return choice == Choice.BETWEEN
        ? held(between(group, (counts[group] - 1) * share))
        : values[group][place(group, share)];
  }

  private double between(int group, double place) {
    int lower = (int) Math.floor(place);
    int upper = (int) Math.ceil(place);
    double below = read(values[group][lower]);
    double above = read(values[group][upper]);
    return lower == upper || below == above
        ? below
        : (upper - place) * below + (place - lower) * above;
  }

  private double read(long value) {
    return element == AtomicType.DOUBLE ? number(value) : value;
  }

  /** What an interval has behind the point is cut off. */
  private long held(double value) {
    return element == AtomicType.DOUBLE ? ordered(value) : (long) value;
  }

  private static void append(VectorBuilder out, long value) {
    switch (out) {
      case ByteBuilder b -> b.append((byte) value);
      case ShortBuilder b -> b.append((short) value);
      case IntBuilder b -> b.append((int) value);
      case LongBuilder b -> b.append(value);
      case FloatBuilder b -> b.append((float) number(value));
      case DoubleBuilder b -> b.append(number(value));
      default -> throw new IllegalStateException("no rank for " + out);
    }
  }

  @Override
  DataType type() {
    return type;
  }

  @Override
  void forget() {
    values = new long[0][];
    counts = new int[0];
    bytes = 0;
  }

  @Override
  public long sizeBytes() {
    return 16L * counts.length + bytes;
  }
}
