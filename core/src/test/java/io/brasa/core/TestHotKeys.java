package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs over groups several times larger than the memory of the engine. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestHotKeys {
  private static final int HOT = 40_000;
  @TempDir private Path folder;
  private final boolean isStrict;
  private BrasaContext brasa;

  TestHotKeys(boolean isStrict) {
    this.isStrict = isStrict;
  }

  private BrasaContext open(String memory) {
    brasa =
        BrasaContext.builder()
            .master("local[2]")
            .set("memory", memory)
            .set("local.folder", folder.resolve("local").toString())
            .strict(isStrict)
            .build();
    return brasa;
  }

  @AfterEach
  void close() {
    if (brasa != null) brasa.close();
  }

  /** 40,000 values of one key, of some 3 MB, and a few of others. */
  private static PairRDD<String, String> hot(BrasaContext brasa) {
    List<Integer> blocks = IntStream.range(0, 40).boxed().toList();
    return brasa.parallelize(blocks, 4).flatMapToPair(TestHotKeys::pairs);
  }

  private static Iterator<Pair<String, String>> pairs(int block) {
    List<Pair<String, String>> pairs = new ArrayList<>();
    for (int i = block * 1000; i < (block + 1) * 1000; i++)
      pairs.add(Pair.of("hot", "value number " + i));
    pairs.add(Pair.of("cold " + block % 8, "cold"));
    return pairs.iterator();
  }

  private static int size(Iterable<?> values) {
    int size = 0;
    for (Object value : values) size++;
    return size;
  }

  /** Looks at the values twice, and that they are in order. */
  private static int checked(Iterable<String> values) {
    int expected = 0;
    for (String value : values) {
      if (value.equals("cold")) return size(values);
      assertEquals("value number " + expected++, value);
    }
    assertEquals(HOT, expected);
    return size(values);
  }

  private static void assertSizes(Map<String, Integer> sizes) {
    assertEquals(9, sizes.size());
    assertEquals(HOT, sizes.get("hot"));
    assertEquals(5, sizes.get("cold 3"));
  }

  @Test
  void countsTheValuesOfAGroupLargerThanMemory() throws IOException {
    PairRDD<String, String> pairs = hot(open("1m"));
    assertSizes(pairs.groupByKey(3).mapValues(TestHotKeys::checked).collectAsMap());
    assertTrue(spillFiles().isEmpty(), () -> spillFiles().toString());
  }

  private List<Path> spillFiles() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().contains("/spill/")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void carriesGroupsThroughFurtherShuffles() {
    PairRDD<String, Iterable<String>> groups = hot(open("1m")).groupByKey(3);
    assertSizes(
        groups
            .mapToPair(group -> Pair.of(group._1(), Pair.of("some", group._2())))
            .partitionBy(new io.brasa.core.shuffle.HashPartitioner(5))
            .mapValues(pair -> checked(pair._2()))
            .collectAsMap());
    assertSizes(groups.sortByKey().mapValues(TestHotKeys::checked).collectAsMap());
    assertSizes(
        groups
            .repartition(2)
            .groupByKey(2)
            .mapValues(all -> checked(all.iterator().next()))
            .collectAsMap());
    assertSizes(
        groups
            .mapToPair(group -> Pair.of(group._1() + "", group._2()))
            .reduceByKey((one, other) -> one, 4)
            .mapValues(TestHotKeys::checked)
            .collectAsMap());
  }

  @Test
  void keepsGroupsAtEveryLevel() {
    for (String memory : List.of("1m", "64m")) {
      if (brasa != null) brasa.close();
      PairRDD<String, String> pairs = hot(open(memory));
      for (StorageLevel level :
          List.of(
              StorageLevel.MEMORY_ONLY,
              StorageLevel.MEMORY_ONLY_SER,
              StorageLevel.MEMORY_AND_DISK,
              StorageLevel.MEMORY_AND_DISK_SER,
              StorageLevel.DISK_ONLY)) {
        PairRDD<String, Iterable<String>> groups = pairs.groupByKey(3).persist(level);
        for (int round = 0; round < 3; round++)
          assertSizes(groups.mapValues(TestHotKeys::checked).collectAsMap());
        groups.unpersist();
      }
    }
  }

  @Test
  void checkpointsGroups() {
    PairRDD<String, Iterable<String>> groups = hot(open("1m")).groupByKey(3);
    brasa.setCheckpointDir(folder.resolve("checkpoints").toString());
    groups.checkpoint();
    assertSizes(groups.mapValues(TestHotKeys::checked).collectAsMap());
    assertSizes(groups.mapValues(TestHotKeys::checked).collectAsMap());
    PairRDD<String, Integer> ones = hot(brasa).mapValues(value -> 1).reduceByKey(Integer::sum, 3);
    assertEquals(
        9, groups.join(ones).filter(each -> size(each._2()._1()) == each._2()._2()).count());
  }

  @Test
  void bringsAGroupToTheDriverOrSaysThatItCannot() {
    PairRDD<String, Iterable<String>> groups = hot(open("1m")).groupByKey(3);
    EngineException failure = assertThrows(EngineException.class, groups::collect);
    assertEquals(RuntimeError.MEMORY_EXHAUSTED, failure.code(), failure::getMessage);
    brasa.close();
    Map<String, Iterable<String>> all = hot(open("24m")).groupByKey(3).collectAsMap();
    brasa.close();
    assertEquals(HOT, checked(all.get("hot")));
  }

  @Test
  void joinsALargeGroupOnEitherSide() {
    PairRDD<String, String> pairs = hot(open("1m"));
    PairRDD<String, Integer> few =
        brasa.parallelizePairs(
            List.of(Pair.of("hot", 1), Pair.of("hot", 2), Pair.of("other", 3)), 2);
    assertEquals(2 * HOT, pairs.join(few, 3).count());
    assertEquals(2 * HOT, few.join(pairs, 3).count());
    long[] sizes =
        pairs
            .cogroup(few)
            .filter(each -> each._1().equals("hot"))
            .values()
            .map(both -> new long[] {checked(both._1()), size(both._2())})
            .first();
    assertEquals(HOT, sizes[0]);
    assertEquals(2, sizes[1]);
  }

  @Test
  void groupsServeAsKeys() {
    PairRDD<Integer, Integer> pairs =
        open("64m")
            .parallelize(IntStream.range(0, 100).boxed().toList(), 3)
            .mapToPair(i -> Pair.of(i % 10, i % 2));
    List<Iterable<Integer>> distinct = pairs.groupByKey(2).values().distinct().collect();
    assertEquals(2, distinct.size());
  }
}
