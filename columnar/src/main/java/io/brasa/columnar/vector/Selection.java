package io.brasa.columnar.vector;

/**
 * The rows of a batch that count, in rising order.
 *
 * @param rows the places; those from {@code count} on mean nothing. Not to be changed
 * @param count how many rows count
 */
@SuppressWarnings("ArrayRecordComponent")
public record Selection(int[] rows, int count) implements java.io.Serializable {
  public Selection {
    if (count < 0 || count > rows.length)
      throw new IllegalArgumentException(count + " rows selected of " + rows.length);
  }
}
