package io.brasa.sql.kernel;

import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;
import java.nio.charset.StandardCharsets;

/** Reads the rows of a vector, whatever its form. */
public final class Column {
  private final FlatVector flat;
  private final int[] ids;
  private final boolean[] outerNulls;
  private final boolean[] flatNulls;
  private final int mask;
  private final Object values;
  private final int[] offsets;

  private Column(FlatVector flat, int[] ids, boolean[] outerNulls, int mask) {
    this.flat = flat;
    this.ids = ids;
    this.outerNulls = outerNulls;
    this.flatNulls = flat.nulls();
    this.mask = mask;
    this.values = arrayOf(flat);
    this.offsets =
        switch (flat) {
          case BytesVector v -> v.offsets();
          case ArrayVector v -> v.offsets();
          case MapVector v -> v.offsets();
          default -> null;
        };
  }

  private static Object arrayOf(FlatVector flat) {
    return switch (flat) {
      case ByteVector v -> v.values();
      case ShortVector v -> v.values();
      case IntVector v -> v.values();
      case LongVector v -> v.values();
      case FloatVector v -> v.values();
      case DoubleVector v -> v.values();
      case BytesVector v -> v.bytes();
      case WideVector _, ArrayVector _, MapVector _, StructVector _ -> flat;
    };
  }

  public static Column of(Vector vector) {
    return switch (vector) {
      case FlatVector flat -> new Column(flat, null, null, -1);
      case ConstantVector constant -> new Column(constant.value(), null, null, 0);
      case DictionaryVector dictionary ->
          new Column(dictionary.dictionary(), dictionary.ids(), dictionary.nulls(), -1);
    };
  }

  public static Column[] of(Vector[] vectors) {
    Column[] columns = new Column[vectors.length];
    for (int i = 0; i < vectors.length; i++) columns[i] = of(vectors[i]);
    return columns;
  }

  /** Where the values lie. */
  public FlatVector flat() {
    return flat;
  }

  /** The place of a row's value in {@link #flat}. */
  public int place(int row) {
    return ids == null ? row & mask : ids[row];
  }

  public boolean mayHaveNulls() {
    return flatNulls != null || outerNulls != null;
  }

  public boolean isNull(int row) {
    return outerNulls != null && outerNulls[row] || flatNulls != null && flatNulls[place(row)];
  }

  public byte byteAt(int row) {
    return ((byte[]) values)[place(row)];
  }

  public boolean truthAt(int row) {
    return ((byte[]) values)[place(row)] != 0;
  }

  public short shortAt(int row) {
    return ((short[]) values)[place(row)];
  }

  public int intAt(int row) {
    return ((int[]) values)[place(row)];
  }

  public long longAt(int row) {
    return ((long[]) values)[place(row)];
  }

  public float floatAt(int row) {
    return ((float[]) values)[place(row)];
  }

  public double doubleAt(int row) {
    return ((double[]) values)[place(row)];
  }

  /** The bytes of all strings. */
  public byte[] bytes() {
    return (byte[]) values;
  }

  /** Where a row's bytes, elements or entries begin. */
  public int start(int row) {
    return offsets[place(row)];
  }

  /** Where a row's bytes, elements or entries end. */
  public int end(int row) {
    return offsets[place(row) + 1];
  }

  public String textAt(int row) {
    int from = start(row);
    return new String((byte[]) values, from, end(row) - from, StandardCharsets.UTF_8);
  }

  public long highAt(int row) {
    return ((WideVector) values).high()[place(row)];
  }

  public long lowAt(int row) {
    return ((WideVector) values).low()[place(row)];
  }
}
