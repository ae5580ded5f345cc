package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.QuantileSketch;
import io.brasa.sketch.QuantileSketch.Numbers;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** A sketch of quantiles for each group: of numbers, or of other sketches. */
final class QuantileSketches extends GroupStates<QuantileSketch> {
  private static final int ROUGH_BYTES_PER_SIZE = 24;
  private final String function;
  private final Numbers numbers;
  private final int size;
  private final boolean isUnion;

  /**
   * @param size zero if the first sketch of a group says it
   * @param isUnion whether rows are sketches
   */
  QuantileSketches(String function, Numbers numbers, int size, boolean isUnion) {
    super(QuantileSketch[]::new);
    this.function = function;
    this.numbers = numbers;
    this.size = size;
    this.isUnion = isUnion;
  }

  @Override
  QuantileSketch empty() {
    return made(size == 0 ? QuantileSketch.DEFAULT_SIZE : size);
  }

  private QuantileSketch made(int wanted) {
    bytes += (long) ROUGH_BYTES_PER_SIZE * wanted;
    return QuantileSketch.of(numbers, wanted);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column column = arguments[0];
    if (column.isNull(row)) return;
    if (isUnion) unite(group, column, row);
    else if (numbers == Numbers.LONGS) state(group).add(column.longAt(row));
    else if (numbers == Numbers.DOUBLES) state(group).add(column.doubleAt(row));
    else state(group).add((double) column.floatAt(row));
  }

  private void unite(int group, Column column, int row) {
    byte[] read = Arrays.copyOfRange(column.bytes(), column.start(row), column.end(row));
    QuantileSketch other = QuantileSketchFunctions.parse(function, numbers, read);
    if (known(group) == null) keep(group, made(size == 0 ? other.size() : size));
    known(group).merge(other);
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.BINARY);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    if (known(group) == null) out.getFirst().appendNull();
    else append(out.getFirst(), known(group));
  }

  private static void append(VectorBuilder out, QuantileSketch sketch) {
    byte[] written = sketch.toBytes();
    ((BytesBuilder) out).append(written, 0, written.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (!states[0].isNull(row)) unite(group, states[0], row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    append(out, known(group) == null ? empty() : known(group));
  }

  @Override
  DataType type() {
    return AtomicType.BINARY;
  }
}
