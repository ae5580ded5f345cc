package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.Block;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Map outputs of ordered shuffles: nothing is lost, changed or moved past its equals. */
final class TestOrderedRecords {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Its bytes name its class, and somebody may change it. */
  record Named(String name, int[] more) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Named that
          && name.equals(that.name)
          && Arrays.equals(more, that.more);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  private static ShuffleSpec spec(int targetCount, SortOrder order) {
    return new ShuffleSpec(
        "repartitionAndSortWithinPartitions",
        new HashPartitioner(targetCount),
        Aggregation.NONE,
        false,
        order);
  }

  @Test
  void mapOutputsLieInTheOrderOfTheirKeys() {
    for (int targetCount : new int[] {3, 500}) {
      try (ShuffleRig rig = new ShuffleRig(Mode.STRICT)) {
        List<Pair<Object, Object>> records = records(20_000, i -> random.nextLong(), i -> i);
        rig.write(spec(targetCount, SortOrder.DESCENDING), 0, records);
        long count = 0;
        for (int target = 0; target < targetCount; target++) {
          Block block = rig.blocks(1, target).next();
          ClosingIterator<Object> values = block.values(rig.codecs);
          long last = Long.MAX_VALUE;
          while (values.hasNext()) {
            long key = (Long) values.next();
            assertTrue(key <= last, "seed " + seed);
            last = key;
            values.next();
            count++;
          }
        }
        assertEquals(records.size(), count);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void sortsWhateverTheFormOfItsRecords(Mode mode) {
    IntFunction<Object> numbers = i -> random.nextInt(700) - 350;
    IntFunction<Object> texts =
        i -> i % 50 == 0 ? null : "begins alike " + Integer.toString(random.nextInt(700), 36);
    IntFunction<Object> arrays = i -> new int[] {i, -i};
    IntFunction<Object> classesLater =
        i -> i < 900 ? (Object) ("value " + i) : new Named("n" + i, new int[] {i});
    IntFunction<Object> large = i -> new byte[random.nextInt(i % 40 == 0 ? 20_000 : 10)];
    for (IntFunction<Object> keys : List.of(numbers, texts)) {
      for (IntFunction<Object> values : List.of(arrays, classesLater, large)) {
        for (int targetCount : new int[] {2, 300})
          for (SortOrder order : List.of(SortOrder.ASCENDING, SortOrder.DESCENDING))
            assertSorts(mode, spec(targetCount, order), keys, values);
      }
    }
  }

  private void assertSorts(
      Mode mode, ShuffleSpec spec, IntFunction<Object> keys, IntFunction<Object> values) {
    List<List<Pair<Object, Object>>> maps =
        List.of(records(1_500, keys, values), records(1_500, keys, values));
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      List<List<Pair<Object, Object>>> results = rig.run(spec, maps);
      KeyAccess access = new KeyAccess(rig.codecs, "test");
      Comparator<Object> comparator = spec.order().comparator();
      List<List<Pair<Object, Object>>> expected = new ArrayList<>();
      for (int i = 0; i < spec.targetCount(); i++) expected.add(new ArrayList<>());
      for (List<Pair<Object, Object>> map : maps) {
        for (Pair<Object, Object> record : map)
          expected
              .get(spec.partitioner().partition(record._1(), access.hash(record._1())))
              .add(record);
      }
      for (int target = 0; target < expected.size(); target++) {
        expected.get(target).sort((left, right) -> comparator.compare(left._1(), right._1()));
        assertSame(expected.get(target), results.get(target));
      }
      assertEquals(List.of(), rig.spillFiles());
    }
  }

  private void assertSame(List<Pair<Object, Object>> expected, List<Pair<Object, Object>> found) {
    assertEquals(expected.size(), found.size(), "seed " + seed);
    for (int i = 0; i < found.size(); i++) {
      assertEquals(expected.get(i)._1(), found.get(i)._1(), "seed " + seed);
      assertTrue(
          Arrays.deepEquals(new Object[] {expected.get(i)._2()}, new Object[] {found.get(i)._2()}),
          "value " + i + ", seed " + seed);
    }
  }

  private static List<Pair<Object, Object>> records(
      int count, IntFunction<Object> keys, IntFunction<Object> values) {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) records.add(new Pair<>(keys.apply(i), values.apply(i)));
    return records;
  }
}
