package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.ChunkEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sorting by prefixes against sorting by comparison; both are stable, so one answer is right. */
final class TestKeySorter {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private interface Make {
    Object next();
  }

  /** In which form the records come. */
  enum Form {
    OBJECTS,
    CHUNKS,
    BOTH
  }

  private record Point(int x, String name) {}

  private final List<Make> comparable =
      List.of(
          random::nextInt,
          () -> random.nextInt(5),
          random::nextLong,
          () -> random.nextLong(1_000) - 500,
          () -> Double.longBitsToDouble(random.nextLong()),
          () ->
              List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1.5).get(random.nextInt(5)),
          () -> text(12, 'a', 26),
          () -> text(3, (char) 0, 3),
          () -> "the same long beginning" + text(3, 'a', 3),
          () -> text(6, '\u00f0', 40),
          () -> text(6, '\u07f0', 40),
          () -> text(4, '\ud7f0', 0x1000),
          () -> random.nextInt(9) == 0 ? null : text(3, 'a', 26),
          () -> random.nextInt(9) == 0 ? null : random.nextBoolean() ? 1L : Long.MIN_VALUE,
          () -> null,
          () -> (short) random.nextInt(),
          () -> (byte) random.nextInt(),
          () -> (float) random.nextInt(100));

  @ParameterizedTest
  @EnumSource(Form.class)
  void sortsComparableKeysAsComparingDoes(Form form) {
    for (Make make : comparable) {
      for (int count : new int[] {0, 1, 2, 100, 3_000}) {
        assertSorts(make, count, SortOrder.natural(), form);
        assertSorts(make, count, SortOrder.natural().reversed(), form);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void sortsByteStringsAsUnsignedNumbers(Form form) {
    Make make = () -> random.nextInt(20) == 0 ? null : bytes(random.nextInt(12), random.nextInt(3));
    for (int count : new int[] {1, 2, 100, 3_000}) {
      assertSorts(make, count, SortOrder.unsignedBytes(), form);
      assertSorts(make, count, SortOrder.unsignedBytes().reversed(), form);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void sortsByAComponentOfARecord(Form form) {
    Make make = () -> new Point(random.nextInt(50), text(3, 'a', 5));
    for (int count : new int[] {1, 100, 3_000}) {
      assertSorts(make, count, SortOrder.<Point>comparing(Point::x), form);
      assertSorts(make, count, SortOrder.<Point>comparing(Point::name).reversed(), form);
      SortOrder negated = SortOrder.<Integer>comparing(x -> -x, SortOrder.DESCENDING);
      assertSorts(make, count, SortOrder.<Point>comparing(Point::x, negated), form);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void sortsByAComparatorOverKeysOfSeveralClasses(Form form) {
    Make make = () -> random.nextBoolean() ? random.nextInt(100) : (Object) random.nextLong(100);
    Comparator<Object> order = Comparator.comparingLong(key -> ((Number) key).longValue());
    for (int count : new int[] {1, 100, 3_000})
      assertSorts(make, count, SortOrder.by(order, true), form);
  }

  private void assertSorts(Make make, int count, SortOrder order, Form form) {
    for (ShuffleRig.Mode mode :
        List.of(ShuffleRig.Mode.REFERENCES, ShuffleRig.Mode.REFERENCES_TINY)) {
      List<Object> keys = new ArrayList<>();
      for (int i = 0; i < count; i++) keys.add(make.next());
      try (ShuffleRig rig = new ShuffleRig(mode);
          KeySorter sorter = new KeySorter(order, rig.context(), "sortByKey")) {
        give(keys, sorter, rig, form);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) expected.add(i);
        expected.sort((left, right) -> order.comparator().compare(keys.get(left), keys.get(right)));
        Rows rows = sorter.rows();
        for (int number : expected) {
          assertTrue(rows.advance(), "seed " + seed);
          assertEquals(
              number, rows.value, () -> order + " " + form + " " + mode + ", seed " + seed);
          assertSame(keys.get(number), rows.key);
        }
        assertEquals(false, rows.advance());
        rows.close();
      }
    }
  }

  private static void assertSame(Object expected, Object found) {
    if (expected instanceof byte[] bytes) assertArrayEquals(bytes, (byte[]) found);
    else assertEquals(expected, found);
  }

  private void give(List<Object> keys, KeySorter sorter, ShuffleRig rig, Form form) {
    ChunkEncoder encoder = new ChunkEncoder(rig.codecs);
    KeyShares shares = new KeyShares();
    for (int i = 0; i < keys.size(); i++) {
      boolean isEncoded = form == Form.CHUNKS || form == Form.BOTH && (i / 100) % 2 == 0;
      if (isEncoded) {
        encoder.write(keys.get(i));
        encoder.write(i);
      }
      boolean isChunkEnd = i % 50 == 49 || i == keys.size() - 1;
      if (isChunkEnd && !encoder.isEmpty()) sorter.add(encoder.seal(), shares);
      if (!isEncoded) sorter.add(keys.get(i), i);
    }
  }

  @Test
  void radixSortIsStableOnEveryPatternOfBits() {
    for (int round = 0; round < 60; round++) {
      int count = random.nextInt(5_000);
      long sparse = random.nextLong();
      long mask = sparse & (round % 3 == 0 ? random.nextLong() : sparse >>> 7);
      long[] prefixes = new long[count + 5];
      for (int i = 0; i < count; i++)
        prefixes[i] = random.nextLong() & mask | (round % 2 == 0 ? 0 : 1L << 60);
      long[] before = prefixes.clone();
      Integer[] expected = new Integer[count];
      for (int i = 0; i < count; i++) expected[i] = i;
      Arrays.sort(expected, (left, right) -> Long.compareUnsigned(before[left], before[right]));
      int[] order = RadixSort.order(prefixes, count);
      assertArrayEquals(Arrays.stream(expected).mapToInt(i -> i).toArray(), order, "seed " + seed);
      for (int i = 0; i < count; i++) assertEquals(before[order[i]], prefixes[i]);
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

  @Test
  void preparedRangesPlaceAsComparingDoes() {
    for (Make make : comparable) {
      for (SortOrder order : List.of(SortOrder.ASCENDING, SortOrder.DESCENDING)) {
        List<WeightedKey> sample = new ArrayList<>();
        for (int i = 0; i < 300; i++) sample.add(new WeightedKey(make.next(), 1));
        RangePartitioner ranges =
            RangePartitioner.fromSample(sample, 1 + random.nextInt(40), order);
        Partitioner prepared = ranges.prepared();
        for (int i = 0; i < 300; i++) {
          Object key = make.next();
          assertEquals(ranges.partition(key, 0), prepared.partition(key, 0), "seed " + seed);
        }
      }
    }
  }

  private byte[] bytes(int length, int kind) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (kind == 0) for (int i = 0; i < length; i++) bytes[i] &= 1;
    return bytes;
  }

  private String text(int maxLength, char first, int range) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(maxLength + 1);
    for (int i = 0; i < length; i++) text.append((char) (first + random.nextInt(range)));
    return text.toString();
  }
}
