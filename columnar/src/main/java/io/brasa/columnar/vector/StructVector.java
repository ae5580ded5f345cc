package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import java.util.List;

/** Structs: a column for each field. */
public final class StructVector extends FlatVector {
  private final List<Vector> fields;

  /**
   * @param nulls true where a row is null; null if no row is
   */
  public StructVector(DataType type, int length, List<Vector> fields, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.STRUCT);
    this.fields = List.copyOf(fields);
    for (Vector field : fields) {
      if (field.length() < length) throw tooShort("values of a field", field.length());
    }
  }

  public List<Vector> fields() {
    return fields;
  }

  @Override
  public long sizeBytes() {
    long bytes = nullBytes() + 48;
    for (Vector field : fields) bytes += field.sizeBytes();
    return bytes;
  }
}
