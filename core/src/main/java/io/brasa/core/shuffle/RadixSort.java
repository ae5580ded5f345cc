package io.brasa.core.shuffle;

import java.util.Arrays;

/**
 * Least-significant-digit radix sorts with digits of 11 bits; passes over digits that are the same
 * everywhere are left out. Stable. Three passes beat comparisons from a few hundred elements on.
 */
final class RadixSort {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int SMALL = 256;

  private RadixSort() {}

  /**
   * Sorts words by their upper 32 bits, signed. The lower bits must be ascending already where the
   * upper are equal.
   */
  static void byUpperHalf(long[] words) {
    if (words.length <= SMALL) {
      // The lower half is a positive number, hence this order is the same one.
      Arrays.sort(words);
      return;
    }
    long[] from = words;
    long[] to = new long[words.length];
    for (int shift = 32; shift < 64; shift += DIGIT_BITS) {
      long turn = shift + DIGIT_BITS >= 64 ? Long.MIN_VALUE : 0;
      int[] starts = starts(from, from.length, turn, shift);
      if (starts == null) continue;
      for (long word : from) to[starts[digit(word ^ turn, shift)]++] = word;
      long[] swapped = from;
      from = to;
      to = swapped;
    }
    if (from != words) System.arraycopy(from, 0, words, 0, words.length);
  }

  /**
   * The order of prefixes, unsigned: position i of the result is the number of the i-th smallest
   * prefix. The prefixes are moved along, so that afterwards {@code prefixes[i]} belongs to {@code
   * result[i]}.
   */
  static int[] order(long[] prefixes) {
    int count = prefixes.length;
    int[] order = new int[count];
    for (int i = 0; i < count; i++) order[i] = i;
    long[] from = prefixes;
    long[] to = new long[count];
    int[] orderTo = new int[count];
    for (int shift = 0; shift < 64; shift += DIGIT_BITS) {
      int[] starts = starts(from, count, 0, shift);
      if (starts == null) continue;
      for (int i = 0; i < count; i++) {
        int at = starts[digit(from[i], shift)]++;
        to[at] = from[i];
        orderTo[at] = order[i];
      }
      long[] swapped = from;
      from = to;
      to = swapped;
      int[] orderSwapped = order;
      order = orderTo;
      orderTo = orderSwapped;
    }
    if (from != prefixes) System.arraycopy(from, 0, prefixes, 0, count);
    return order;
  }

  /** Where the elements of each digit go; null when all have the same. */
  private static int[] starts(long[] words, int count, long turn, int shift) {
    if (count == 0) return null;
    int[] counts = new int[DIGITS];
    for (int i = 0; i < count; i++) counts[digit(words[i] ^ turn, shift)]++;
    if (counts[digit(words[0] ^ turn, shift)] == count) return null;
    int start = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int size = counts[digit];
      counts[digit] = start;
      start += size;
    }
    return counts;
  }

  private static int digit(long word, int shift) {
    return (int) (word >>> shift) & (DIGITS - 1);
  }
}
