package io.brasa.sql.operator.key;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import java.util.Arrays;

/** Keys that are strings or binary, one behind the other. */
final class BytesKeys extends KeyColumn {
  private final DataType type;
  private byte[] bytes = new byte[256];
  private int[] offsets = new int[17];
  private boolean[] nulls = new boolean[16];
  private boolean isAnyNull;
  private int size;
  private byte[] bound;
  private int[] boundOffsets;

  /** Where a place's value is in the bound vector; null if at the place itself. */
  private int[] boundIds;

  private boolean[] boundNulls;

  BytesKeys(DataType type) {
    this.type = type;
  }

  @Override
  public void bind(Vector vector, int[] rows, int count) {
    boundNulls = WordKeys.nulls(vector, rows, count);
    switch (vector) {
      case ConstantVector constant -> bindFlat(constant.value(), new int[count]);
      case DictionaryVector dictionary ->
          bindFlat(dictionary.dictionary(), WordKeys.ids(dictionary, rows, count));
      case FlatVector flat -> bindFlat(flat, rows);
    }
  }

  private void bindFlat(FlatVector flat, int[] ids) {
    BytesVector source = (BytesVector) flat;
    bound = source.bytes();
    boundOffsets = source.offsets();
    boundIds = ids;
  }

  @Override
  public boolean isNull(int place) {
    return boundNulls != null && boundNulls[place];
  }

  @Override
  public void append(int place) {
    if (size == nulls.length) {
      nulls = Arrays.copyOf(nulls, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size + 1);
    }
    int end = offsets[size];
    if (isNull(place)) {
      nulls[size] = true;
      isAnyNull = true;
    } else {
      int id = boundIds == null ? place : boundIds[place];
      int from = boundOffsets[id];
      int length = boundOffsets[id + 1] - from;
      reserve(Math.addExact(end, length));
      System.arraycopy(bound, from, bytes, end, length);
      end += length;
    }
    offsets[++size] = end;
  }

  private void reserve(int wanted) {
    if (wanted > bytes.length)
      bytes =
          Arrays.copyOf(bytes, (int) Math.clamp(2L * bytes.length, wanted, Integer.MAX_VALUE - 8));
  }

  @Override
  boolean isEqual(int place, int entry) {
    boolean isNull = isNull(place);
    if (isNull || nulls[entry]) return isNull && nulls[entry];
    int id = boundIds == null ? place : boundIds[place];
    return Arrays.equals(
        bound, boundOffsets[id], boundOffsets[id + 1], bytes, offsets[entry], offsets[entry + 1]);
  }

  @Override
  public long hash(int entry) {
    return nulls[entry]
        ? VectorHash.ofNull()
        : VectorHash.of(bytes, offsets[entry], offsets[entry + 1] - offsets[entry]);
  }

  @Override
  public BytesKeys view() {
    BytesKeys view = new BytesKeys(type);
    view.bytes = bytes;
    view.offsets = offsets;
    view.nulls = nulls;
    view.isAnyNull = isAnyNull;
    view.size = size;
    return view;
  }

  @Override
  public FlatVector vector(int from, int to) {
    int[] shifted = new int[to - from + 1];
    for (int i = from; i <= to; i++) shifted[i - from] = offsets[i] - offsets[from];
    return new BytesVector(
        type,
        to - from,
        Arrays.copyOfRange(bytes, offsets[from], offsets[to]),
        shifted,
        isAnyNull ? Arrays.copyOfRange(nulls, from, to) : null);
  }

  @Override
  public long sizeBytes() {
    return bytes.length + 5L * nulls.length;
  }

  @Override
  public void clear() {
    bytes = new byte[256];
    offsets = new int[17];
    nulls = new boolean[16];
    isAnyNull = false;
    size = 0;
  }
}
