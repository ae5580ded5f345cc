package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.kernel.Column;
import java.util.ArrayList;
import java.util.List;

/** An accumulator that is given one row after the other. */
abstract class RowAccumulator implements Accumulator {
  private int groupCount;

  /** How many groups there is room for. */
  final int groupCount() {
    return groupCount;
  }

  @Override
  public final void reserve(int count) {
    if (count <= groupCount) return;
    grow(count);
    groupCount = count;
  }

  /** Makes the arrays at least so long. */
  abstract void grow(int count);

  /** Adds a row. */
  abstract void add(int group, Column[] arguments, int row);

  /** Adds the state of a row. */
  abstract void merge(int group, Column[] states, int row);

  /** Appends the state of a group, one value to each builder. */
  abstract void state(int group, List<VectorBuilder> out);

  /** Appends the result of a group. */
  abstract void result(int group, VectorBuilder out);

  abstract DataType type();

  /** Forgets the groups' states. */
  abstract void forget();

  /** Called before the rows of one call are added. */
  void begin(Vector[] arguments) {}

  @Override
  public void add(int[] groups, Vector[] arguments, int length, Selection rows) {
    begin(arguments);
    Column[] columns = Column.of(arguments);
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++)
      add(groups == null ? 0 : groups[i], columns, rows == null ? i : rows.rows()[i]);
  }

  @Override
  public void merge(int[] groups, Vector[] states, int length) {
    Column[] columns = Column.of(states);
    for (int i = 0; i < length; i++) merge(groups[i], columns, i);
  }

  @Override
  public List<Vector> states(int from, int to) {
    List<VectorBuilder> builders = new ArrayList<>();
    for (DataType type : stateTypes()) builders.add(VectorBuilder.of(type, to - from));
    for (int group = from; group < to; group++) state(group, builders);
    List<Vector> built = new ArrayList<>();
    for (VectorBuilder builder : builders) built.add(builder.build());
    return built;
  }

  @Override
  public Vector results(int from, int to) {
    VectorBuilder builder = VectorBuilder.of(type(), to - from);
    for (int group = from; group < to; group++) result(group, builder);
    return builder.build();
  }

  @Override
  public void clear() {
    forget();
    groupCount = 0;
  }
}
