package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole shuffles against models, in all modes and with so little memory that every stage spills.
 */
final class TestShuffle {
  private static final int MAPS = 3;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  static final ShuffleSpec SUM =
      new ShuffleSpec("reduceByKey", new HashPartitioner(4), summing(), true, SortOrder.NONE);

  static Aggregation summing() {
    return new Aggregation.Combining(
        value -> value,
        (sum, value) -> (Long) sum + (Long) value,
        (left, right) -> (Long) left + (Long) right);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void reducesAsAHashMapDoes(Mode mode) {
    List<List<Pair<Object, Object>>> maps = longs(6_000, 8_000);
    Map<Object, Object> expected = new HashMap<>();
    for (List<Pair<Object, Object>> map : maps) {
      for (Pair<Object, Object> record : map) {
        expected.merge(record._1(), record._2(), (left, right) -> (Long) left + (Long) right);
      }
    }
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      assertEquals(expected, asMap(rig.run(SUM, maps)), "seed " + seed);
      assertSpilled(rig);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void reducesWithoutMapSideCombining(Mode mode) {
    List<List<Pair<Object, Object>>> maps = longs(6_000, 8_000);
    ShuffleSpec spec =
        new ShuffleSpec("aggregateByKey", new HashPartitioner(4), summing(), false, SortOrder.NONE);
    try (ShuffleRig rig = new ShuffleRig(mode);
        ShuffleRig other = new ShuffleRig(Mode.REFERENCES)) {
      assertEquals(asMap(other.run(SUM, maps)), asMap(rig.run(spec, maps)), "seed " + seed);
      assertSpilled(rig);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void groupsInMapOrder(Mode mode) {
    List<List<Pair<Object, Object>>> maps = longs(6_000, 800);
    Map<Object, Object> expected = new HashMap<>();
    for (List<Pair<Object, Object>> map : maps) {
      for (Pair<Object, Object> record : map) list(expected, record._1()).add(record._2());
    }
    ShuffleSpec spec =
        new ShuffleSpec(
            "groupByKey", new HashPartitioner(4), Aggregation.GROUPING, false, SortOrder.NONE);
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      assertEquals(expected, asMap(rig.run(spec, maps)), "seed " + seed);
      assertSpilled(rig);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Map<Object, Object> lists, Object key) {
    return (List<Object>) lists.computeIfAbsent(key, absent -> new ArrayList<>());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void sortsStably(Mode mode) {
    for (int type = 0; type < 4; type++) {
      int keyType = type;
      List<List<Pair<Object, Object>>> maps =
          records(
              5_000, i -> key(keyType, random.nextInt(3_000)), i -> (Object) ("value number " + i));
      for (boolean isAscending : new boolean[] {true, false}) {
        SortOrder order = isAscending ? SortOrder.ASCENDING : SortOrder.DESCENDING;
        assertSorts(
            mode,
            maps,
            new ShuffleSpec("sortByKey", ranges(maps, order), Aggregation.NONE, false, order));
      }
    }
  }

  private void assertSorts(Mode mode, List<List<Pair<Object, Object>>> maps, ShuffleSpec spec) {
    List<Pair<Object, Object>> expected = new ArrayList<>();
    for (List<Pair<Object, Object>> map : maps) expected.addAll(map);
    Comparator<Object> comparator = spec.order().comparator();
    expected.sort((left, right) -> comparator.compare(left._1(), right._1()));
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      List<Pair<Object, Object>> sorted = new ArrayList<>();
      for (List<Pair<Object, Object>> target : rig.run(spec, maps)) sorted.addAll(target);
      assertEquals(expected, sorted, "seed " + seed);
      assertSpilled(rig);
    }
  }

  private static Partitioner ranges(List<List<Pair<Object, Object>>> maps, SortOrder order) {
    List<WeightedKey> sample = new ArrayList<>();
    for (int i = 0; i < 200; i++) sample.add(new WeightedKey(maps.getFirst().get(i)._1(), 1));
    return RangePartitioner.fromSample(sample, 3, order);
  }

  private static Object key(int type, int number) {
    return switch (type) {
      case 0 -> (Object) (number - 1_500);
      case 1 -> (long) number * 5_000_000_000L;
      case 2 -> (number - 1_500) / 7.0;
      default -> "key with a long common start " + Integer.toString(number, 36);
    };
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void sortsByAComparatorOfTheUser(Mode mode) {
    List<List<Pair<Object, Object>>> maps =
        records(5_000, i -> (Object) random.nextInt(50_000), i -> (Object) ("value number " + i));
    SortOrder order = SortOrder.by(Comparator.comparingInt(key -> (Integer) key % 1_000), true);
    assertSorts(
        mode,
        maps,
        new ShuffleSpec("sortByKey", ranges(maps, order), Aggregation.NONE, false, order));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void movesRecordsInOrderToFewAndToManyTargets(Mode mode) {
    for (int targetCount : new int[] {1, 7, 1_000}) {
      List<List<Pair<Object, Object>>> maps =
          records(
              6_000,
              i -> (Object) random.nextInt(targetCount),
              i -> (Object) ("value number " + i));
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        List<List<Pair<Object, Object>>> results =
            rig.run(ShuffleSpec.plain("repartition", new IndexPartitioner(targetCount)), maps);
        assertEquals(split(maps, targetCount), results, "seed " + seed);
        assertSpilled(rig);
      }
    }
  }

  private static List<List<Pair<Object, Object>>> split(
      List<List<Pair<Object, Object>>> maps, int targetCount) {
    List<List<Pair<Object, Object>>> targets = new ArrayList<>();
    for (int i = 0; i < targetCount; i++) targets.add(new ArrayList<>());
    for (List<Pair<Object, Object>> map : maps) {
      for (Pair<Object, Object> record : map) targets.get((Integer) record._1()).add(record);
    }
    return targets;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void combinesForManyTargets(Mode mode) {
    List<List<Pair<Object, Object>>> maps = longs(6_000, 8_000);
    ShuffleSpec spec =
        new ShuffleSpec("reduceByKey", new HashPartitioner(1_000), summing(), true, SortOrder.NONE);
    try (ShuffleRig rig = new ShuffleRig(mode);
        ShuffleRig other = new ShuffleRig(Mode.REFERENCES)) {
      assertEquals(asMap(other.run(SUM, maps)), asMap(rig.run(spec, maps)), "seed " + seed);
      assertSpilled(rig);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void cogroupsAsAHashMapDoes(Mode mode) {
    List<List<Pair<Object, Object>>> inputs = longs(6_000, 4_000);
    Map<Object, List<List<Object>>> expected = new HashMap<>();
    for (int input = 0; input < MAPS; input++) {
      for (Pair<Object, Object> record : inputs.get(input)) {
        expected
            .computeIfAbsent(
                record._1(),
                key -> List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
            .get(input)
            .add(record._2());
      }
    }
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      ShuffleContext context = rig.context();
      Map<Object, List<List<Object>>> found = new HashMap<>();
      var groups =
          ShuffleReader.cogroup(
              "cogroup",
              inputs.stream().map(each -> new ShuffleReader.Input(each.iterator(), false)).toList(),
              context);
      groups.forEachRemaining(group -> found.put(group._1(), List.of(group._2())));
      rig.count(context);
      assertEquals(expected, found, "seed " + seed);
      assertSpilled(rig);
    }
  }

  @Test
  void theOrderOfResultsDependsNeitherOnMemoryNorOnForm() {
    List<List<Pair<Object, Object>>> maps = longs(6_000, 8_000);
    try (ShuffleRig reference = new ShuffleRig(Mode.REFERENCES)) {
      List<List<Pair<Object, Object>>> expected = reference.run(SUM, maps);
      for (Mode mode : Mode.values()) {
        try (ShuffleRig rig = new ShuffleRig(mode)) {
          assertEquals(expected, rig.run(SUM, maps), mode + ", seed " + seed);
        }
      }
    }
  }

  @Test
  void manySpilledRunsAreMergedInSteps() {
    List<List<Pair<Object, Object>>> maps =
        records(
            30_000,
            i -> (Object) (long) random.nextInt(20_000),
            i -> (Object) ("a value of some length " + i));
    ShuffleSpec spec =
        new ShuffleSpec(
            "groupByKey", new HashPartitioner(1), Aggregation.GROUPING, false, SortOrder.NONE);
    try (ShuffleRig rig = new ShuffleRig(Mode.ENCODED_TINY);
        ShuffleRig other = new ShuffleRig(Mode.REFERENCES)) {
      assertEquals(other.run(spec, maps), rig.run(spec, maps), "seed " + seed);
      assertTrue(rig.total.spillCount > 3 * Spills.FAN_IN, rig.total.spillCount + " spills");
      assertEquals(List.of(), rig.spillFiles());
    }
  }

  /** Reads memory that a small account cannot give; and whatever happened, nothing is left. */
  private void assertSpilled(ShuffleRig rig) {
    if (rig.mode.isTiny()) assertTrue(rig.total.spillCount > 0, "nothing spilled, seed " + seed);
    assertEquals(List.of(), rig.spillFiles(), "spills are deleted");
    assertEquals(0, rig.taskBytes(), "tasks have given back their memory");
    rig.store.close();
    assertEquals(List.of(), rig.storage.paths(), "map outputs are deleted");
    assertEquals(0, rig.account.heldBytes(), "the account is empty");
  }

  private List<List<Pair<Object, Object>>> longs(int count, int keyCount) {
    return records(
        count,
        i -> (Object) ("some key " + random.nextInt(keyCount)),
        i -> (Object) random.nextLong());
  }

  private interface Make {
    Object at(int i);
  }

  private static List<List<Pair<Object, Object>>> records(int count, Make key, Make value) {
    List<List<Pair<Object, Object>>> maps = new ArrayList<>();
    for (int map = 0; map < MAPS; map++) {
      List<Pair<Object, Object>> records = new ArrayList<>();
      for (int i = 0; i < count; i++) records.add(Pair.of(key.at(i), value.at(i)));
      maps.add(records);
    }
    return maps;
  }

  static Map<Object, Object> asMap(List<List<Pair<Object, Object>>> targets) {
    Map<Object, Object> map = new HashMap<>();
    for (List<Pair<Object, Object>> target : targets) {
      for (Pair<Object, Object> record : target) {
        assertTrue(map.put(record._1(), record._2()) == null, record + " comes twice");
      }
    }
    return map;
  }
}
