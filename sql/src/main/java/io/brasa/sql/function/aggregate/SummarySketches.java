package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.SetSketch;
import io.brasa.sketch.SummarySketch;
import io.brasa.sketch.SummarySketch.Mode;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/** A sketch of values with numbers for each group: of such values, or of other sketches. */
final class SummarySketches extends GroupStates<SummarySketch<?>> {
  private static final int BYTES_PER_HASH = 48;

  /** What becomes of the rows of a group. */
  enum Rule {
    VALUES,
    UNION,
    INTERSECTION
  }

  private final String function;
  private final boolean isWhole;
  private final int logSize;
  private final Mode mode;
  private final Rule rule;

  SummarySketches(String function, boolean isWhole, int logSize, Mode mode, Rule rule) {
    super(SummarySketch[]::new);
    this.function = function;
    this.isWhole = isWhole;
    this.logSize = logSize;
    this.mode = mode;
    this.rule = rule;
  }

  @Override
  SummarySketch<?> empty() {
    bytes += (long) BYTES_PER_HASH << Math.min(logSize, SetSketch.DEFAULT_LOG_SIZE);
    return SummarySketchFunctions.of(isWhole, logSize, mode);
  }

  @Override
  @SuppressWarnings("unchecked") // a sketch is made of the numbers that the second column has
  void add(int group, Column[] arguments, int row) {
    if (arguments[0].isNull(row)) return;
    if (rule != Rule.VALUES) {
      take(group, arguments[0], row);
    } else if (!arguments[1].isNull(row)) {
      if (isWhole)
        add(
            (SummarySketch<Integer>) state(group),
            arguments[0],
            row,
            Integer.valueOf(arguments[1].intAt(row)));
      else
        add(
            (SummarySketch<Double>) state(group),
            arguments[0],
            row,
            Double.valueOf(arguments[1].doubleAt(row)));
    }
  }

  private static <U extends Number> void add(
      SummarySketch<U> sketch, Column keys, int row, U number) {
    switch (keys.flat().type().storage()) {
      case INT -> sketch.add((long) keys.intAt(row), number);
      case LONG -> sketch.add(keys.longAt(row), number);
      case FLOAT -> sketch.add((double) keys.floatAt(row), number);
      case DOUBLE -> sketch.add(keys.doubleAt(row), number);
      case ARRAY -> addArray(sketch, keys, row, number);
      default -> sketch.add(read(keys, row), number);
    }
  }

  private static <U extends Number> void addArray(
      SummarySketch<U> sketch, Column keys, int row, U number) {
    Column elements = Column.of(((ArrayVector) keys.flat()).elements());
    int from = keys.start(row);
    int count = keys.end(row) - from;
    if (elements.flat().type() == AtomicType.INTEGER) {
      int[] ints = new int[count];
      for (int i = 0; i < count; i++) ints[i] = elements.intAt(from + i);
      sketch.add(ints, number);
    } else {
      long[] longs = new long[count];
      for (int i = 0; i < count; i++) longs[i] = elements.longAt(from + i);
      sketch.add(longs, number);
    }
  }

  private static byte[] read(Column column, int row) {
    return Arrays.copyOfRange(column.bytes(), column.start(row), column.end(row));
  }

  /** The first sketch of an intersection is all of it. */
  private void take(int group, Column column, int row) {
    boolean isCut = rule == Rule.INTERSECTION && known(group) != null;
    if (isCut)
      SummarySketchFunctions.take(
          function, SummarySketch::intersect, state(group), read(column, row));
    else
      SummarySketchFunctions.take(function, SummarySketch::unite, state(group), read(column, row));
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

  private static void append(VectorBuilder out, SummarySketch<?> sketch) {
    byte[] written = sketch.toBytes();
    ((BytesBuilder) out).append(written, 0, written.length);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (!states[0].isNull(row)) take(group, states[0], row);
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
