package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.schema.Shape;
import java.util.HashMap;
import java.util.Map;

/** Reads a column that is put together from leaves. */
final class NestedReader implements ColumnReader {
  private final Shape shape;
  private final Map<Integer, LevelReader> leaves;
  private final Place place;
  private final long offset;

  /**
   * @param leaves by the place of the leaf among all
   * @param offset of its first page, for errors
   */
  NestedReader(Shape shape, Map<Integer, LevelReader> leaves, Place place, long offset) {
    this.shape = shape;
    this.leaves = leaves;
    this.place = place;
    this.offset = offset;
  }

  @Override
  public void skip(int rows) {
    for (LevelReader leaf : leaves.values()) leaf.skip(rows);
  }

  @Override
  public Vector read(int rows) {
    Map<Integer, Levels> levels = new HashMap<>();
    leaves.forEach((leaf, reader) -> levels.put(leaf, reader.read(rows)));
    try {
      return new Assembly(levels).vector(shape, rows);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw place.damaged(offset, "the leaves of the column contradict each other");
    }
  }

  @Override
  public Vector read(int among, int[] places, int count) {
    return Vectors.take(read(among), places, count);
  }
}
