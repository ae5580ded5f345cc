package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.kernel.Column;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value that occurs most often; of several the least, or the greatest if that is asked for, so
 * that no order of rows matters.
 */
final class MostFrequent extends RowAccumulator {
  private static final ArrayType COUNTS = new ArrayType(AtomicType.LONG, false);
  private static final int BYTES_PER_VALUE = 96;

  private final DataType type;
  private final boolean isGreatest;
  private Map<Content, Long>[] groups = empty(0);
  private long bytes;

  MostFrequent(DataType type, boolean isGreatest) {
    this.type = type;
    this.isGreatest = isGreatest;
  }

  @SuppressWarnings("unchecked")
  private static Map<Content, Long>[] empty(int count) {
    return new Map[count];
  }

  @Override
  void grow(int count) {
    if (count > groups.length) groups = Arrays.copyOf(groups, Math.max(count, 2 * groups.length));
  }

  @Override
  void add(int group, Column[] arguments, int row) {
    if (!arguments[0].isNull(row)) keep(group, Single.of(type, arguments[0], row), 1);
  }

  private void keep(int group, FlatVector value, long times) {
    if (groups[group] == null) groups[group] = new LinkedHashMap<>();
    if (groups[group].merge(new Content(value), times, Long::sum) == times)
      bytes += BYTES_PER_VALUE + value.sizeBytes();
  }

  @Override
  public List<DataType> stateTypes() {
    return List.of(new ArrayType(type, false), COUNTS);
  }

  @Override
  void state(int group, List<VectorBuilder> out) {
    ArrayBuilder values = (ArrayBuilder) out.get(0);
    ArrayBuilder counts = (ArrayBuilder) out.get(1);
    if (groups[group] != null)
      groups[group].forEach(
          (key, count) -> {
            values.elements().append(key.value(), 0);
            ((LongBuilder) counts.elements()).append(count);
          });
    values.endRow();
    counts.endRow();
  }

  @Override
  void merge(int group, Column[] states, int row) {
    Column values = Column.of(((ArrayVector) states[0].flat()).elements());
    Column counts = Column.of(((ArrayVector) states[1].flat()).elements());
    int shift = states[1].start(row) - states[0].start(row);
    for (int i = states[0].start(row); i < states[0].end(row); i++)
      keep(group, Single.of(type, values, i), counts.longAt(i + shift));
  }

  @Override
  void result(int group, VectorBuilder out) {
    FlatVector best = null;
    long most = 0;
    if (groups[group] != null) {
      for (Map.Entry<Content, Long> entry : groups[group].entrySet()) {
        FlatVector value = entry.getKey().value();
        boolean isTie = entry.getValue() == most;
        if (entry.getValue() > most || isTie && isPreferred(value, best)) {
          best = value;
          most = entry.getValue();
        }
      }
    }
    if (best == null) out.appendNull();
    else out.append(best, 0);
  }

  private boolean isPreferred(FlatVector value, FlatVector best) {
    int order = VectorOrder.compare(value, 0, best, 0);
    return isGreatest ? order > 0 : order < 0;
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
