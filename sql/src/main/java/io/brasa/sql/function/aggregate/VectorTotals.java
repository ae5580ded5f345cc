package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.FloatBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.Column;
import java.util.List;

/** Sums or means of vectors, element by element; vectors with a null in them are left out. */
final class VectorTotals extends GroupStates<VectorTotals.Total> {
  /** The sums of a group and how many vectors they are of. */
  static final class Total {
    private double[] sums;
    private long count;
  }

  private final String name;
  private final boolean isMean;
  private final ArrayType type;

  VectorTotals(String name, boolean isMean, ArrayType type) {
    super(Total[]::new);
    this.name = name;
    this.isMean = isMean;
    this.type = type;
  }

  @Override
  Total empty() {
    return new Total();
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column vectors = arguments[0];
    if (vectors.isNull(row)) return;
    Column elements = Column.of(((ArrayVector) vectors.flat()).elements());
    int from = vectors.start(row);
    int size = vectors.end(row) - from;
    for (int i = 0; i < size; i++) if (elements.isNull(from + i)) return;
    double[] sums = sums(group, size);
    for (int i = 0; i < size; i++) sums[i] += elements.floatAt(from + i);
    state(group).count++;
  }

  private double[] sums(int group, int size) {
    Total total = state(group);
    if (total.sums == null) {
      total.sums = new double[size];
      bytes += 48 + 8L * size;
    }
    if (total.sums.length != size)
      throw Failures.invalidArgument(
          name,
          "vectors of " + total.sums.length + " and of " + size + " elements",
          "vectors of one length");
    return total.sums;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(new ArrayType(AtomicType.DOUBLE, false), AtomicType.LONG);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    Total total = known(group);
    ArrayBuilder array = (ArrayBuilder) out.get(0);
    if (total != null && total.sums != null)
      for (double sum : total.sums) ((DoubleBuilder) array.elements()).append(sum);
    array.endRow();
    ((LongBuilder) out.get(1)).append(total == null ? 0 : total.count);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (states[1].longAt(row) == 0) return;
    Column elements = Column.of(((ArrayVector) states[0].flat()).elements());
    int from = states[0].start(row);
    double[] sums = sums(group, states[0].end(row) - from);
    for (int i = 0; i < sums.length; i++) sums[i] += elements.doubleAt(from + i);
    state(group).count += states[1].longAt(row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    Total total = known(group);
    if (total == null || total.count == 0) {
      out.appendNull();
      return;
    }
    ArrayBuilder array = (ArrayBuilder) out;
    for (double sum : total.sums)
      ((FloatBuilder) array.elements()).append((float) (isMean ? sum / total.count : sum));
    array.endRow();
  }

  @Override
  DataType type() {
    return type;
  }
}
