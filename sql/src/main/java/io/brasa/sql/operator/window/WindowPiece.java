package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;

/**
 * Some rows of a partition that lies in a file.
 *
 * @param rows without a selection
 * @param from how many rows of the partition are before
 * @param size of the partition
 * @param peers of each row
 */
@SuppressWarnings("ArrayRecordComponent")
record WindowPiece(Batch rows, long from, long size, Peers[] peers) {
  /**
   * Rows of a partition whose order is equal.
   *
   * @param number how many groups of peers are before
   * @param from the first of them in the partition
   * @param to behind the last of them
   */
  record Peers(long number, long from, long to) {}
}
