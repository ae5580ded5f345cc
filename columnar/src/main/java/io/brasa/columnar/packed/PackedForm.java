package io.brasa.columnar.packed;

import io.brasa.columnar.type.DataType;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.ValueForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packed batches as bytes, version 1: a byte for the version, length and count of columns as
 * counts, then each column: its type, count of nulls, whether its range is known and then the two
 * numbers of it, and its bytes as they are kept.
 */
public final class PackedForm implements ValueForm<PackedBatch> {
  private static final byte VERSION = 1;

  @Override
  public void encode(PackedBatch batch, Encoder out) {
    out.writeByte(VERSION);
    out.writeCount(batch.length());
    out.writeCount(batch.columns().size());
    for (PackedColumn column : batch.columns()) {
      out.writeValue(column.type());
      out.writeCount(column.nullCount());
      out.writeBoolean(column.hasRange());
      if (column.hasRange()) {
        out.writeLong(column.low());
        out.writeLong(column.high());
      }
      out.writeByteArray(column.bytes());
    }
  }

  @Override
  public PackedBatch decode(Decoder in) {
    byte version = in.readByte();
    if (version != VERSION) throw ValueForm.corrupt("A packed batch has version " + version);
    int length = in.readCount();
    int count = in.readCount();
    List<PackedColumn> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (!(in.readValue() instanceof DataType type))
        throw ValueForm.corrupt("Column " + i + " of a packed batch has no type");
      int nullCount = in.readCount();
      boolean hasRange = in.readBoolean();
      long low = hasRange ? in.readLong() : 0;
      long high = hasRange ? in.readLong() : 0;
      columns.add(
          new PackedColumn(type, nullCount, hasRange, low, high, in.readBytes(in.readCount())));
    }
    return new PackedBatch(length, columns);
  }

  @Override
  public int hash(PackedBatch batch) {
    int hash = batch.length();
    for (PackedColumn column : batch.columns()) hash = hash * 31 + Arrays.hashCode(column.bytes());
    return hash;
  }

  @Override
  public boolean equal(PackedBatch left, PackedBatch right) {
    if (left.length() != right.length() || left.columnCount() != right.columnCount()) return false;
    for (int i = 0; i < left.columnCount(); i++) {
      PackedColumn one = left.columns().get(i);
      PackedColumn other = right.columns().get(i);
      if (!one.type().equals(other.type()) || !Arrays.equals(one.bytes(), other.bytes()))
        return false;
    }
    return true;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public long heapBytes(PackedBatch batch) {
    return batch.sizeBytes();
  }
}
