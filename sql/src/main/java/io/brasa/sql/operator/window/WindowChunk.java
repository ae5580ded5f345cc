package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import java.util.Arrays;

/**
 * Whole partitions of a window, one behind the other.
 *
 * @param rows in order
 * @param orderKeys of the rows
 * @param partitionStarts where partitions begin, and behind the last where it ends
 * @param peerStarts where rows of equal keys begin, and behind the last where they end
 */
@SuppressWarnings("ArrayRecordComponent")
record WindowChunk(Batch rows, Vector[] orderKeys, int[] partitionStarts, int[] peerStarts) {
  int length() {
    return rows.length();
  }

  int partitionCount() {
    return partitionStarts.length - 1;
  }

  /** For each row the number of its group of peers. */
  int[] peerOf() {
    int[] peerOf = new int[length()];
    for (int peer = 0; peer + 1 < peerStarts.length; peer++)
      Arrays.fill(peerOf, peerStarts[peer], peerStarts[peer + 1], peer);
    return peerOf;
  }

  /** For each row the number of its partition. */
  int[] partitionOf() {
    int[] partitionOf = new int[length()];
    for (int p = 0; p < partitionCount(); p++)
      Arrays.fill(partitionOf, partitionStarts[p], partitionStarts[p + 1], p);
    return partitionOf;
  }
}
