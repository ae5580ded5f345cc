package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TestContentChecksum {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  record Measure(String place, double degrees) {}

  @Test
  void isTheSameInEveryModeAndOrder() {
    for (ShuffleSpec spec :
        List.of(
            TestShuffle.SUM,
            new ShuffleSpec(
                "reduceByKey",
                new HashPartitioner(700),
                TestShuffle.summing(),
                true,
                SortOrder.NONE),
            ShuffleSpec.plain("partitionBy", new HashPartitioner(3)),
            ShuffleSpec.plain("partitionBy", new HashPartitioner(700)))) {
      List<Pair<Object, Object>> records = records();
      MapOutput expected = output(Mode.REFERENCES, spec, records);
      for (Mode mode : Mode.values()) {
        Collections.shuffle(records, random);
        MapOutput output = output(mode, spec, records);
        assertEquals(expected.contentChecksum(), output.contentChecksum(), mode + ", seed " + seed);
        assertArrayEquals(expected.rows(), output.rows());
        assertEquals(expected.keys(), output.keys());
      }
    }
  }

  @Test
  void differsWhenOneRecordDiffers() {
    ShuffleSpec spec = ShuffleSpec.plain("partitionBy", new HashPartitioner(3));
    List<Pair<Object, Object>> records = records();
    long expected = output(Mode.ENCODED, spec, records).contentChecksum();
    List<Object> others =
        List.of(0L, -1L, 1L, "0", 0, 0.0, -0.0, new Measure("a", 1), List.of(0L), new long[1]);
    Set<Long> seen = new HashSet<>();
    seen.add(expected);
    for (Object other : others) {
      List<Pair<Object, Object>> changed = new ArrayList<>(records);
      changed.set(17, Pair.of(records.get(17)._1(), other));
      long checksum = output(Mode.ENCODED, spec, changed).contentChecksum();
      assertTrue(seen.add(checksum), "value " + other + ", seed " + seed);
      assertEquals(checksum, output(Mode.REFERENCES, spec, changed).contentChecksum());
    }
    List<Pair<Object, Object>> twice = new ArrayList<>(records);
    twice.add(records.getFirst());
    assertNotEquals(expected, output(Mode.ENCODED, spec, twice).contentChecksum());
  }

  @Test
  void differsWhenARecordGoesElsewhere() {
    List<Pair<Object, Object>> records = List.of(Pair.of(0, "a"));
    long here =
        output(Mode.REFERENCES, ShuffleSpec.plain("p", new IndexPartitioner(2)), records)
            .contentChecksum();
    Partitioner elsewhere = new RangePartitioner(List.of(-5), SortOrder.ASCENDING);
    assertNotEquals(
        here,
        output(Mode.REFERENCES, ShuffleSpec.plain("p", elsewhere), records).contentChecksum());
  }

  @Test
  void swappingValuesBetweenKeysDiffers() {
    ShuffleSpec spec = ShuffleSpec.plain("p", new HashPartitioner(1));
    assertNotEquals(
        output(Mode.REFERENCES, spec, List.of(Pair.of(1, 2), Pair.of(3, 4))).contentChecksum(),
        output(Mode.REFERENCES, spec, List.of(Pair.of(1, 4), Pair.of(3, 2))).contentChecksum());
  }

  @Test
  void equalCollectionsHashEquallyWhateverTheirClassAndOrder() {
    ContentHash hash = new ContentHash(new Codecs(getClass().getClassLoader()));
    Map<String, Integer> map = new HashMap<>(1_000);
    for (int i = 0; i < 50; i++) map.put("key " + i, i);
    assertEquals(hash.of(map), hash.of(new TreeMap<>(map)));
    assertEquals(hash.of(List.of(1, 2)), hash.of(new ArrayList<>(List.of(1, 2))));
    assertNotEquals(hash.of(List.of(1, 2)), hash.of(List.of(2, 1)));
    assertNotEquals(hash.of(List.of(1, 2)), hash.of(Set.of(1, 2)));
    assertNotEquals(hash.of(List.of()), hash.of(null));
  }

  @Test
  void differentValuesHashDifferently() {
    ContentHash hash = new ContentHash(new Codecs(getClass().getClassLoader()));
    Set<Long> seen = new HashSet<>();
    for (int i = -20_000; i < 20_000; i++) {
      // Neighbours in every form; two equal hashes among 64-bit ones would be no chance.
      List<Object> forms =
          List.of(
              i,
              (long) i,
              (double) i,
              "" + i,
              "key " + i,
              List.of(i),
              List.of(i, i),
              Pair.of(i, -i),
              Set.of(i));
      for (Object form : forms) assertTrue(seen.add(hash.of(form)), form.getClass() + " " + form);
      assertTrue(seen.add(hash.of(new Measure("m" + i, i))));
    }
  }

  private List<Pair<Object, Object>> records() {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      records.add(
          Pair.of("a key of some length " + random.nextInt(5_000), (long) random.nextInt(1_000)));
    }
    return records;
  }

  private static MapOutput output(Mode mode, ShuffleSpec spec, List<Pair<Object, Object>> records) {
    try (ShuffleRig rig = new ShuffleRig(mode)) {
      MapOutput output = rig.write(spec, 0, records);
      if (mode.isTiny() && records.size() > 1_000)
        assertTrue(rig.total.spillCount > 0, "nothing spilled");
      return output;
    }
  }
}
