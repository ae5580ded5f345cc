package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Vector;

/** Counts rows. */
final class NumberReader implements ColumnReader {
  private long next;

  NumberReader(long first) {
    this.next = first;
  }

  @Override
  public void skip(int rows) {
    next += rows;
  }

  @Override
  public Vector read(int rows) {
    long[] numbers = new long[rows];
    for (int i = 0; i < rows; i++) numbers[i] = next++;
    return new LongVector(AtomicType.LONG, numbers.length, numbers, null);
  }

  @Override
  public Vector read(int among, int[] places, int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) numbers[i] = next + places[i];
    next += among;
    return new LongVector(AtomicType.LONG, numbers.length, numbers, null);
  }
}
