package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.CardinalitySketch;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** A HyperLogLog sketch for each group: of values, or of other sketches. */
final class CardinalitySketches extends GroupStates<CardinalitySketch> {
  private final int logSize;
  private final boolean isUnion;
  private final boolean mayDiffer;

  /**
   * @param isUnion whether rows are sketches
   * @param mayDiffer whether these may have different sizes
   */
  CardinalitySketches(int logSize, boolean isUnion, boolean mayDiffer) {
    super(CardinalitySketch[]::new);
    this.logSize = logSize;
    this.isUnion = isUnion;
    this.mayDiffer = mayDiffer;
  }

  @Override
  CardinalitySketch empty() {
    bytes += 1L << logSize;
    return CardinalitySketch.ofLogSize(logSize);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column column = arguments[0];
    if (column.isNull(row)) return;
    if (isUnion) {
      unite(group, column, row);
      return;
    }
    switch (column.flat().type().storage()) {
      case INT -> state(group).add(column.intAt(row));
      case LONG -> state(group).add(column.longAt(row));
      default -> state(group).add(read(column, row));
    }
  }

  private static byte[] read(Column column, int row) {
    return Arrays.copyOfRange(column.bytes(), column.start(row), column.end(row));
  }

  /** The first sketch of a group says its size. */
  private void unite(int group, Column column, int row) {
    CardinalitySketch other = SketchFunctions.parse("hll_union_agg", read(column, row));
    if (known(group) == null) {
      bytes += 1L << other.logSize();
      keep(group, other);
    } else {
      SketchFunctions.merge("hll_union_agg", known(group), other, mayDiffer);
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

  private static void append(VectorBuilder out, CardinalitySketch sketch) {
    byte[] written = sketch.toBytes();
    ((BytesBuilder) out).append(written, 0, written.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (!states[0].isNull(row)) unite(group, states[0], row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    append(out, known(group) == null ? CardinalitySketch.ofLogSize(logSize) : known(group));
  }

  @Override
  DataType type() {
    return AtomicType.BINARY;
  }
}
