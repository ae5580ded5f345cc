package io.brasa.sql.operator;

/** Hears what nodes do in a task. */
public interface Measurements {
  /** For plans that are not analysed. */
  Measurements NONE = (node, rows, batches, nanos, spilledBytes) -> {};

  /**
   * @param node the id of a measured node
   * @param nanos of the node and those below it
   * @param spilledBytes likewise
   */
  void add(int node, long rows, long batches, long nanos, long spilledBytes);
}
