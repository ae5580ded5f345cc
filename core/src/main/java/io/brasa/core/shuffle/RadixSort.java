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
  private static final int SMALL_GROUP = 32;
  private static final int TOP_DIGITS = 3;

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
   * The order of the first prefixes, unsigned and stable: position i of the result is the number of
   * the i-th smallest. The prefixes are moved along, so that afterwards {@code prefixes[i]} belongs
   * to {@code result[i]}.
   *
   * <p>Sorts by the topmost digits that differ anywhere, which tell nearly all prefixes apart where
   * there are few enough of them, and then each group that these leave, by insertion if it is small
   * and else by its lower digits.
   */
  static int[] order(long[] prefixes, int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) order[i] = i;
    if (count > 1) sort(prefixes, order, 0, count);
    return order;
  }

  private static void sort(long[] prefixes, int[] order, int from, int to) {
    if (to - from <= SMALL_GROUP) {
      insert(prefixes, order, from, to);
      return;
    }
    int differing = differingBits(prefixes, from, to);
    if (differing == 0) return;
    int lowest = Math.max(0, differing - TOP_DIGITS * DIGIT_BITS);
    byDigits(prefixes, order, from, to, lowest, differing);
    if (lowest == 0) return;
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i < to && prefixes[i] >>> lowest == prefixes[start] >>> lowest) continue;
      if (i - start > 1) sort(prefixes, order, start, i);
      start = i;
    }
  }

  /** The number of lower bits below which, and not above, prefixes of the range differ. */
  private static int differingBits(long[] prefixes, int from, int to) {
    long difference = 0;
    for (int i = from + 1; i < to; i++) difference |= prefixes[i] ^ prefixes[from];
    return Long.SIZE - Long.numberOfLeadingZeros(difference);
  }

  private static void insert(long[] prefixes, int[] order, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long prefix = prefixes[i];
      int number = order[i];
      int at = i - 1;
      for (; at >= from && Long.compareUnsigned(prefixes[at], prefix) > 0; at--) {
        prefixes[at + 1] = prefixes[at];
        order[at + 1] = order[at];
      }
      prefixes[at + 1] = prefix;
      order[at + 1] = number;
    }
  }

  private static void byDigits(
      long[] prefixes, int[] order, int from, int to, int lowest, int highest) {
    int count = to - from;
    long[] source = Arrays.copyOfRange(prefixes, from, to);
    long[] target = new long[count];
    int[] numbers = Arrays.copyOfRange(order, from, to);
    int[] numbersTo = new int[count];
    for (int shift = lowest; shift < highest; shift += DIGIT_BITS) {
      int[] starts = starts(source, count, 0, shift);
      if (starts == null) continue;
      for (int i = 0; i < count; i++) {
        int at = starts[digit(source[i], shift)]++;
        target[at] = source[i];
        numbersTo[at] = numbers[i];
      }
      long[] swapped = source;
      source = target;
      target = swapped;
      int[] numbersSwapped = numbers;
      numbers = numbersTo;
      numbersTo = numbersSwapped;
    }
    System.arraycopy(source, 0, prefixes, from, count);
    System.arraycopy(numbers, 0, order, from, count);
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
