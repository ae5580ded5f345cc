package io.brasa.core.event;

/**
 * What one operation of a query's plan did, in all tasks together.
 *
 * @param rows that it gave
 * @param nanos of it and of what it reads within the same tasks
 * @param spillBytes likewise
 * @param peakMemoryBytes the most that it and what it reads within the same task took in one task;
 *     zero if that is unknown
 * @param stage the one whose tasks have run it; zero if none has
 * @param remark how it was run otherwise than planned; mostly empty
 */
public record NodeMetrics(
    int id,
    long rows,
    long nanos,
    long spillBytes,
    long peakMemoryBytes,
    long stage,
    String remark) {
  /** Both together; other tasks may have taken their memory at the same time. */
  public NodeMetrics plus(NodeMetrics other) {
    return new NodeMetrics(
        id,
        rows + other.rows,
        nanos + other.nanos,
        spillBytes + other.spillBytes,
        Math.max(peakMemoryBytes, other.peakMemoryBytes),
        other.stage,
        remark.isEmpty() ? other.remark : remark);
  }

  public NodeMetrics withRemark(String text) {
    return new NodeMetrics(id, rows, nanos, spillBytes, peakMemoryBytes, stage, text);
  }
}
