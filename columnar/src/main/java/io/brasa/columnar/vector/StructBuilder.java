package io.brasa.columnar.vector;

import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@link StructVector}: append to each field, then end the row. */
public final class StructBuilder extends VectorBuilder {
  private final List<VectorBuilder> fields;

  public StructBuilder(StructType type, int capacity) {
    super(type, capacity);
    fields = type.fields().stream().map(f -> VectorBuilder.of(f.dataType(), capacity)).toList();
  }

  /** Where a field of the row that is open is appended. */
  public VectorBuilder field(int index) {
    return fields.get(index);
  }

  /** Ends a row: every field has one value more. */
  public void endRow() {
    reserve(1);
    length++;
    for (VectorBuilder field : fields) {
      if (field.length() != length)
        throw new IllegalStateException(
            "a field of " + field.length() + " values in row " + length);
    }
  }

  @Override
  void appendEmpty() {
    length++;
    for (VectorBuilder field : fields) field.appendNull();
  }

  @Override
  void cut() {
    for (VectorBuilder field : fields) field.truncate(Math.min(field.length(), length));
  }

  @Override
  void resize(int newCapacity) {}

  @Override
  void copyRows(FlatVector source, int[] rows, int from, int to) {
    StructVector others = (StructVector) source;
    for (int i = 0; i < fields.size(); i++)
      fields.get(i).append(others.fields().get(i), rows, from, to);
    length += to - from;
  }

  @Override
  void copyRange(FlatVector source, int from, int to) {
    StructVector others = (StructVector) source;
    for (int i = 0; i < fields.size(); i++)
      fields.get(i).appendRange(others.fields().get(i), from, to);
    length += to - from;
  }

  @Override
  StructVector finish(boolean[] nulls) {
    List<Vector> built = new ArrayList<>(fields.size());
    for (VectorBuilder field : fields) built.add(field.build());
    return new StructVector(type(), length, built, nulls);
  }

  @Override
  long arrayBytes() {
    long bytes = 0;
    for (VectorBuilder field : fields) bytes += field.sizeBytes();
    return bytes;
  }
}
