package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** Exact percentiles of doubles, between two values by their distance; all values are kept. */
final class Percentiles extends RowAccumulator {
  private static final ArrayType STATE = new ArrayType(AtomicType.DOUBLE, false);
  private final double[] shares;
  private final DataType type;
  private double[][] values = {};
  private int[] counts = {};
  private long bytes;

  /**
   * @param type double, or an array of it for several shares
   */
  Percentiles(double[] shares, DataType type) {
    this.shares = shares;
    this.type = type;
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
    if (!arguments[0].isNull(row)) keep(group, arguments[0].doubleAt(row));
  }

  private void keep(int group, double value) {
    if (values[group] == null) values[group] = new double[4];
    if (counts[group] == values[group].length) {
      bytes += 8L * counts[group];
      values[group] = Arrays.copyOf(values[group], 2 * counts[group]);
    }
    values[group][counts[group]++] = value;
  }

  private void reserve(int group, int more) {
    double[] known = values[group];
    int wanted = Math.addExact(counts[group], more);
    if (known != null && wanted <= known.length) return;
    int room = known == null ? Math.max(4, wanted) : Math.max(wanted, 2 * known.length);
    bytes += 8L * (room - (known == null ? 4 : known.length));
    values[group] = known == null ? new double[room] : Arrays.copyOf(known, room);
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(STATE);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    ArrayBuilder array = (ArrayBuilder) out.getFirst();
    for (int i = 0; i < counts[group]; i++)
      ((DoubleBuilder) array.elements()).append(values[group][i]);
    array.endRow();
  }

  @Override
  void merge(int group, Column[] states, int row) {
    Vector all = ((ArrayVector) states[0].flat()).elements();
    int from = states[0].start(row);
    int count = states[0].end(row) - from;
    if (all instanceof DoubleVector doubles && count > 0) {
      reserve(group, count);
      System.arraycopy(doubles.values(), from, values[group], counts[group], count);
      counts[group] += count;
      return;
    }
    Column elements = Column.of(all);
    for (int i = states[0].start(row); i < states[0].end(row); i++)
      keep(group, elements.doubleAt(i));
  }

  @Override
  void result(int group, VectorBuilder out) {
    if (counts[group] == 0) {
      out.appendNull();
      return;
    }
    if (shares.length > 1) Arrays.sort(values[group], 0, counts[group]);
    else Ranks.arrange(values[group], counts[group], lower(group, shares[0]));
    if (out instanceof ArrayBuilder array) {
      for (double share : shares) ((DoubleBuilder) array.elements()).append(at(group, share));
      array.endRow();
    } else {
      ((DoubleBuilder) out).append(at(group, shares[0]));
    }
  }

  private int lower(int group, double share) {
    return (int) Math.floor((counts[group] - 1) * share);
  }

  /** Values up to the one above the place are where they would be if all were sorted. */
  private double at(int group, double share) {
    double place = (counts[group] - 1) * share;
    int lower = lower(group, share);
    int upper = (int) Math.ceil(place);
    double below = values[group][lower];
    double above = values[group][upper];
    return lower == upper || below == above
        ? below
        : (upper - place) * below + (place - lower) * above;
  }

  @Override
  DataType type() {
    return type;
  }

  @Override
  void forget() {
    values = new double[0][];
    counts = new int[0];
    bytes = 0;
  }

  @Override
  public long sizeBytes() {
    return 60L * counts.length + bytes;
  }
}
