package io.brasa.sql.operator.key;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.columnar.vector.Vectors;
import io.brasa.columnar.vector.WideBuilder;
import io.brasa.columnar.vector.WideVector;
import java.util.Arrays;

/** Keys that are decimals of more than 18 digits. */
final class WideKeys extends KeyColumn {
  private final DataType type;
  private long[] high = new long[16];
  private long[] low = new long[16];
  private boolean[] nulls = new boolean[16];
  private int size;
  private WideVector bound;
  private int[] boundRows;

  WideKeys(DataType type) {
    this.type = type;
  }

  @Override
  public void bind(Vector vector, int[] rows, int count) {
    bound = (WideVector) Vectors.flat(vector);
    boundRows = rows;
  }

  private int row(int place) {
    return boundRows == null ? place : boundRows[place];
  }

  @Override
  public boolean isNull(int place) {
    return bound.isNullAt(row(place));
  }

  @Override
  public void append(int place) {
    if (size == high.length) {
      high = Arrays.copyOf(high, 2 * size);
      low = Arrays.copyOf(low, 2 * size);
      nulls = Arrays.copyOf(nulls, 2 * size);
    }
    int row = row(place);
    nulls[size] = bound.isNullAt(row);
    high[size] = bound.high()[row];
    low[size++] = bound.low()[row];
  }

  @Override
  boolean isEqual(int place, int entry) {
    int row = row(place);
    if (nulls[entry] || bound.isNullAt(row)) return nulls[entry] && bound.isNullAt(row);
    return high[entry] == bound.high()[row] && low[entry] == bound.low()[row];
  }

  @Override
  public long hash(int entry) {
    return nulls[entry] ? VectorHash.ofNull() : VectorHash.of(high[entry], low[entry]);
  }

  @Override
  public WideKeys view() {
    WideKeys view = new WideKeys(type);
    view.high = high;
    view.low = low;
    view.nulls = nulls;
    view.size = size;
    return view;
  }

  @Override
  public FlatVector vector(int from, int to) {
    WideBuilder builder = new WideBuilder(type, to - from);
    for (int i = from; i < to; i++) {
      if (nulls[i]) builder.appendNull();
      else builder.append(high[i], low[i]);
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 17L * high.length;
  }

  @Override
  public void clear() {
    high = new long[16];
    low = new long[16];
    nulls = new boolean[16];
    size = 0;
  }
}
