package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that are unusual. */
final class TestKeys {
  private static final ShuffleSpec GROUP =
      new ShuffleSpec(
          "groupByKey", new HashPartitioner(3), Aggregation.GROUPING, false, SortOrder.NONE);

  /** Every key collides with every other, as the hash code of a careless user may. */
  record Colliding(int id) {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Colliding that && id == that.id;
    }
  }

  record Point(int x, String name) {}

  enum Color {
    RED,
    GREEN
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void nullIsAKeyAndAValue(Mode mode) {
    List<Pair<Object, Object>> records =
        List.of(Pair.of(null, 1L), Pair.of("a", null), Pair.of(null, 2L));
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      Map<Object, Object> found = TestShuffle.asMap(rig.run(GROUP, List.of(records, records)));
      Map<Object, Object> expected = new HashMap<>();
      expected.put(null, List.of(1L, 2L, 1L, 2L));
      List<Object> nulls = new ArrayList<>();
      nulls.add(null);
      nulls.add(null);
      expected.put("a", nulls);
      assertEquals(expected, found);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void nullsSortFirstInNaturalOrder(Mode mode) {
    List<Pair<Object, Object>> records =
        List.of(Pair.of(2L, "b"), Pair.of(null, "n"), Pair.of(1L, "a"));
    ShuffleSpec spec =
        new ShuffleSpec("sortByKey", new IndexOnly(), Aggregation.NONE, false, SortOrder.ASCENDING);
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      assertEquals(
          List.of(List.of(Pair.of(null, "n"), Pair.of(1L, "a"), Pair.of(2L, "b"))),
          rig.run(spec, List.of(records)));
    }
  }

  record IndexOnly() implements Partitioner {
    @Override
    public int partitionCount() {
      return 1;
    }

    @Override
    public int partition(Object key, int hash) {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void doublesAreKeysAsTheirEqualsSays(Mode mode) {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (Double key :
        new Double[] {
          0.0, -0.0, Double.NaN, Double.longBitsToDouble(0x7ff8000000000123L), 0.0, -0.0
        }) {
      records.add(Pair.of(key, 1L));
    }
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      Map<Object, Object> found = TestShuffle.asMap(rig.run(GROUP, List.of(records)));
      assertEquals(
          Map.of(0.0, List.of(1L, 1L), -0.0, List.of(1L, 1L), Double.NaN, List.of(1L, 1L)), found);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void collidingKeysStayApart(Mode mode) {
    List<Pair<Object, Object>> records = new ArrayList<>();
    Map<Object, Object> expected = new HashMap<>();
    // The keys that do not collide make the tables spill again and again.
    String filler = "x".repeat(300);
    for (int i = 0; i < 2_000; i++) {
      records.add(Pair.of(new Colliding(i % 100), 1L));
      records.add(Pair.of(filler + i, 1L));
      expected.put(new Colliding(i % 100), 40L);
      expected.put(filler + i, 2L);
    }
    ShuffleSpec spec = TestShuffle.SUM;
    try (ShuffleRig rig = new ShuffleRig(mode);
        ShuffleRig other = new ShuffleRig(Mode.REFERENCES)) {
      List<List<Pair<Object, Object>>> found = rig.run(spec, List.of(records, records));
      assertEquals(expected, TestShuffle.asMap(found));
      assertEquals(
          other.run(spec, List.of(records, records)), found, "ties keep the order of appearance");
      if (mode.isTiny()) assertTrue(rig.total.spillCount > 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void recordsEnumsListsAndPairsAreKeys(Mode mode) {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      records.add(Pair.of(new Point(i % 2, "p" + i % 2), 1L));
      records.add(Pair.of(Color.values()[i % 2], 1L));
      records.add(Pair.of(List.of(i % 2, "e"), 1L));
      records.add(Pair.of(Pair.of(i % 2, null), 1L));
    }
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      Map<Object, Object> found = TestShuffle.asMap(rig.run(TestShuffle.SUM, List.of(records)));
      assertEquals(8, found.size());
      found.forEach((key, sum) -> assertEquals(20L, sum, String.valueOf(key)));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aHotKeyIsCombinedLikeAnyOther(Mode mode) {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) records.add(Pair.of(i % 10 == 0 ? "key " + i : "hot", 1L));
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      assertEquals(
          45_000L, TestShuffle.asMap(rig.run(TestShuffle.SUM, List.of(records))).get("hot"));
    }
  }

  @Test
  void aKeyWithoutValueEqualityIsRefusedWithTheOperation() {
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      EngineException failure =
          assertThrows(
              EngineException.class, () -> rig.write(GROUP, 0, List.of(Pair.of(new int[1], 1))));
      assertEquals(RuntimeError.KEY_WITHOUT_VALUE_EQUALITY, failure.code());
      assertTrue(failure.what().contains("groupByKey"), failure.what());
    }
  }

  @Test
  void sortingAsksNothingOfEquality() {
    SortOrder order =
        SortOrder.by((left, right) -> Integer.compare(((int[]) left)[0], ((int[]) right)[0]), true);
    ShuffleSpec spec =
        new ShuffleSpec(
            "sortBy", new RangePartitioner(List.of(), order), Aggregation.NONE, false, order);
    try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED)) {
      var sorted =
          rig.run(spec, List.of(List.of(Pair.of(new int[] {2}, "b"), Pair.of(new int[] {1}, "a"))))
              .getFirst();
      assertEquals(List.of("a", "b"), sorted.stream().map(Pair::_2).toList());
    }
  }

  @Test
  void aPartitionerThatNamesNoPartitionIsNamed() {
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      ShuffleSpec spec = ShuffleSpec.plain("repartition", new IndexPartitioner(3));
      EngineException failure =
          assertThrows(EngineException.class, () -> rig.write(spec, 0, List.of(Pair.of(3, "x"))));
      assertEquals(CoreError.PARTITION_OUT_OF_RANGE, failure.code());
    }
  }
}
