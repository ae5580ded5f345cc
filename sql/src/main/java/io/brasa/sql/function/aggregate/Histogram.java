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
import io.brasa.columnar.vector.ShortBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Histograms of so many bins, found in one pass: each value is a bin of its own, and while there
 * are too many the two that lie closest become one at their mean. Of several pairs that are equally
 * close the first is taken. Source: Ben-Haim and Tom-Tov, A Streaming Parallel Decision Tree
 * Algorithm (JMLR 2010), section 2.1.
 */
final class Histogram extends GroupStates<List<double[]>> {
  private static final ArrayType STATE = new ArrayType(AtomicType.DOUBLE, false);
  private static final int BYTES_PER_BIN = 48;
  private final int binCount;
  private final DataType element;
  private final ArrayType type;

  Histogram(int binCount, DataType element, ArrayType type) {
    super(List[]::new);
    this.binCount = binCount;
    this.element = element;
    this.type = type;
  }

  @Override
  List<double[]> empty() {
    bytes += (long) BYTES_PER_BIN * binCount;
    return new ArrayList<>();
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row)) return;
    keep(state(group), number(arguments[0], row), 1);
  }

  private double number(Column column, int row) {
    return switch (element.storage()) {
      case BYTE -> column.byteAt(row);
      case SHORT -> column.shortAt(row);
      case INT -> column.intAt(row);
      case LONG -> column.longAt(row);
      case FLOAT -> column.floatAt(row);
      default -> column.doubleAt(row);
    };
  }

  /** A number as a value of the type; of whole ones the fraction is cut. */
  private static void append(VectorBuilder out, double value) {
    switch (out) {
      case ByteBuilder b -> b.append((byte) value);
      case ShortBuilder b -> b.append((short) value);
      case IntBuilder b -> b.append((int) value);
      case LongBuilder b -> b.append((long) value);
      case FloatBuilder b -> b.append((float) value);
      case DoubleBuilder b -> b.append(value);
      default -> throw new IllegalStateException("no histogram of " + out);
    }
  }

  private void keep(List<double[]> bins, double x, double y) {
    int at = 0;
    while (at < bins.size() && bins.get(at)[0] < x) at++;
    if (at < bins.size() && bins.get(at)[0] == x) {
      bins.get(at)[1] += y;
      return;
    }
    bins.add(at, new double[] {x, y});
    if (bins.size() > binCount) narrow(bins);
  }

  private static void narrow(List<double[]> bins) {
    int closest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 1 < bins.size(); i++) {
      double distance = bins.get(i + 1)[0] - bins.get(i)[0];
      if (distance >= least) continue;
      least = distance;
      closest = i;
    }
    double[] left = bins.get(closest);
    double[] right = bins.remove(closest + 1);
    double both = left[1] + right[1];
    left[0] = (left[0] * left[1] + right[0] * right[1]) / both;
    left[1] = both;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(STATE);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    ArrayBuilder array = (ArrayBuilder) out.getFirst();
    if (known(group) != null) {
      for (double[] bin : known(group)) {
        ((DoubleBuilder) array.elements()).append(bin[0]);
        ((DoubleBuilder) array.elements()).append(bin[1]);
      }
    }
    array.endRow();
  }

  @Override
  void merge(int group, Column[] states, int row) {
    Column elements = Column.of(((ArrayVector) states[0].flat()).elements());
    for (int i = states[0].start(row); i < states[0].end(row); i += 2)
      keep(state(group), elements.doubleAt(i), elements.doubleAt(i + 1));
  }

  @Override
  void result(int group, VectorBuilder out) {
    if (known(group) == null) {
      out.appendNull();
      return;
    }
    ArrayBuilder array = (ArrayBuilder) out;
    StructBuilder bin = (StructBuilder) array.elements();
    for (double[] xy : known(group)) {
      append(bin.field(0), xy[0]);
      ((DoubleBuilder) bin.field(1)).append(xy[1]);
      bin.endRow();
    }
    array.endRow();
  }

  @Override
  DataType type() {
    return type;
  }
}
