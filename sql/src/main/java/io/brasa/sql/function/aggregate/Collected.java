package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** All values of a group as an array, or all different ones; nulls are left out. */
final class Collected extends RowAccumulator {
  private static final int BYTES_PER_VALUE = 48;
  private final ArrayType type;
  private final boolean isSet;
  private Collection<Object>[] groups = empty(0);
  private long bytes;

  Collected(ArrayType type, boolean isSet) {
    this.type = type;
    this.isSet = isSet;
  }

  @SuppressWarnings("unchecked")
  private static Collection<Object>[] empty(int count) {
    return new Collection[count];
  }

  @Override
  void grow(int count) {
    if (count > groups.length) groups = Arrays.copyOf(groups, Math.max(count, 2 * groups.length));
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (!arguments[0].isNull(row)) keep(group, Single.of(type.elementType(), arguments[0], row));
  }

  private void keep(int group, FlatVector value) {
    if (groups[group] == null) groups[group] = isSet ? new LinkedHashSet<>() : new ArrayList<>();
    if (groups[group].add(isSet ? new Content(value) : value))
      bytes += BYTES_PER_VALUE + value.sizeBytes();
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(type);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    result(group, out.getFirst());
  }

  @Override
  void merge(int group, Column[] states, int row) {
    Column elements = Column.of(((ArrayVector) states[0].flat()).elements());
    for (int i = states[0].start(row); i < states[0].end(row); i++)
      keep(group, Single.of(type.elementType(), elements, i));
  }

  @Override
  void result(int group, VectorBuilder out) {
    ArrayBuilder array = (ArrayBuilder) out;
    if (groups[group] != null) {
      for (Object value : groups[group])
        array.elements().append(value instanceof Content(FlatVector v) ? v : (FlatVector) value, 0);
    }
    array.endRow();
  }

  @Override
  DataType type() {
    return type;
  }

  @Override
  void forget() {
    groups = empty(0);
    bytes = 0;
  }

  @Override
  public long sizeBytes() {
    return 8L * groups.length + bytes;
  }
}
