package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.ValueForm;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches as bytes. Rows that do not count are left out; dictionaries stay dictionaries where they
 * are smaller than what points to them. The package's description has the format.
 */
public final class BatchForm implements ValueForm<Batch> {
  private static final byte CONSTANT = 1;
  private static final byte DICTIONARY = 2;
  private static final byte FLAT = 3;

  @Override
  public void encode(Batch batch, Encoder out) {
    Batch dense = batch.dense();
    out.writeCount(dense.length());
    out.writeCount(dense.columns().size());
    for (Vector column : dense.columns()) {
      out.writeValue(column.type());
      encode(column, dense.length(), out);
    }
  }

  private static void encode(Vector vector, int length, Encoder out) {
    switch (vector) {
      case ConstantVector constant -> {
        out.writeByte(CONSTANT);
        VectorForm.encode(constant.value(), 1, out);
      }
      case DictionaryVector dictionary when dictionary.dictionary().length() <= length -> {
        out.writeByte(DICTIONARY);
        VectorForm.encodeNulls(dictionary.nulls(), length, out);
        out.writeCount(dictionary.dictionary().length());
        VectorForm.encode(dictionary.dictionary(), dictionary.dictionary().length(), out);
        for (int i = 0; i < length; i++) out.writeCount(dictionary.ids()[i]);
      }
      default -> {
        out.writeByte(FLAT);
        VectorForm.encode(Vectors.flat(vector), length, out);
      }
    }
  }

  @Override
  public Batch decode(Decoder in) {
    int length = in.readCount();
    int count = in.readCount();
    List<Vector> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (!(in.readValue() instanceof DataType type))
        throw ValueForm.corrupt("Column " + i + " of a batch has no type");
      columns.add(decode(type, length, in));
    }
    return Batch.of(length, columns);
  }

  private static Vector decode(DataType type, int length, Decoder in) {
    byte form = in.readByte();
    return switch (form) {
      case CONSTANT -> new ConstantVector(VectorForm.decode(type, 1, in), length);
      case DICTIONARY -> {
        boolean[] nulls = VectorForm.decodeNulls(length, in);
        int size = in.readCount();
        FlatVector dictionary = VectorForm.decode(type, size, in);
        int[] ids = new int[length];
        for (int i = 0; i < length; i++) {
          ids[i] = in.readCount();
          if (ids[i] >= size)
            throw ValueForm.corrupt("Place " + ids[i] + " in a dictionary of " + size);
        }
        yield DictionaryVector.of(dictionary, ids, length, nulls);
      }
      case FLAT -> VectorForm.decode(type, length, in);
      default -> throw ValueForm.corrupt("A column has form " + form);
    };
  }

  @Override
  public int hash(Batch batch) {
    Batch dense = batch.dense();
    long[] hashes = new long[dense.length()];
    boolean isCombining = false;
    for (Vector column : dense.columns()) {
      VectorHash.hash(column, null, dense.length(), hashes, isCombining);
      isCombining = true;
    }
    long hash = dense.length();
    for (long row : hashes) hash = hash * 31 + row;
    return Long.hashCode(hash);
  }

  @Override
  public boolean equal(Batch left, Batch right) {
    Batch one = left.dense();
    Batch other = right.dense();
    if (one.length() != other.length() || one.columns().size() != other.columns().size())
      return false;
    for (int i = 0; i < one.columns().size(); i++) {
      Vector a = one.column(i);
      Vector b = other.column(i);
      if (!a.type().equals(b.type())) return false;
      for (int row = 0; row < one.length(); row++) {
        if (!VectorOrder.equal(a, row, b, row)) return false;
      }
    }
    return true;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public long heapBytes(Batch batch) {
    return batch.sizeBytes();
  }
}
