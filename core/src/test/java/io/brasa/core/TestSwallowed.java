package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Source;
import io.brasa.core.pipe.PipeOptions;
import io.brasa.core.shared.Broadcast;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions that catch whatever comes and go on with what they have: what the engine threw fails
 * their task all the same, what other functions threw is theirs.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestSwallowed {
  private static final int COUNT = 1_000;

  /** What goes wrong in the middle of the source of a partition. */
  private enum Fault {
    DAMAGED {
      @Override
      void strike() {
        throw new EngineException(CoreError.INPUT_CORRUPT, "half of it is gone", "nothing");
      }
    },
    FULL {
      @Override
      void strike() {
        throw new EngineException(RuntimeError.MEMORY_EXHAUSTED, "no room", "nothing");
      }
    },
    OUT_OF_MEMORY {
      @Override
      void strike() {
        throw new OutOfMemoryError("planted");
      }
    },
    CLASS_GONE {
      @Override
      void strike() {
        throw new NoClassDefFoundError("planted");
      }
    };

    abstract void strike();
  }

  /** Numbers, of which the attempts of the first partition give only the first ones at first. */
  private static final class Failing implements Source {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger LEFT = new AtomicInteger();

    private final Fault fault;

    Failing(Fault fault, int times) {
      this.fault = fault;
      LEFT.set(times);
    }

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public List<?> splits() {
      return List.of(0, 1);
    }

    @Override
    public Iterator<?> open(Object split, io.brasa.core.lineage.TaskContext context) {
      boolean isFailing = split.equals(0) && LEFT.getAndDecrement() > 0;
      return new Iterator<Integer>() {
        private int next;

        @Override
        public boolean hasNext() {
          if (isFailing && next == COUNT / 2) fault.strike();
          return next < COUNT;
        }

        @Override
        public Integer next() {
          return next++;
        }
      };
    }
  }

  private static BrasaContext open(int attempts) {
    return BrasaContext.builder()
        .master("local[2]")
        .set("task.attempts", Integer.toString(attempts))
        .build();
  }

  private static RDD<Integer> failing(BrasaContext brasa, Fault fault, int times) {
    return new RDD<>(
        brasa, brasa.lineages().source(new Failing(fault, times), CallSite.here("failing")));
  }

  private static <T> Iterator<T> asFarAsItGoes(Iterator<T> records) {
    List<T> got = new ArrayList<>();
    while (true) {
      try {
        if (!records.hasNext()) break;
        got.add(records.next());
      } catch (Throwable e) {
        continue; // and not even a break
      }
    }
    return got.iterator();
  }

  private static <T> RDD<T> swallowing(RDD<T> records) {
    return records.mapPartitions(TestSwallowed::asFarAsItGoes);
  }

  // ---- what the engine throws

  @ParameterizedTest
  @EnumSource
  void whatTheSourceThrowsFailsTheTask(Fault fault) {
    try (BrasaContext brasa = open(1)) {
      assertThrows(EngineException.class, swallowing(failing(brasa, fault, 1))::count);
      assertThrows(
          EngineException.class, swallowing(failing(brasa, fault, 1).map(n -> n + 1))::count);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNextAttemptGivesAll(Fault fault) {
    try (BrasaContext brasa = open(3)) {
      assertEquals(2 * COUNT, swallowing(failing(brasa, fault, 2)).count());
      assertEquals(2 * COUNT, swallowing(failing(brasa, fault, 2).map(n -> -n)).collect().size());
    }
  }

  @Test
  void noShortPartitionIsKept() {
    for (StorageLevel level :
        List.of(
            StorageLevel.MEMORY_ONLY,
            StorageLevel.MEMORY_ONLY_SER,
            StorageLevel.DISK_ONLY,
            StorageLevel.MEMORY_AND_DISK)) {
      for (boolean isChain : List.of(false, true)) {
        try (BrasaContext brasa = open(3)) {
          RDD<Integer> whole = swallowing(failing(brasa, Fault.DAMAGED, 2));
          RDD<Integer> kept = (isChain ? whole.map(n -> n + 1) : whole).persist(level);
          assertEquals(2 * COUNT, kept.count(), level::toString);
          assertEquals(2 * COUNT, kept.count(), level::toString);
        }
      }
    }
  }

  @Test
  void noShortOutputIsShuffledOrSaved(@TempDir Path folder) throws IOException {
    try (BrasaContext brasa = open(3)) {
      RDD<Integer> whole = swallowing(failing(brasa, Fault.DAMAGED, 2));
      assertEquals(
          List.of(new Pair<>(0, 2 * COUNT)),
          whole.mapToPair(n -> new Pair<>(0, 1)).reduceByKey(Integer::sum).collect());
      String target = folder.resolve("out").toString();
      swallowing(failing(brasa, Fault.DAMAGED, 2)).saveAsTextFile(target);
      assertEquals(2 * COUNT, brasa.textFile(target).count());
    }
  }

  @Test
  void zipPartitionsAndForeachPartitionAreNoWayOut() {
    try (BrasaContext brasa = open(1)) {
      RDD<Integer> other = brasa.parallelize(List.of(1, 2), 2);
      RDD<Integer> zipped =
          failing(brasa, Fault.DAMAGED, 1)
              .zipPartitions(other, (left, right) -> asFarAsItGoes(left));
      assertEquals(
          CoreError.INPUT_CORRUPT, assertThrows(EngineException.class, zipped::count).code());
      RDD<Integer> torn = failing(brasa, Fault.DAMAGED, 1);
      EngineException failure =
          assertThrows(
              EngineException.class,
              () -> torn.foreachPartition(records -> asFarAsItGoes(records)));
      assertEquals(CoreError.INPUT_CORRUPT, failure.code());
      RDD<Integer> later = failing(brasa, Fault.DAMAGED, 1);
      assertThrows(
          Exception.class,
          () -> later.foreachPartitionAsync(records -> asFarAsItGoes(records)).get());
    }
  }

  @Test
  void pipedRecordsThatEndEarlyAreNoWayOut() {
    try (BrasaContext brasa = open(1)) {
      RDD<String> piped =
          failing(brasa, Fault.DAMAGED, 1).map(Object::toString).pipe(PipeOptions.of("cat"));
      assertEquals(
          CoreError.INPUT_CORRUPT,
          assertThrows(EngineException.class, swallowing(piped)::count).code());
    }
  }

  @Test
  void whatAFunctionThrowsInsteadDoesNotHideTheReason() {
    try (BrasaContext brasa = open(1)) {
      RDD<Integer> torn =
          failing(brasa, Fault.DAMAGED, 1)
              .mapPartitions(
                  records -> {
                    try {
                      while (records.hasNext()) records.next();
                    } catch (RuntimeException e) {
                      throw new IllegalStateException("bad luck");
                    }
                    return records;
                  });
      EngineException failure = assertThrows(EngineException.class, torn::count);
      assertEquals(CoreError.INPUT_CORRUPT, failure.code());
    }
  }

  @Test
  void aTornArchiveIsNoShortFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("numbers.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 20_000; i++) out.write((i * 7919 + "\n").getBytes());
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    try (BrasaContext brasa = open(1)) {
      RDD<String> lines = swallowing(brasa.textFile(file.toString()));
      assertThrows(EngineException.class, lines::count);
    }
  }

  // ---- groups and variables, which are read inside of functions

  private static final AtomicInteger STRIKES = new AtomicInteger();
  private static volatile Path root;

  @Test
  void aGroupWhoseFileIsGoneIsReadAgain(@TempDir Path folder) {
    root = folder;
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local[2]")
            .set("local.folder", folder.resolve("local").toString())
            .set("memory", "96k")
            .build()) {
      PairRDD<Integer, Iterable<String>> groups =
          brasa
              .parallelize(IntStream.range(0, 20_000).boxed().toList(), 3)
              .mapToPair(n -> new Pair<>(0, "a value of some length " + n))
              .groupByKey(1);
      STRIKES.set(1);
      assertEquals(List.of(20_000), groups.map(group -> struck(group._2())).collect());
      assertEquals(0, STRIKES.get(), "no file was damaged");
      STRIKES.set(1);
      assertEquals(List.of(20_000), groups.mapValues(TestSwallowed::struck).values().collect());
      STRIKES.set(1);
      assertEquals(
          20_000, groups.flatMapValues(group -> asFarAsItGoes(strike(group).iterator())).count());
    }
  }

  private static <T> Iterable<T> strike(Iterable<T> group) {
    if (STRIKES.getAndDecrement() > 0)
      for (Path file : Damage.files(root, "spill")) {
        try {
          byte[] bytes = Files.readAllBytes(file);
          if (bytes.length > 100) bytes[bytes.length - 3] ^= 4;
          Files.write(file, bytes);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    else STRIKES.set(0);
    return group;
  }

  private static int struck(Iterable<String> group) {
    int count = 0;
    try {
      for (String _ : strike(group)) count++;
    } catch (RuntimeException e) {
      // what has been counted may do
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 200_000})
  void aVariableThatIsGoneIsNoDefault(int count) {
    try (BrasaContext brasa = open(1)) {
      Broadcast<Integer> gone = brasa.broadcast(5);
      RDD<Integer> read =
          brasa.parallelize(IntStream.range(0, count).boxed().toList(), 2).map(n -> orZero(gone));
      gone.destroy();
      EngineException failure = assertThrows(EngineException.class, read::collect);
      assertEquals(CoreError.BROADCAST_DESTROYED, failure.code());
    }
  }

  private static int orZero(Broadcast<Integer> variable) {
    try {
      return variable.value();
    } catch (RuntimeException e) {
      return 0;
    }
  }

  @Test
  void whatWasKeptAndIsDamagedIsComputedAgain(@TempDir Path folder) {
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local[2]")
            .set("local.folder", folder.resolve("local").toString())
            .build()) {
      RDD<String> kept =
          brasa
              .parallelize(IntStream.range(0, 20_000).boxed().toList(), 2)
              .map(n -> "a record of some length " + n)
              .persist(StorageLevel.DISK_ONLY);
      List<String> expected = kept.collect();
      Random chance = new Random(3);
      for (Path file : Damage.files(folder, "blocks")) Damage.strike(file, chance);
      assertEquals(expected, swallowing(kept).collect());
      for (Path file : Damage.files(folder, "blocks")) Damage.strike(file, chance);
      assertEquals(expected, swallowing(kept.map(line -> line)).collect());
    }
  }

  // ---- what functions throw

  /** Goes on behind records that a function does not like, however records are moved. */
  @ParameterizedTest
  @CsvSource({"off,0", "on,0", "on,300"})
  void whatAnotherFunctionThrewIsLeftOut(String fusion, long worthwhile) {
    try (BrasaContext brasa =
        BrasaContext.builder().master("local[2]").set("fusion", fusion).build()) {
      brasa.engine().kernels().setWorthwhileRecords(worthwhile);
      RDD<Integer> picky =
          brasa
              .parallelize(IntStream.range(0, COUNT).boxed().toList(), 2)
              .filter(n -> n >= 0)
              .map(n -> 1_000 / (n % 10))
              .map(n -> n + 1);
      assertEquals(COUNT * 9 / 10, swallowing(picky).count());
      RDD<Integer> expanded =
          brasa
              .parallelize(IntStream.range(0, COUNT).boxed().toList(), 2)
              .flatMap(n -> List.of(n, n + 1, n + 2).iterator())
              .map(n -> 1_000 / (n % 10));
      assertEquals(COUNT * 3 * 9 / 10, swallowing(expanded).count());
      assertTrue(
          assertThrows(EngineException.class, picky::count).getMessage().contains("by zero"));
    }
  }

  @Test
  void aCheckedExceptionOfAnotherFunctionIsLeftOutToo() {
    try (BrasaContext brasa = open(1)) {
      RDD<Integer> picky = brasa.parallelize(List.of(1, 2, 3, 4), 1).map(TestSwallowed::evenOnly);
      assertEquals(List.of(2, 4), swallowing(picky).collect());
    }
  }

  private static int evenOnly(int n) throws IOException {
    if (n % 2 == 1) throw new IOException("odd");
    return n;
  }
}
