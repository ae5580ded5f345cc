package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Radix sorting against sorting by comparison; both are stable, so there is one right answer. */
final class TestKeyOrdering {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private interface Make {
    Object next();
  }

  @Test
  void ordersAsComparingDoes() {
    List<Make> kinds =
        List.of(
            random::nextInt,
            () -> random.nextInt(5),
            random::nextLong,
            () -> random.nextLong(1_000) - 500,
            () -> Double.longBitsToDouble(random.nextLong()),
            () ->
                List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1.5)
                    .get(random.nextInt(5)),
            () -> text(12, 'a', 26),
            () -> text(3, (char) 0, 3),
            () -> "the same long beginning" + text(3, 'a', 3),
            () -> text(6, '\u00f0', 40),
            () -> random.nextInt(9) == 0 ? null : text(3, 'a', 26),
            () -> (short) random.nextInt());
    for (int kind = 0; kind < kinds.size(); kind++) {
      for (int count : new int[] {0, 1, 2, 100, 3_000}) assertOrders(kinds.get(kind), kind, count);
    }
  }

  private void assertOrders(Make make, int kind, int count) {
    Object[] cells = new Object[2 * count + 2];
    for (int i = 0; i < count; i++) cells[2 * i] = make.next();
    for (SortOrder order : List.of(SortOrder.ASCENDING, SortOrder.DESCENDING)) {
      Integer[] expected = new Integer[count];
      for (int i = 0; i < count; i++) expected[i] = i;
      Arrays.sort(
          expected, (left, right) -> order.comparator().compare(cells[2 * left], cells[2 * right]));
      int[] found = KeyOrdering.order(cells, count, order);
      assertArrayEquals(
          Arrays.stream(expected).mapToInt(i -> i).toArray(),
          found,
          "kind " + kind + ", seed " + seed);
    }
  }

  @Test
  void wordsSortByTheirUpperHalf() {
    for (int count : new int[] {0, 1, 200, 5_000}) {
      long[] words = new long[count];
      for (int i = 0; i < count; i++)
        words[i] = (long) (random.nextBoolean() ? random.nextInt() : i % 3 - 1) << 32 | i + 1;
      long[] expected = words.clone();
      Arrays.sort(expected);
      RadixSort.byUpperHalf(words);
      assertArrayEquals(expected, words, "seed " + seed);
    }
  }

  private String text(int maxLength, char first, int range) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(maxLength + 1);
    for (int i = 0; i < length; i++) text.append((char) (first + random.nextInt(range)));
    return text.toString();
  }
}
