package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.ColumnBlock;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole shuffles that combine, against a map of the JDK's, whatever the keys and values are. */
final class TestCombining {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** Kinds of keys: words, words among others, and none. */
  private enum Keys {
    SHORT(i -> "k" + i),
    SHORT_AND_LONG(i -> i % 3 == 0 ? "a key that is not so short " + i : "k" + i),
    WIDE(i -> i % 2 == 0 ? "\u03b1\u03b2" + i : "" + i),
    INTEGERS(i -> i - 500),
    LONGS_AND_NULL(i -> i % 40 == 7 ? null : (long) (i - 500) << 32),
    MIXED(
        i ->
            switch (i % 5) {
              case 0 -> i;
              case 1 -> (long) i;
              case 2 -> "" + i;
              case 3 -> i / 3.0;
              default -> List.of(i);
            }),
    DOUBLES(i -> i == 0 ? -0.0 : i == 1 ? 0.0 : i == 2 ? Double.NaN : i * 1.5);

    final IntFunction<Object> key;

    Keys(IntFunction<Object> key) {
      this.key = key;
    }
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void theSumsAreRightAndInOneOrderInEveryMode(Keys keys) {
    for (int targets : new int[] {1, 3, 300}) {
      ShuffleSpec spec = spec(targets, TestCombining::sum);
      List<List<Pair<Object, Object>>> maps = maps(keys.key, i -> (Object) i);
      List<List<Pair<Object, Object>>> expected = null;
      for (Mode mode : Mode.values()) {
        try (ShuffleRig rig = new ShuffleRig(mode)) {
          List<List<Pair<Object, Object>>> found = rig.run(spec, maps);
          assertEquals(model(maps), asMap(found), mode + ", seed " + seed);
          if (expected == null) expected = found;
          assertEquals(expected, found, mode + ", order, seed " + seed);
        }
      }
    }
  }

  /** A combiner that has become another class, or null, goes on where objects are. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 700, 9_000})
  void aSumThatDoesNotFitAnyMoreMovesElsewhere(int misfits) {
    ShuffleSpec spec = spec(3, TestCombining::widening);
    IntFunction<Object> values = i -> random.nextInt(9_000) < misfits ? Integer.MAX_VALUE : i;
    List<List<Pair<Object, Object>>> maps = maps(Keys.SHORT_AND_LONG.key, values);
    Map<Object, Object> model = new HashMap<>();
    for (List<Pair<Object, Object>> map : maps) {
      for (Pair<Object, Object> record : map)
        model.merge(record._1(), record._2(), TestCombining::widening);
    }
    for (Mode mode : Mode.values()) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        assertEquals(model, asMap(rig.run(spec, maps)), mode + ", seed " + seed);
      }
    }
  }

  @Test
  void aMisfitThatComesWhenTheTableIsFullIsKept() {
    ShuffleSpec spec = spec(1, TestCombining::widening);
    for (int count = 0; count < 200; count++) {
      List<Pair<Object, Object>> records = new ArrayList<>();
      for (int i = 0; i < count; i++) records.add(Pair.of(i, 1));
      records.add(Pair.of(count, 5_000_000_000L));
      try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
        Map<Object, Object> found = asMap(rig.run(spec, List.of(records)));
        assertEquals(count + 1, found.size());
        assertEquals(5_000_000_000L, found.get(count), "after " + count + " keys");
      }
    }
  }

  @Test
  void aNullCombinerIsKept() {
    ShuffleSpec spec = spec(2, (left, right) -> null);
    for (Mode mode : Mode.values()) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        var found =
            rig.run(spec, List.of(List.of(Pair.of("a", 1), Pair.of("b", 2), Pair.of("a", 3))));
        Map<Object, Object> expected = new HashMap<>(Map.of("b", 2));
        expected.put("a", null);
        assertEquals(expected, asMap(found));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void contentHasOneChecksumInEveryModeAndOrder(Keys keys) {
    ShuffleSpec spec = spec(3, TestCombining::sum);
    List<Pair<Object, Object>> records = maps(keys.key, i -> (Object) i).getFirst();
    MapOutput expected = null;
    for (Mode mode : Mode.values()) {
      java.util.Collections.shuffle(records, random);
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        MapOutput output = rig.write(spec, 0, records);
        if (expected == null) expected = output;
        assertEquals(expected.contentChecksum(), output.contentChecksum(), mode + " " + seed);
        assertEquals(expected.keys(), output.keys());
        assertEquals(expected.totalRows(), output.totalRows());
      }
    }
  }

  @Test
  void plainOutputsAreHandedOverAsWords() {
    ShuffleSpec spec = spec(1, TestCombining::sum);
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      rig.write(spec, 0, List.of(Pair.of("a", 1), Pair.of("a", 2), Pair.of("b", 3)));
      ColumnBlock block = assertInstanceOf(ColumnBlock.class, rig.blocks(1, 0).next());
      assertEquals(4, block.valueCount());
      assertEquals(0, block.others().size());
      rig.write(spec, 1, List.of(Pair.of("a", 1), Pair.of("one that does not fit", 2)));
      rig.blocks(2, 0).forEachRemaining(each -> assertInstanceOf(ColumnBlock.class, each));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatIsHeldWasReservedAndIsGivenBack(Mode mode) {
    ShuffleSpec spec = spec(3, TestCombining::sum);
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) records.add(Pair.of("k" + i, 1));
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      ShuffleContext context = rig.context();
      ShuffleWriter writer =
          rig.store.writer(spec, new MapOutputId(1, 0, 0), mode.handover, context);
      for (Pair<Object, Object> record : records) writer.write(record._1(), record._2());
      // 24 bytes an entry in slots of which at most five eighths are taken, less what is free.
      if (!mode.isTiny()) assertTrue(rig.taskBytes() >= 20_000 * 24, rig.taskBytes() + " bytes");
      writer.finish();
      rig.count(context);
      assertEquals(mode.isTiny(), rig.total.spillCount > 0);
      assertEquals(0, rig.taskBytes());
    }
  }

  /** All strings of Aa and BB have one hash code; short ones lie in words, long ones do not. */
  @ParameterizedTest
  @ValueSource(ints = {7, 8, 16})
  @Timeout(60)
  void stringsMadeToCollideAreNotQuadratic(int pairs) {
    ShuffleSpec spec = spec(2, TestCombining::sum);
    int count = Math.min(1 << pairs, 60_000);
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) records.add(Pair.of(colliding(i, pairs), i));
    assertEquals(records.getFirst()._1().hashCode(), records.getLast()._1().hashCode());
    // Keys of one hash must be in memory together once something was spilled.
    List<Mode> modes =
        pairs < 9 ? List.of(Mode.values()) : List.of(Mode.REFERENCES, Mode.STRICT, Mode.ENCODED);
    for (Mode mode : modes) {
      try (ShuffleRig rig = new ShuffleRig(mode)) {
        assertEquals(
            model(List.of(records, records)), asMap(rig.run(spec, List.of(records, records))));
      }
    }
  }

