package io.brasa.core.shuffle;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The stable order of the keys in an array of cells. Keys of one common class in natural order are
 * sorted by radix on a 64-bit prefix that orders as the keys do; keys with equal prefixes, which
 * only strings have, are then compared. All others are compared throughout.
 */
final class KeyOrdering {
  private static final int CHARACTERS_OF_8_BITS = 8;
  private static final int CHARACTERS_OF_16_BITS = 4;

  private KeyOrdering() {}

  /**
   * @return the numbers of the records in order; record i has its key in cell 2 i
   */
  static int[] order(Object[] cells, int count, SortOrder order) {
    long[] prefixes =
        order instanceof SortOrder.Natural natural ? prefixes(cells, count, natural) : null;
    if (prefixes == null) return compared(cells, count, order.comparator());
    int[] numbers = RadixSort.order(prefixes);
    if (count > 0 && cells[0] instanceof String)
      compareTies(cells, numbers, prefixes, order.comparator());
    return numbers;
  }

  /** Null when the keys are not all of one class that has a prefix. */
  private static long[] prefixes(Object[] cells, int count, SortOrder.Natural order) {
    if (count == 0) return new long[0];
    Class<?> type = cells[0] == null ? null : cells[0].getClass();
    if (type != String.class && type != Long.class && type != Integer.class && type != Double.class)
      return null;
    for (int i = 0; i < count; i++) {
      if (cells[2 * i] == null || cells[2 * i].getClass() != type) return null;
    }
    long[] prefixes = new long[count];
    if (type == String.class) fillStrings(prefixes, cells);
    else fillNumbers(prefixes, cells, type);
    if (order.isReversed()) {
      for (int i = 0; i < count; i++) prefixes[i] = ~prefixes[i];
    }
    return prefixes;
  }

  private static void fillNumbers(long[] prefixes, Object[] cells, Class<?> type) {
    for (int i = 0; i < prefixes.length; i++) {
      Object key = cells[2 * i];
      if (type == Double.class) {
        // As Double.compare orders: -0.0 before 0.0, NaN last. Negative numbers order backwards by
        // their bits.
        long bits = Double.doubleToLongBits((Double) key);
        prefixes[i] = bits ^ ((bits >> 63) | Long.MIN_VALUE);
      } else {
        prefixes[i] = ((Number) key).longValue() ^ Long.MIN_VALUE;
      }
    }
  }

  private static void fillStrings(long[] prefixes, Object[] cells) {
    boolean isNarrow = true;
    for (int i = 0; i < prefixes.length && isNarrow; i++) {
      String text = (String) cells[2 * i];
      int end = Math.min(text.length(), CHARACTERS_OF_8_BITS);
      for (int at = 0; at < end; at++) isNarrow &= text.charAt(at) < 256;
    }
    int characters = isNarrow ? CHARACTERS_OF_8_BITS : CHARACTERS_OF_16_BITS;
    int bits = isNarrow ? 8 : 16;
    for (int i = 0; i < prefixes.length; i++)
      prefixes[i] = prefix((String) cells[2 * i], characters, bits);
  }

  /**
   * Shorter strings are filled up with zeros: that leaves ties with strings that have zeros there,
   * never a wrong order.
   */
  private static long prefix(String text, int characters, int bits) {
    long prefix = 0;
    int end = Math.min(text.length(), characters);
    for (int at = 0; at < end; at++) prefix = (prefix << bits) | text.charAt(at);
    return end == 0 ? 0 : prefix << (bits * (characters - end));
  }

  private static void compareTies(
      Object[] cells, int[] numbers, long[] prefixes, Comparator<Object> comparator) {
    int start = 0;
    for (int i = 1; i <= numbers.length; i++) {
      if (i < numbers.length && prefixes[i] == prefixes[start]) continue;
      if (i - start > 1) sortByComparing(cells, numbers, start, i, comparator);
      start = i;
    }
  }

  private static int[] compared(Object[] cells, int count, Comparator<Object> comparator) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) numbers[i] = i;
    sortByComparing(cells, numbers, 0, count, comparator);
    return numbers;
  }

  private static void sortByComparing(
      Object[] cells, int[] numbers, int from, int to, Comparator<Object> comparator) {
    Integer[] boxed = new Integer[to - from];
    for (int i = from; i < to; i++) boxed[i - from] = numbers[i];
    Arrays.sort(boxed, (left, right) -> comparator.compare(cells[2 * left], cells[2 * right]));
    for (int i = from; i < to; i++) numbers[i] = boxed[i - from];
  }
}
