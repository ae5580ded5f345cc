package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.SetSketch;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** A sketch of a set for each group: of values, or of other sketches. */
final class SetSketches extends GroupStates<SetSketch> {
  private static final int BYTES_PER_HASH = 16;

  /** What becomes of the rows of a group. */
  enum Rule {
    VALUES,
    UNION,
    INTERSECTION
  }

  private final String function;
  private final int logSize;
  private final Rule rule;

  SetSketches(String function, int logSize, Rule rule) {
    super(SetSketch[]::new);
    this.function = function;
    this.logSize = logSize;
    this.rule = rule;
  }

  @Override
  SetSketch empty() {
    bytes += (long) BYTES_PER_HASH << Math.min(logSize, SetSketch.DEFAULT_LOG_SIZE);
    return SetSketch.ofLogSize(logSize);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column column = arguments[0];
    if (column.isNull(row)) return;
    if (rule != Rule.VALUES) {
      take(group, column, row);
      return;
    }
    SetSketch sketch = state(group);
    switch (column.flat().type().storage()) {
      case INT -> sketch.add((long) column.intAt(row));
      case LONG -> sketch.add(column.longAt(row));
      case FLOAT -> sketch.add((double) column.floatAt(row));
      case DOUBLE -> sketch.add(column.doubleAt(row));
      case ARRAY -> array(sketch, column, row);
      default -> sketch.add(read(column, row));
    }
  }

  private static void array(SetSketch sketch, Column column, int row) {
    Column elements = Column.of(((ArrayVector) column.flat()).elements());
    int from = column.start(row);
    int count = column.end(row) - from;
    if (elements.flat().type() == AtomicType.INTEGER) {
      int[] ints = new int[count];
      for (int i = 0; i < count; i++) ints[i] = elements.intAt(from + i);
      sketch.add(ints);
    } else {
      long[] longs = new long[count];
      for (int i = 0; i < count; i++) longs[i] = elements.longAt(from + i);
      sketch.add(longs);
    }
  }

  private static byte[] read(Column column, int row) {
    return Arrays.copyOfRange(column.bytes(), column.start(row), column.end(row));
  }

  private void take(int group, Column column, int row) {
    SetSketch other = SetSketchFunctions.parse(function, read(column, row));
    if (rule == Rule.INTERSECTION)
      keep(group, known(group) == null ? other : known(group).intersection(other));
    else state(group).unite(other);
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

  private static void append(VectorBuilder out, SetSketch sketch) {
    byte[] written = sketch.toBytes();
    ((BytesBuilder) out).append(written, 0, written.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (!states[0].isNull(row)) take(group, states[0], row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    append(out, known(group) == null ? SetSketch.ofLogSize(logSize) : known(group));
  }

  @Override
  DataType type() {
    return AtomicType.BINARY;
  }
}
