package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sizes that nobody has every day: they are dealt with, or refused by name. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestExtremes {
  @TempDir private Path folder;

  private BrasaContext open(String memory) {
    return BrasaContext.builder()
        .master("local[2]")
        .set("local.folder", folder.resolve("local").toString())
        .set("memory", memory)
        .build();
  }

  // ---- large records

  private static byte[] bytes(int number, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i += 4_096) bytes[i] = (byte) (number + i);
    return bytes;
  }

  private static long look(byte[] bytes) {
    long sum = bytes.length;
    for (int i = 0; i < bytes.length; i += 4_096) sum = 31 * sum + bytes[i];
    return sum;
  }

  private void largeRecords(int size, String memory) {
    try (BrasaContext brasa = open(memory)) {
      RDD<byte[]> records = brasa.parallelize(List.of(1, 2, 3), 2).map(n -> bytes(n, size));
      List<Long> expected = IntStream.of(1, 2, 3).mapToObj(n -> look(bytes(n, size))).toList();
      assertEquals(expected, records.map(TestExtremes::look).collect());
      for (StorageLevel level :
          List.of(
              StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_AND_DISK_SER, StorageLevel.DISK_ONLY)) {
        RDD<byte[]> kept = records.map(bytes -> bytes).persist(level);
        assertEquals(expected, kept.map(TestExtremes::look).collect(), level::toString);
        assertEquals(expected, kept.map(TestExtremes::look).collect(), level::toString);
        kept.unpersist();
      }
      PairRDD<Integer, byte[]> pairs =
          records.mapToPair(bytes -> new Pair<>((int) (look(bytes) & 1), bytes));
      List<Long> sorted = expected.stream().sorted().toList();
      assertEquals(
          sorted,
          pairs
              .groupByKey(2)
              .flatMap(group -> group._2().iterator())
              .map(TestExtremes::look)
              .collect()
              .stream()
              .sorted()
              .toList());
      assertEquals(
          sorted,
          pairs.sortByKey().values().map(TestExtremes::look).collect().stream().sorted().toList());
      assertEquals(
          Collections.max(expected),
          pairs
              .mapToPair(pair -> new Pair<>(0, pair._2()))
              .reduceByKey((a, b) -> look(a) > look(b) ? a : b)
              .map(pair -> look(pair._2()))
              .first());
    }
  }

  @Test
  void recordsOfAMegabyte() {
    largeRecords(1 << 20, "16m");
    largeRecords(5 << 20, "64m");
  }

  @Test
  @Tag("slow")
  void recordsOfAHundredMegabytes() {
    largeRecords(100 << 20, "600m");
  }

  /** Made of one text many times, so that the test itself needs no such memory. */
  @Test
  @Tag("slow")
  void aRecordOfMoreThanTwoGigabytesIsRefusedByName() {
    try (BrasaContext brasa = open("600m")) {
      RDD<List<String>> huge =
          brasa.parallelize(List.of(1), 1).map(n -> Collections.nCopies(50, "x".repeat(50 << 20)));
      for (Runnable job :
          List.<Runnable>of(
              huge.mapToPair(list -> new Pair<>(list, 1)).groupByKey(2)::count,
              huge.persist(StorageLevel.DISK_ONLY)::count)) {
        EngineException failure = assertThrows(EngineException.class, job::run);
        assertTrue(
            Set.of(
                    CoreError.TASK_OUT_OF_MEMORY,
                    RuntimeError.MEMORY_EXHAUSTED,
                    RuntimeError.CODEC_ENCODE_FAILED)
                .contains(failure.code()),
            failure::getMessage);
      }
    }
  }

  @Test
  @Tag("slow")
  void aGroupOfMoreThanTwoGigabytes() {
    int count = 2_300;
    try (BrasaContext brasa = open("200m")) {
      PairRDD<String, byte[]> values =
          brasa
              .parallelize(IntStream.range(0, count).boxed().toList(), 4)
              .mapToPair(n -> new Pair<>("hot", bytes(n, 1 << 20)));
      List<Pair<Long, Long>> sums =
          values
              .groupByKey(2)
              .map(
                  group -> {
                    long total = 0;
                    long looks = 0;
                    for (byte[] value : group._2()) {
                      total += value.length;
                      looks += look(value);
                    }
                    return new Pair<>(total, looks);
                  })
              .collect();
      long looks = 0;
      for (int n = 0; n < count; n++) looks += look(bytes(n, 1 << 20));
      assertEquals(List.of(new Pair<>((long) count << 20, looks)), sums);
    }
  }

  // ---- many partitions

  @Test
  @Tag("slow")
  void aHundredThousandPartitions() {
    try (BrasaContext brasa = open("64m")) {
      RDD<Integer> numbers =
          brasa.parallelize(IntStream.range(0, 250_000).boxed().toList(), 100_000);
      assertEquals(250_000, numbers.map(n -> n + 1).filter(n -> n > 0).count());
      assertEquals(2_500, numbers.coalesce(3).filter(n -> n % 100 == 0).count());
    }
  }

  @Test
  @Tag("slow")
  void threeThousandMapsForThreeThousandReducers() {
    int count = 3_000;
    try (BrasaContext brasa = open("128m")) {
      PairRDD<Integer, Integer> sums =
          brasa
              .parallelize(IntStream.range(0, 50_000).boxed().toList(), count)
              .mapToPair(n -> new Pair<>(n % 20_000, 1))
              .reduceByKey(Integer::sum, count);
      assertEquals(20_000, sums.count());
      assertEquals(50_000, sums.values().reduce(Integer::sum));
    }
  }

  /** Not even the driver could say which block is where. */
  @Test
  void moreBlocksThanTheDriverCanKnowAreRefusedByName() {
    int count = (int) Math.sqrt(Runtime.getRuntime().maxMemory() / 20.0);
    try (BrasaContext brasa = open("64m")) {
      PairRDD<Integer, Integer> sums =
          brasa
              .parallelize(List.of(1, 2, 3), count)
              .mapToPair(n -> new Pair<>(n, 1))
              .reduceByKey(Integer::sum, count);
      EngineException failure = assertThrows(EngineException.class, sums::count);
      assertEquals(RuntimeError.MEMORY_EXHAUSTED, failure.code());
      assertTrue(failure.what().contains("from " + count + " to " + count), failure::what);
      assertEquals(3, brasa.parallelize(List.of(1, 2, 3), 3).count());
    }
  }

  // ---- keys that all look alike

  /** Its own hash, which is always the same. */
  static final class Alike implements Serializable, Comparable<Alike> {
    private static final long serialVersionUID = 1L;

    final int number;
    final byte[] ballast;

    Alike(int number, int ballastBytes) {
      this.number = number;
      this.ballast = new byte[ballastBytes];
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Alike alike && alike.number == number;
    }

    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public int compareTo(Alike other) {
      return Integer.compare(number, other.number);
    }
  }

  @Test
  void manyKeysOfOneHash() {
    int keys = 800;
    try (BrasaContext brasa = open("96k")) {
      PairRDD<Alike, Integer> pairs =
          brasa
              .parallelize(IntStream.range(0, 4 * keys).boxed().toList(), 3)
              .mapToPair(n -> new Pair<>(new Alike(n % keys, 20), n));
      TreeMap<Alike, Integer> sums =
          new TreeMap<>(pairs.reduceByKey(Integer::sum, 2).collectAsMap());
      assertEquals(keys, sums.size());
      sums.forEach(
          (key, sum) -> assertEquals(4 * key.number + 6 * keys, sum, () -> "key " + key.number));
    }
  }

  @Test
  void storedGroupsOfManyLargeKeysOfOneHash() {
    int keys = 300;
    try (BrasaContext brasa = open("2m")) {
      PairRDD<Alike, byte[]> pairs =
          brasa
              .parallelize(IntStream.range(0, 10 * keys).boxed().toList(), 3)
              .mapToPair(n -> new Pair<>(new Alike(n % keys, 4_000), bytes(n, 2_000)));
      List<Pair<Integer, Integer>> counts =
          pairs
              .groupByKey(2)
              .map(
                  group -> {
                    int count = 0;
                    for (byte[] value : group._2()) count += value.length;
                    return new Pair<>(group._1().number, count);
                  })
              .collect();
      assertEquals(keys, counts.size());
      for (Pair<Integer, Integer> count : counts) assertEquals(20_000, count._2());
    }
  }
}
