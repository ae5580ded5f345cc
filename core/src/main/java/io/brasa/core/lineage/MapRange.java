package io.brasa.core.lineage;

import java.io.Serializable;

/**
 * Some neighbouring map partitions of a shuffle, of which a reader wants what they wrote.
 *
 * @param from the first
 * @param to one past the last; may be past all there are
 */
public record MapRange(int from, int to) implements Serializable {
  public static final MapRange ALL = new MapRange(0, Integer.MAX_VALUE);

  public MapRange {
    if (from < 0 || to < from) throw new IllegalArgumentException(from + " to " + to);
  }

  /** One past the last of so many. */
  public int end(int count) {
    return Math.min(to, count);
  }
}
