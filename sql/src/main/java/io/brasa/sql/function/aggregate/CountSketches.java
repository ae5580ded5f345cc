package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.CountMinSketch;
import io.brasa.sql.function.general.Murmur3;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** A sketch of counts for each group. */
final class CountSketches extends GroupStates<CountMinSketch> {
  private final Supplier<CountMinSketch> made;

  CountSketches(Supplier<CountMinSketch> made) {
    super(CountMinSketch[]::new);
    this.made = made;
  }

  @Override
  CountMinSketch empty() {
    CountMinSketch sketch = made.get();
    bytes += sketch.sizeBytes();
    return sketch;
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column column = arguments[0];
    if (column.isNull(row)) return;
    switch (column.flat().type().storage()) {
      case BYTE -> state(group).add(column.byteAt(row));
      case SHORT -> state(group).add(column.shortAt(row));
      case INT -> state(group).add(column.intAt(row));
      case LONG -> state(group).add(column.longAt(row));
      default -> {
        int first = Murmur3.ofBytes(column.bytes(), column.start(row), column.end(row), 0);
        int second = Murmur3.ofBytes(column.bytes(), column.start(row), column.end(row), first);
        state(group).add(first, second);
      }
    }
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

  private static void append(VectorBuilder out, CountMinSketch sketch) {
    byte[] written = sketch.toBytes();
    ((BytesBuilder) out).append(written, 0, written.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (states[0].isNull(row)) return;
    byte[] other = Arrays.copyOfRange(states[0].bytes(), states[0].start(row), states[0].end(row));
    state(group).merge(CountMinSketch.parse(other));
  }

  @Override
  void result(int group, VectorBuilder out) {
    append(out, known(group) == null ? made.get() : known(group));
  }

  @Override
  DataType type() {
    return AtomicType.BINARY;
  }
}
