package io.brasa.sql.operator.key;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.columnar.vector.VectorOrder;
import java.util.Arrays;

/** Keys that are arrays, structs or maps: they stay where they are and are referred to. */
final class ReferredKeys extends KeyColumn {
  /** A guess, since vectors are shared by the entries of a batch. */
  private static final int BYTES_PER_ENTRY = 64;

  private final DataType type;
  private Vector[] vectors = new Vector[16];
  private int[] rowOf = new int[16];
  private int size;
  private Vector bound;
  private int[] boundRows;

  ReferredKeys(DataType type) {
    this.type = type;
  }

  @Override
  public void bind(Vector vector, int[] rows, int count) {
    bound = vector;
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
    if (size == rowOf.length) {
      rowOf = Arrays.copyOf(rowOf, 2 * size);
      vectors = Arrays.copyOf(vectors, 2 * size);
    }
    vectors[size] = bound;
    rowOf[size++] = row(place);
  }

  @Override
  boolean isEqual(int place, int entry) {
    return VectorOrder.equal(bound, row(place), vectors[entry], rowOf[entry]);
  }

  @Override
  public long hash(int entry) {
    return VectorHash.at(vectors[entry], rowOf[entry]);
  }

  @Override
  public ReferredKeys view() {
    ReferredKeys view = new ReferredKeys(type);
    view.vectors = vectors;
    view.rowOf = rowOf;
    view.size = size;
    return view;
  }

  @Override
  public FlatVector vector(int from, int to) {
    VectorBuilder builder = VectorBuilder.of(type, to - from);
    for (int i = from; i < to; i++) builder.append(vectors[i], rowOf[i]);
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return (long) BYTES_PER_ENTRY * rowOf.length;
  }

  @Override
  public void clear() {
    vectors = new Vector[16];
    rowOf = new int[16];
    size = 0;
  }
}
