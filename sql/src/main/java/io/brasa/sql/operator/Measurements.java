package io.brasa.sql.operator;

/** Hears what nodes do in a task. */
public interface Measurements {
  /** For plans that are not analysed. */
  Measurements NONE =
      new Measurements() {
        @Override
        public void add(
            int node, long rows, long batches, long nanos, long spilledBytes, long peakBytes) {}

        @Override
        public void skipped(int node, long read, long skipped) {}
      };

  /**
   * @param node the id of a measured node
   * @param nanos of the node and those below it
   * @param spilledBytes likewise
   * @param peakBytes the most memory that the task took for them
   */
  void add(int node, long rows, long batches, long nanos, long spilledBytes, long peakBytes);

  /**
   * What a scan of kept batches did.
   *
   * @param read batches that it looked into
   * @param skipped batches that it passed over for the ranges of their columns
   */
  void skipped(int node, long read, long skipped);
}
