package io.brasa.sql.execute;

import io.brasa.core.shared.AccumulatorV2;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up what nodes did, by their ids: rows, batches, nanoseconds, spilled bytes, kept batches
 * read and skipped.
 */
final class NodeCounts extends AccumulatorV2<long[], Map<Integer, long[]>> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, long[]> byNode = new TreeMap<>();

  @Override
  public boolean isZero() {
    return byNode.isEmpty();
  }

  @Override
  public NodeCounts copy() {
    NodeCounts copy = new NodeCounts();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    byNode.clear();
  }

  /** The node's id, then what is counted. */
  @Override
  public void add(long[] value) {
    long[] sums = byNode.computeIfAbsent((int) value[0], node -> new long[value.length - 1]);
    for (int i = 0; i < sums.length; i++) sums[i] += value[i + 1];
  }

  @Override
  public void merge(AccumulatorV2<long[], Map<Integer, long[]>> other) {
    other
        .value()
        .forEach(
            (node, counts) -> {
              long[] value = new long[counts.length + 1];
              value[0] = node;
              System.arraycopy(counts, 0, value, 1, counts.length);
              add(value);
            });
  }

  @Override
  public Map<Integer, long[]> value() {
    return byNode;
  }
}
