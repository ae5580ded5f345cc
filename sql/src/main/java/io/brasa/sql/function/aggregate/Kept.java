package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Aggregates that keep one value of those seen: the first, the last, the least or greatest, or the
 * one where another value is the least or greatest.
 */
final class Kept extends RowAccumulator {
  /** Which value is kept. */
  enum Rule {
    FIRST,
    LAST,
    MIN,
    MAX
  }

  private final DataType type;
  private final DataType keyType;
  private final Rule rule;
  private final boolean isKeyed;
  private final boolean ignoresNulls;
  private FlatVector[] values = {};
  private FlatVector[] keys = {};
  private long bytes;

  /**
   * @param keyType of what is compared: of the second argument if {@code isKeyed}
   * @param ignoresNulls whether null values are passed over; null keys always are
   */
  Kept(DataType type, DataType keyType, Rule rule, boolean isKeyed, boolean ignoresNulls) {
    this.type = type;
    this.keyType = keyType;
    this.rule = rule;
    this.isKeyed = isKeyed;
    this.ignoresNulls = ignoresNulls;
  }

  @Override
  void grow(int count) {
    if (count <= values.length) return;
    int room = Math.max(count, 2 * values.length);
    values = Arrays.copyOf(values, room);
    if (isKeyed) keys = Arrays.copyOf(keys, room);
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (ignoresNulls && arguments[0].isNull(row)) return;
    if (isKeyed && arguments[1].isNull(row)) return;
    Column key = arguments[isKeyed ? 1 : 0];
    if (values[group] != null && !isBetter(group, key, row)) return;
    keep(group, Single.of(type, arguments[0], row));
    if (isKeyed) keys[group] = Single.of(keyType, key, row);
  }

  private boolean isBetter(int group, Column key, int row) {
    if (rule == Rule.FIRST) return false;
    if (rule == Rule.LAST) return true;
    FlatVector known = isKeyed ? keys[group] : values[group];
    int order = VectorOrder.compare(key.flat(), key.place(row), known, 0);
    return rule == Rule.MAX ? order > 0 : order < 0;
  }

  private void keep(int group, FlatVector value) {
    bytes += value.sizeBytes() - (values[group] == null ? 0 : values[group].sizeBytes());
    values[group] = value;
  }

  @Override
  public List<DataType> stateTypes() {
    return isKeyed ? List.of(type, keyType, AtomicType.BOOLEAN) : List.of(type, AtomicType.BOOLEAN);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    boolean isThere = values[group] != null;
    append(out.get(0), values[group]);
    if (isKeyed) append(out.get(1), keys[group]);
    ((ByteBuilder) out.getLast()).append((byte) (isThere ? 1 : 0));
  }

  private static void append(VectorBuilder out, FlatVector value) {
    if (value == null) out.appendNull();
    else out.append(value, 0);
  }

  @Override
  void merge(int group, Column[] states, int row) {
    if (!states[states.length - 1].truthAt(row)) return;
    add(group, states, row);
  }

  @Override
  void result(int group, VectorBuilder out) {
    append(out, values[group]);
  }

  @Override
  DataType type() {
    return type;
  }

  @Override
  void forget() {
    values = new FlatVector[0];
    keys = new FlatVector[0];
    bytes = 0;
  }

  @Override
  public long sizeBytes() {
    return 8L * values.length + bytes * (isKeyed ? 2 : 1);
  }
}
