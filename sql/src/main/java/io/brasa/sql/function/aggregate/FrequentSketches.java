package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.FrequentSketch;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** A sketch of frequent values for each group; gives the sketch, or its most frequent values. */
final class FrequentSketches extends GroupStates<FrequentSketch> {
  static final int BYTES_PER_ITEM = 64;

  private final DataType item;
  private final int tracked;
  private final DataType result;
  private final int count;

  /**
   * @param count how many values the result has; zero if it is the sketch
   */
  FrequentSketches(DataType item, int tracked, DataType result, int count) {
    super(FrequentSketch[]::new);
    this.item = item;
    this.tracked = tracked;
    this.result = result;
    this.count = count;
  }

  @Override
  FrequentSketch empty() {
    bytes += (long) BYTES_PER_ITEM * Math.min(tracked, 100);
    return FrequentSketch.of(FrequentItems.of(item), tracked);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    state(group).add(FrequentItems.at(arguments[0], row, item));
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.BINARY);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    if (known(group) == null) out.getFirst().appendNull();
    else append(out.getFirst(), known(group).toBytes());
  }

  private static void append(VectorBuilder out, byte[] written) {
    ((BytesBuilder) out).append(written, 0, written.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (states[0].isNull(row)) return;
    byte[] other = Arrays.copyOfRange(states[0].bytes(), states[0].start(row), states[0].end(row));
    state(group).merge(FrequentSketch.parse(FrequentItems.of(item), other));
  }

  @Override
  void result(int group, VectorBuilder out) {
    FrequentSketch sketch = known(group) == null ? empty() : known(group);
    if (count > 0) FrequentItems.write(sketch.top(count), item, (ArrayBuilder) out);
    else write(sketch.toBytes(), tracked, item, (StructBuilder) out);
  }

  /** Appends a sketch as a value. */
  static void write(byte[] sketch, int tracked, DataType item, StructBuilder out) {
    append(out.field(0), sketch);
    ((IntBuilder) out.field(1)).append(tracked);
    out.field(2).appendNull();
    ((BytesBuilder) out.field(3)).append(FrequentItems.definition(item));
    out.endRow();
  }

  @Override
  DataType type() {
    return result;
  }
}
