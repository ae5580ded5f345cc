package io.brasa.sql.kernel;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import java.util.ArrayList;
import java.util.List;

/** Puts a vector together of rows that several others have; no row comes from two. */
public final class Merge {
  private final DataType type;
  private final int length;
  private final List<Vector> sources = new ArrayList<>();
  private final List<Selection> parts = new ArrayList<>();

  public Merge(DataType type, int length) {
    this.type = type;
    this.length = length;
  }

  /** Takes these rows from a vector. */
  public void add(Vector source, Selection rows) {
    sources.add(source);
    parts.add(rows);
  }

  /** The vector; rows that nobody gave are null. */
  public Vector build() {
    if (sources.isEmpty()) return Vectors.nulls(type, length);
    if (sources.size() == 1) return sources.getFirst();
    if (type.storage() == Storage.LONG) return longs();
    if (type.storage() == Storage.INT) return ints();
    int given = 0;
    VectorBuilder all = VectorBuilder.of(type, length);
    int[] places = new int[length];
    java.util.Arrays.fill(places, -1);
    for (int i = 0; i < sources.size(); i++) {
      Selection rows = parts.get(i);
      all.append(sources.get(i), rows.rows(), 0, rows.count());
      for (int j = 0; j < rows.count(); j++) places[rows.rows()[j]] = given++;
    }
    if (given < length) {
      all.appendNull();
      for (int i = 0; i < length; i++) if (places[i] < 0) places[i] = given;
    }
    FlatVector gathered = all.build();
    Vector result = DictionaryVector.of(gathered, places, length, null);
    return switch (type.storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, WIDE -> Vectors.take(gathered, places, length);
      case BYTES, ARRAY, MAP, STRUCT -> result;
    };
  }

  private LongVector longs() {
    long[] values = new long[length];
    boolean[] isGiven = new boolean[length];
    for (int i = 0; i < sources.size(); i++) {
      Column source = Column.of(sources.get(i));
      Selection rows = parts.get(i);
      boolean mayBeNull = source.mayHaveNulls();
      for (int j = 0; j < rows.count(); j++) {
        int row = rows.rows()[j];
        if (mayBeNull && source.isNull(row)) continue;
        values[row] = source.longAt(row);
        isGiven[row] = true;
      }
    }
    return new LongVector(type, length, values, nulls(isGiven));
  }

  private IntVector ints() {
    int[] values = new int[length];
    boolean[] isGiven = new boolean[length];
    for (int i = 0; i < sources.size(); i++) {
      Column source = Column.of(sources.get(i));
      Selection rows = parts.get(i);
      boolean mayBeNull = source.mayHaveNulls();
      for (int j = 0; j < rows.count(); j++) {
        int row = rows.rows()[j];
        if (mayBeNull && source.isNull(row)) continue;
        values[row] = source.intAt(row);
        isGiven[row] = true;
      }
    }
    return new IntVector(type, length, values, nulls(isGiven));
  }

  /** Turns the array into what vectors want: true where there is nothing, null if there is none. */
  private static boolean[] nulls(boolean[] isGiven) {
    boolean isAny = false;
    for (int i = 0; i < isGiven.length; i++) {
      isGiven[i] = !isGiven[i];
      isAny |= isGiven[i];
    }
    return isAny ? isGiven : null;
  }
}
