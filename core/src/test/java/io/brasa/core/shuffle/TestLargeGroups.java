package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.ClosingIterator;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import io.brasa.runtime.codec.Group;
import io.brasa.runtime.codec.StoredGroup;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups that are larger than memory, and joins of them, against models. */
final class TestLargeGroups {
  private static final ShuffleSpec GROUP =
      new ShuffleSpec(
          "groupByKey", new HashPartitioner(2), Aggregation.GROUPING, false, SortOrder.NONE);
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** A key of which all have one hash, and whose equality leaves out a part of it. */
  record Colliding(int number, String label) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Colliding colliding && colliding.number == number;
    }

    @Override
    public int hashCode() {
      return 42;
    }
  }

  private static List<Pair<Object, Object>> hot(int count) {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(Pair.of("hot", "value number " + i));
      if (i % 1000 == 0) records.add(Pair.of("cold " + i, "single"));
    }
    return records;
  }

  private static List<Object> valuesOf(List<? extends Pair<?, ?>> records, Object key) {
    List<Object> values = new ArrayList<>();
    for (Pair<?, ?> record : records) if (record._1().equals(key)) values.add(record._2());
    return values;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aGroupLargerThanMemoryIsReadAnyNumberOfTimes(Mode mode) {
    List<Pair<Object, Object>> records = hot(20_000);
    List<Object> model = valuesOf(records, "hot");
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      List<List<Pair<Object, Object>>> results = rig.run(GROUP, List.of(records));
      Group<?> hot = (Group<?>) TestShuffle.asMap(results).get("hot");
      assertEquals(mode.isTiny(), hot instanceof StoredGroup, "lies on disk");
      assertEquals(20_000, hot.count());
      assertEquals(model, hot);
      assertEquals(hot, model);
      assertEquals(model.hashCode(), hot.hashCode());
      assertEquals(model.toString(), hot.toString());
      assertEquals(model, new ArrayList<>(hot));
      assertEquals(model.get(777), hot.get(777));
      assertEquals(model.get(3), hot.get(3));
      Iterator<?> one = hot.iterator();
      Iterator<?> other = hot.iterator();
      for (int i = 0; i < 5000; i++) assertEquals(model.get(i), one.next());
      for (int i = 0; i < 2500; i++) assertEquals(model.get(i), other.next());
      assertEquals(model.get(5000), one.next());
      assertEquals(model.get(2500), other.next());
      assertThrows(UnsupportedOperationException.class, () -> hot.remove(0));
      assertThrows(IndexOutOfBoundsException.class, () -> hot.get(20_000));
      assertEquals(new ContentHash(rig.codecs).of(model), new ContentHash(rig.codecs).of(hot));
    }
  }

  @Test
  void aGroupIsGoneWhenItsTaskIs() {
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES_TINY)) {
      Group<?> hot = (Group<?>) TestShuffle.asMap(rig.run(GROUP, List.of(hot(20_000)))).get("hot");
      rig.endTasks();
      EngineException failure = assertThrows(EngineException.class, hot::iterator);
      assertEquals(CoreError.GROUP_EXPIRED, failure.code());
      assertEquals(List.of(), rig.spillFiles());
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void largeGroupsPassFurtherShuffles(Mode mode) {
    List<Pair<Object, Object>> records = hot(20_000);
    List<Object> model = valuesOf(records, "hot");
    for (ShuffleSpec spec :
        List.of(
            ShuffleSpec.plain("partitionBy", new HashPartitioner(2)),
            ShuffleSpec.plain("partitionBy", new HashPartitioner(300)),
            new ShuffleSpec(
                "sortByKey", new HashPartitioner(2), Aggregation.NONE, false, SortOrder.ASCENDING),
            GROUP)) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        List<Pair<Object, Object>> groups = new ArrayList<>();
        rig.run(GROUP, List.of(records)).forEach(groups::addAll);
        rig.write(spec, new MapOutputId(1, 7, 0), wrapped(groups));
        rig.endTasks();
        int found = 0;
        for (int target = 0; target < spec.targetCount(); target++) {
          List<Pair<Object, Object>> read =
              ShuffleRig.drain(
                  new ShuffleReader(spec, rig.context())
                      .read(
                          List.of(rig.store.block(new MapOutputId(1, 7, 0).block(target)).get())
                              .iterator()));
          for (Pair<Object, Object> pair : read) {
            Object value = spec == GROUP ? ((Group<?>) pair._2()).get(0) : pair._2();
            if (!pair._1().equals("hot")) continue;
            assertEquals(Pair.of("first", Pair.of(model, "second")), value, spec.operation());
            found++;
          }
        }
        assertEquals(1, found, spec.operation());
        rig.endTasks();
        assertEquals(List.of(), rig.spillFiles());
      }
    }
  }

  /** Groups deep in the values of another shuffle. */
  private static List<Pair<Object, Object>> wrapped(List<Pair<Object, Object>> groups) {
    List<Pair<Object, Object>> wrapped = new ArrayList<>();
    for (Pair<Object, Object> group : groups)
      wrapped.add(Pair.of(group._1(), Pair.of("first", Pair.of(group._2(), "second"))));
    return wrapped;
  }

  @Test
  void theChecksumOfAMapOutputIsThatOfTheContentWhereverGroupsLie() {
    List<Pair<Object, Object>> records = hot(20_000);
    ShuffleSpec plain = ShuffleSpec.plain("partitionBy", new HashPartitioner(2));
    List<Long> checksums = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        List<Pair<Object, Object>> groups = new ArrayList<>();
        rig.run(GROUP, List.of(records)).forEach(groups::addAll);
        checksums.add(
            rig.write(plain, new MapOutputId(1, 7, 0), wrapped(groups)).contentChecksum());
      }
    }
    for (long checksum : checksums) assertEquals(checksums.getFirst(), checksum);
  }

  @Test
  void groupsAreTheSameInTheSameOrderHoweverLittleMemoryThereIs() {
    for (int round = 0; round < 10; round++) {
      int keyKind = random.nextInt(4);
      int valueKind = random.nextInt(6);
      int keyCount = 1 + random.nextInt(300);
      List<List<Pair<Object, Object>>> maps = new ArrayList<>();
      for (int map = 0; map < 3; map++)
        maps.add(records(random.nextInt(3000), keyKind, keyCount, valueKind));
      List<List<Pair<Object, Object>>> expected;
      try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
        expected = rig.run(GROUP, maps);
        assertEquals(model(maps), asLists(expected), "seed " + seed);
      }
      for (Mode mode : List.of(Mode.REFERENCES_TINY, Mode.ENCODED_TINY, Mode.STRICT)) {
        try (ShuffleRig rig = new ShuffleRig(mode)) {
          assertEquals(
              expected, rig.run(GROUP, maps), mode + ", round " + round + ", seed " + seed);
          rig.endTasks();
          assertEquals(List.of(), rig.spillFiles());
          assertEquals(0, rig.taskBytes());
        }
      }
    }
  }

  private List<Pair<Object, Object>> records(int count, int keyKind, int keyCount, int valueKind) {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Skewed: half of the records have one key.
      int key = random.nextBoolean() ? 0 : random.nextInt(keyCount);
      records.add(Pair.of(key(keyKind, key), value(valueKind, i)));
    }
    return records;
  }

  private Object key(int kind, int number) {
    return switch (kind) {
      case 0 -> number - 20;
      case 1 -> number == 7 ? null : "key " + number;
      case 2 -> number * 0x1_0000_0001L;
      default -> new Colliding(number % 20, "label " + random.nextInt(3));
    };
  }

  private Object value(int kind, int i) {
    return switch (kind) {
      case 0 -> random.nextInt();
      case 1 -> random.nextLong();
      case 2 -> random.nextDouble();
      case 3 -> "value number " + i;
      case 4 -> i % 100 == 99 ? null : (Object) i;
      default -> new ArrayList<>(List.of(i, "text"));
    };
  }

  private static Map<Object, List<Object>> model(List<? extends List<? extends Pair<?, ?>>> maps) {
    Map<Object, List<Object>> model = new LinkedHashMap<>();
    for (List<? extends Pair<?, ?>> map : maps) {
      for (Pair<?, ?> record : map)
        model.computeIfAbsent(record._1(), absent -> new ArrayList<>()).add(record._2());
    }
    return model;
  }

  private static Map<Object, Object> asLists(List<List<Pair<Object, Object>>> results) {
    return TestShuffle.asMap(results);
  }

  // ---- joins

  @Test
  void joinsAreThoseOfALoopInTheSameOrderHoweverLittleMemoryThereIs() {
    for (int round = 0; round < 5; round++) {
      int keyKind = random.nextInt(4);
      int valueKind = random.nextInt(6);
      List<Pair<Object, Object>> left = records(random.nextInt(400), keyKind, 150, valueKind);
      List<Pair<Object, Object>> right =
          records(random.nextInt(1500), keyKind, 150, random.nextInt(6));
      List<Pair<Object, Pair<Object, Object>>> expected;
      try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
        expected = looped(left, right, rig.context());
        assertEquals(joinedModel(left, right), asBag(expected), "seed " + seed);
      }
      for (Mode mode : Mode.values()) {
        for (int ordered = 0; ordered < 4; ordered++) {
          try (ShuffleRig rig = new ShuffleRig(mode)) {
            String what = mode + ", ordered " + ordered + ", round " + round + ", seed " + seed;
            ShuffleContext context = rig.context();
            var joined =
                ShuffleReader.join(
                    "join", input(left, ordered & 1, rig), input(right, ordered & 2, rig), context);
            assertEquals(expected, ShuffleRig.drain(joined), what);
            rig.endTasks();
            assertEquals(List.of(), rig.spillFiles(), what);
            assertEquals(0, context.memory().heldBytes(), what);
          }
        }
      }
    }
  }

  /** The records as they are, or in the order in which a grouping gives its keys. */
  private static ShuffleReader.Input input(
      List<Pair<Object, Object>> records, int ordered, ShuffleRig rig) {
    if (ordered == 0) return new ShuffleReader.Input(records.iterator(), false);
    List<Pair<Object, Object>> sorted = new ArrayList<>();
    try (ShuffleRig other = new ShuffleRig(Mode.REFERENCES)) {
      var groups = new ShuffleReader(GROUP, other.context()).readRecords(records.iterator());
      while (groups.hasNext()) {
        Pair<Object, Object> group = groups.next();
        for (Object value : (Group<?>) group._2()) sorted.add(Pair.of(group._1(), value));
      }
    }
    return new ShuffleReader.Input(sorted.iterator(), true);
  }

  /** A cogroup and a loop in a loop: what a join is. */
  private static List<Pair<Object, Pair<Object, Object>>> looped(
      List<Pair<Object, Object>> left, List<Pair<Object, Object>> right, ShuffleContext context) {
    List<Pair<Object, Pair<Object, Object>>> all = new ArrayList<>();
    var groups =
        ShuffleReader.cogroup(
            "join",
            List.of(
                new ShuffleReader.Input(left.iterator(), false),
                new ShuffleReader.Input(right.iterator(), false)),
            context);
    while (groups.hasNext()) {
      Pair<Object, List<Object>[]> group = groups.next();
      for (Object one : group._2()[0])
        for (Object other : group._2()[1]) all.add(Pair.of(group._1(), Pair.of(one, other)));
    }
    return all;
  }

  private static Map<Object, Integer> joinedModel(
      List<Pair<Object, Object>> left, List<Pair<Object, Object>> right) {
    Map<Object, Integer> bag = new LinkedHashMap<>();
    for (Pair<Object, Object> one : left) {
      for (Pair<Object, Object> other : right) {
        if (Objects.equals(one._1(), other._1()))
          bag.merge(Pair.of(one._1(), Pair.of(one._2(), other._2())), 1, Integer::sum);
      }
    }
    return bag;
  }

  private static Map<Object, Integer> asBag(List<?> all) {
    Map<Object, Integer> bag = new LinkedHashMap<>();
    for (Object each : all) bag.merge(each, 1, Integer::sum);
    return bag;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aJoinStreamsWhenEitherSideIsLargerThanMemory(Mode mode) {
    List<Pair<Object, Object>> large = hot(8_000);
    List<Pair<Object, Object>> small = List.of(Pair.of("hot", 1L), Pair.of("hot", 2L));
    for (boolean isLeftLarge : new boolean[] {true, false}) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        ShuffleContext context = rig.context();
        var left = new ShuffleReader.Input((isLeftLarge ? large : small).iterator(), false);
        var right = new ShuffleReader.Input((isLeftLarge ? small : large).iterator(), false);
        try (ClosingIterator<Pair<Object, Pair<Object, Object>>> joined =
            ShuffleReader.join("join", left, right, context)) {
          for (int i = 0; i < 16_000; i++) {
            Pair<Object, Object> expected =
                isLeftLarge
                    ? Pair.of("value number " + i / 2, 1L + i % 2)
                    : Pair.of(1L + i / 8000, "value number " + i % 8000);
            assertEquals(Pair.of("hot", expected), joined.next());
          }
          assertTrue(!joined.hasNext());
        }
        if (mode.isTiny()) assertTrue(context.metrics().spillBytes > 0, "spilled");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void cogroupsOfSeveralLargeInputsAreClosedEarlyWithoutALeak(Mode mode) {
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      ShuffleContext context = rig.context();
      List<ShuffleReader.Input> inputs = new ArrayList<>();
      for (int i = 0; i < 5; i++) inputs.add(new ShuffleReader.Input(hot(4_000).iterator(), false));
      var groups = ShuffleReader.cogroup("cogroup", inputs, context);
      Pair<Object, List<Object>[]> group = groups.next();
      while (!group._1().equals("hot")) group = groups.next();
      for (List<Object> values : group._2()) {
        assertEquals(4_000, values.size());
        if (mode.isTiny()) assertInstanceOf(StoredGroup.class, values);
      }
      assertEquals(group._2()[0], group._2()[4]);
      groups.close();
      rig.endTasks();
      assertEquals(List.of(), rig.spillFiles());
      assertEquals(0, context.memory().heldBytes());
    }
  }

  @Test
  void anInputThatIsNotInOrderIsNoticed() {
    List<Pair<Object, Object>> records = List.of(Pair.of(5, "a"), Pair.of(3, "b"), Pair.of(9, "c"));
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      var ordered = new ShuffleReader.Input(records.iterator(), true);
      var other = new ShuffleReader.Input(List.of(Pair.of(9, 1)).iterator(), true);
      var joined = ShuffleReader.join("join", ordered, other, rig.context());
      assertThrows(EngineException.class, joined::hasNext);
    }
  }
}
