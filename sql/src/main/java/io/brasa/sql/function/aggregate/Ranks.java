package io.brasa.sql.function.aggregate;

/** Finds what stands where in an order without sorting all. */
final class Ranks {
  private static final int FEW = 24;

  private Ranks() {}

  /**
   * Moves values so that those at {@code place} and behind it are what they would be if all were
   * sorted (Hoare: Algorithm 65, Find, 1961; the pivot is the middle
   * one of three).
   */
  static void arrange(long[] values, int count, int place) {
    select(values, 0, count - 1, place);
    if (place + 1 >= count) return;
    int least = place + 1;
    for (int i = least + 1; i < count; i++)
      if (values[i] < values[least]) least = i;
    swap(values, place + 1, least);
  }

  private static void select(long[] values, int first, int last, int place) {
    int low = first;
    int high = last;
    int left = 4 * (64 - Long.numberOfLeadingZeros((long) high - low + 1));
    while (high - low >= FEW && left-- > 0) {
      long pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) i++;
        while (values[j] > pivot) j--;
        if (i <= j) swap(values, i++, j--);
      }
      if (place <= j) high = j;
      else if (place >= i) low = i;
      else return;
    }
    java.util.Arrays.sort(values, low, high + 1);
  }

  private static long middle(long a, long b, long c) {
    if (a > b) return middle(b, a, c);
    if (c < a) return a;
    return c < b ? c : b;
  }

  private static void swap(long[] values, int i, int j) {
    long value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
