package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.kernel.Column;
import java.util.ArrayList;
import java.util.List;

/** The values at the least or greatest keys, so many at most, the best first. */
final class RankedBy extends GroupStates<List<RankedBy.Entry>> {
  /** Beyond that sorting is the better way. */
  static final int MAX_COUNT = 100_000;

  private static final int BYTES_PER_ENTRY = 64;

  /** A value and its key. */
  record Entry(FlatVector value, FlatVector key) {}

  private final ArrayType type;
  private final DataType keyType;
  private final boolean isGreatest;
  private final int most;

  RankedBy(ArrayType type, DataType keyType, boolean isGreatest, int most) {
    super(List[]::new);
    this.type = type;
    this.keyType = keyType;
    this.isGreatest = isGreatest;
    this.most = most;
  }

  @Override
  List<Entry> empty() {
    return new ArrayList<>();
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    keep(group, arguments[0], row, arguments[1], row);
  }

  private void keep(int group, Column values, int valueRow, Column keys, int row) {
    if (keys.isNull(row)) return;
    List<Entry> entries = state(group);
    int at = entries.size();
    while (at > 0 && isBefore(keys, row, entries.get(at - 1).key())) at--;
    if (at == most) return;
    Entry entry =
        new Entry(Single.of(type.elementType(), values, valueRow), Single.of(keyType, keys, row));
    bytes += BYTES_PER_ENTRY + entry.value().sizeBytes() + entry.key().sizeBytes();
    entries.add(at, entry);
    if (entries.size() > most) entries.removeLast();
  }

  private boolean isBefore(Column keys, int row, FlatVector known) {
    int order = VectorOrder.compare(keys.flat(), keys.place(row), known, 0);
    return isGreatest ? order > 0 : order < 0;
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(type, new ArrayType(keyType, false));
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    ArrayBuilder keys = (ArrayBuilder) out.get(1);
    if (known(group) != null)
      for (Entry entry : known(group)) keys.elements().append(entry.key(), 0);
    keys.endRow();
    result(group, out.get(0));
  }

  @Override
  void merge(int group, Column[] states, int row) {
    Column values = Column.of(((ArrayVector) states[0].flat()).elements());
    Column keys = Column.of(((ArrayVector) states[1].flat()).elements());
    int shift = states[1].start(row) - states[0].start(row);
    for (int i = states[0].start(row); i < states[0].end(row); i++)
      keep(group, values, i, keys, i + shift);
  }

  @Override
  void result(int group, VectorBuilder out) {
    ArrayBuilder values = (ArrayBuilder) out;
    if (known(group) != null)
      for (Entry entry : known(group)) values.elements().append(entry.value(), 0);
    values.endRow();
  }

  @Override
  DataType type() {
    return type;
  }
}
