package io.brasa.cli.bench;

import java.io.Serializable;

/**
 * A checksum of rows of three numbers that tells whether the first one ascends, and that no other
 * order of them changes.
 */
final class RowSum implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private long count;
  private long mix;
  private int first;
  private int last;
  private boolean isSorted = true;

  void add(int key, int left, int right) {
    if (count == 0) first = key;
    else isSorted &= key >= last;
    last = key;
    count++;
    mix += ((key * 31L + left) * 1_000_003L + right) * FACTOR;
  }

  /** Adds the rows that come after all of these. */
  void follow(RowSum next) {
    if (next.count == 0) return;
    if (count == 0) first = next.first;
    else isSorted &= next.first >= last;
    isSorted &= next.isSorted;
    last = next.last;
    count += next.count;
    mix += next.mix;
  }

  /** {@code rows sorted mixed numbers}. */
  @Override
  public String toString() {
    return count + (isSorted ? " sorted " : " NOT SORTED ") + Long.toHexString(mix);
  }
}
