package io.brasa.core.shuffle;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** The order in which all tables give their entries: by hash, and by content where that ties. */
final class HashTies {
  private HashTies() {}

  /**
   * @param order of each entry the hash in the upper half
   * @param contentOf says the content hash of an entry's key
   */
  static void order(long[] order, LongUnaryOperator contentOf) {
    RadixSort.byUpperHalf(order);
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i < order.length && order[i] >>> 32 == order[start] >>> 32) continue;
      if (i - start > 1) orderByContent(order, start, i, contentOf);
      start = i;
    }
  }

  private static void orderByContent(long[] order, int from, int to, LongUnaryOperator contentOf) {
    Tie[] ties = new Tie[to - from];
    for (int i = from; i < to; i++)
      ties[i - from] = new Tie(contentOf.applyAsLong(order[i]), order[i]);
    Arrays.sort(ties);
    for (int i = from; i < to; i++) order[i] = ties[i - from].entry;
  }

  private record Tie(long content, long entry) implements Comparable<Tie> {
    @Override
    public int compareTo(Tie other) {
      return Long.compare(content, other.content);
    }
  }
}
