package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.StructBuilder;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.FrequentSketch;
import io.brasa.sql.error.Failures;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** One sketch of all sketches of frequent values of a group. */
final class CombinedFrequent extends GroupStates<CombinedFrequent.Combined> {
  private static final String NAME = "approx_top_k_combine";

  private final DataType item;
  private final int wanted;
  private final DataType result;

  /** A sketch with the number of values that those it is of were to track. */
  static final class Combined {
    private final FrequentSketch sketch;
    private final int tracked;

    Combined(FrequentSketch sketch, int tracked) {
      this.sketch = sketch;
      this.tracked = tracked;
    }
  }

  /**
   * @param wanted how many values it tracks; zero if as many as those that it is of, which must
   *     agree
   */
  CombinedFrequent(DataType item, int wanted, DataType result) {
    super(Combined[]::new);
    this.item = item;
    this.wanted = wanted;
    this.result = result;
  }

  @Override
  Combined empty() {
    return made(wanted);
  }

  private Combined made(int tracked) {
    bytes += (long) FrequentSketches.BYTES_PER_ITEM * Math.min(tracked, 100);
    int room = wanted == 0 ? FrequentSketch.MAX_TRACKED : wanted;
    return new Combined(FrequentSketch.of(FrequentItems.of(item), room), tracked);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row)) return;
    StructVector states = (StructVector) arguments[0].flat();
    int place = arguments[0].place(row);
    take(group, Column.of(states.fields().get(0)), Column.of(states.fields().get(1)), place);
  }

  private void take(int group, Column sketches, Column counts, int row) {
    if (sketches.isNull(row) || counts.isNull(row)) return;
    int tracked = wanted == 0 ? counts.intAt(row) : wanted;
    if (known(group) == null) keep(group, made(tracked));
    Combined known = known(group);
    if (known.tracked != tracked)
      throw Failures.invalidArgument(
          NAME,
          "sketches that track " + known.tracked + " and " + tracked + " values",
          "sketches that track as many, or say how many as a second argument");
    byte[] other = Arrays.copyOfRange(sketches.bytes(), sketches.start(row), sketches.end(row));
    known.sketch.merge(FrequentItems.parse(NAME, item, other));
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(AtomicType.BINARY, AtomicType.INTEGER);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    if (known(group) == null) {
      out.get(0).appendNull();
      out.get(1).appendNull();
      return;
    }
    byte[] written = known(group).sketch.toBytes();
    ((BytesBuilder) out.get(0)).append(written, 0, written.length);
    ((IntBuilder) out.get(1)).append(known(group).tracked);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    take(group, states[0], states[1], row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    Combined known = known(group);
    if (known == null) out.appendNull();
    else FrequentSketches.write(known.sketch.toBytes(), known.tracked, item, (StructBuilder) out);
  }

  @Override
  DataType type() {
    return result;
  }
}