  private static String colliding(int bits, int pairs) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pairs; i++) text.append((bits >>> i & 1) == 0 ? "Aa" : "BB");
    return text.toString();
  }

  private List<List<Pair<Object, Object>>> maps(
      IntFunction<Object> keys, IntFunction<Object> values) {
    List<List<Pair<Object, Object>>> maps = new ArrayList<>();
    for (int map = 0; map < 3; map++) {
      List<Pair<Object, Object>> records = new ArrayList<>();
      for (int i = 0; i < 3_000; i++)
        records.add(Pair.of(keys.apply(random.nextInt(2_000)), values.apply(random.nextInt(100))));
      maps.add(records);
    }
    return maps;
  }

  private static ShuffleSpec spec(
      int targets, io.brasa.core.function.Function2<Object, Object, Object> function) {
    return new ShuffleSpec(
        "reduceByKey",
        new HashPartitioner(targets),
        new Aggregation.Combining(value -> value, function, function),
        true,
        SortOrder.NONE);
  }

  private static Map<Object, Object> model(List<List<Pair<Object, Object>>> maps) {
    Map<Object, Object> model = new HashMap<>();
    for (List<Pair<Object, Object>> map : maps) {
      for (Pair<Object, Object> record : map)
        model.merge(record._1(), record._2(), TestCombining::sum);
    }
    return model;
  }

  private static Object sum(Object left, Object right) {
    return (Integer) left + (Integer) right;
  }

  /** Integers as long as the sum is one. */
  private static Object widening(Object left, Object right) {
    long sum = ((Number) left).longValue() + ((Number) right).longValue();
    return sum == (int) sum ? (Object) (int) sum : (Object) sum;
  }

  private static Map<Object, Object> asMap(List<List<Pair<Object, Object>>> results) {
    Map<Object, Object> map = new HashMap<>();
    int count = 0;
    for (List<Pair<Object, Object>> result : results) {
      count += result.size();
      for (Pair<Object, Object> record : result) map.put(record._1(), record._2());
    }
    assertEquals(count, map.size(), "a key came out twice");
    return map;
  }
}
