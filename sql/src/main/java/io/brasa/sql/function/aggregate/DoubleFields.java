package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An accumulator whose state is a fixed count of doubles and whose result is a double. */
abstract class DoubleFields extends RowAccumulator {
  private final int fieldCount;

  /** For each group its fields, one behind the other. */
  double[] fields = {};

  DoubleFields(int fieldCount) {
    this.fieldCount = fieldCount;
  }

  /** Where the fields of a group begin. */
  final int at(int group) {
    return group * fieldCount;
  }

  @Override
  final void grow(int count) {
    if (fieldCount * count > fields.length)
      fields = Arrays.copyOf(fields, fieldCount * Math.max(count, fields.length * 2 / fieldCount));
  }

  @Override
  public final List<DataType> stateTypes() {
    return Collections.nCopies(fieldCount, AtomicType.DOUBLE);
  }

  @Override
  final void state(int group, List<VectorBuilder> out) {
    for (int i = 0; i < fieldCount; i++) ((DoubleBuilder) out.get(i)).append(fields[at(group) + i]);
  }

  @Override
  DataType type() {
    return AtomicType.DOUBLE;
  }

  @Override
  final void forget() {
    fields = new double[0];
  }

  @Override
  public final long sizeBytes() {
    return 8L * fields.length;
  }
}
