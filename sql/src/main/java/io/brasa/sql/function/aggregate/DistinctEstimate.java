package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.sketch.DistinctSketch;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** Estimates of how many different values there are. */
final class DistinctEstimate extends RowAccumulator {
  private final double error;
  private DistinctSketch[] sketches = {};

  DistinctEstimate(double error) {
    this.error = error;
  }

  @Override
  void grow(int count) {
    if (count > sketches.length)
      sketches = Arrays.copyOf(sketches, Math.max(count, 2 * sketches.length));
  }

  private DistinctSketch sketch(int group) {
    if (sketches[group] == null) sketches[group] = DistinctSketch.withError(error);
    return sketches[group];
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    Column column = arguments[0];
    if (!column.isNull(row)) sketch(group).add(VectorHash.at(column.flat(), column.place(row)));
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.BINARY);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    if (sketches[group] == null) {
      out.getFirst().appendNull();
      return;
    }
    byte[] bytes = sketches[group].toBytes();
    ((BytesBuilder) out.getFirst()).append(bytes, 0, bytes.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (states[0].isNull(row)) return;
    sketch(group)
        .merge(Arrays.copyOfRange(states[0].bytes(), states[0].start(row), states[0].end(row)));
  }

  @Override
  void result(int group, VectorBuilder out) {
    ((LongBuilder) out)
        .append(sketches[group] == null ? 0 : Math.round(sketches[group].estimate()));
  }

  @Override
  DataType type() {
    return AtomicType.LONG;
  }

  @Override
  void forget() {
    sketches = new DistinctSketch[0];
  }

  @Override
  public long sizeBytes() {
    int used = 0;
    for (DistinctSketch sketch : sketches) used += sketch == null ? 0 : 1;
    return 8L * sketches.length + (long) (used * 2 * (1.04 / error) * (1.04 / error));
  }
}
