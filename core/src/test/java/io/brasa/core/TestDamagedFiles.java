package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files of the engine are deleted, cut off or changed at random while jobs use them: the answer is
 * right, or an error says what is gone. A task may fail once only, so that nothing is charged to
 * the user's function.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestDamagedFiles {
  private static final int SEEDS = Integer.getInteger("brasa.damage.seeds", 6);
  private static final int COUNT = 20_000;
  private static final int KEYS = 1_000;
  private static final int STRIKES = 4;

  /** What damages files from within functions, which cannot capture it. */
  private static final class Vandal {
    static Path root;
    static Random chance;
    static String folderName;
    static int callsLeft;
    static int strikesLeft;
    static final List<String> DONE = new ArrayList<>();

    static synchronized void begin(Path folder, String name, long seed) {
      root = folder;
      folderName = name;
      chance = new Random(seed);
      callsLeft = chance.nextInt(COUNT);
      strikesLeft = STRIKES;
      DONE.clear();
    }

    static synchronized void end() {
      strikesLeft = 0;
    }

    static <T> T pass(T record) {
      if (strikesLeft > 0) count();
      return record;
    }

    private static synchronized void count() {
      if (--callsLeft > 0 || strikesLeft == 0) return;
      List<Path> files = Damage.files(root, folderName);
      if (files.isEmpty()) {
        callsLeft = 1 + chance.nextInt(50);
        return;
      }
      strikesLeft--;
      callsLeft = chance.nextInt(COUNT / 8);
      DONE.add(Damage.strike(files.get(chance.nextInt(files.size())), chance));
    }
  }

  /** Each uses what it makes more than once. */
  private enum Program {
    SUMS("shuffle") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        PairRDD<String, Long> sums =
            named(brasa).mapValues(n -> (long) n).reduceByKey(Long::sum, 5);
        return twice(sums.map(Vandal::pass), pair -> pair._1() + pair._2());
      }
    },
    GROUPS("shuffle") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        return twice(named(brasa).groupByKey(4).map(Vandal::pass), TestDamagedFiles::text);
      }
    },
    ORDER("shuffle") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        PairRDD<String, Integer> sorted = named(brasa).sortByKey(true, 4);
        List<String> keys = sorted.keys().map(Vandal::pass).collect();
        assertEquals(keys.stream().sorted().toList(), keys);
        return twice(sorted.map(Vandal::pass), Object::toString);
      }
    },
    JOINED("shuffle") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        PairRDD<String, Integer> few = named(brasa).filter(pair -> pair._2() < KEYS);
        return twice(named(brasa).join(few, 4).map(Vandal::pass), Object::toString);
      }
    },
    /** Runs that tasks put aside while they group and sort. */
    PUT_ASIDE("spill") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        return twice(named(brasa).groupByKey(2).map(Vandal::pass), TestDamagedFiles::text);
      }
    },
    KEPT_ON_DISK("blocks") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        return kept(brasa, StorageLevel.DISK_ONLY);
      }
    },
    KEPT_WHERE_THERE_IS_ROOM("blocks") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        return kept(brasa, StorageLevel.MEMORY_AND_DISK);
      }
    },
    KEPT_GROUPS("blocks") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        RDD<Pair<String, Iterable<Integer>>> groups =
            named(brasa).groupByKey(3).persist(StorageLevel.DISK_ONLY);
        groups.count();
        return twice(groups.map(Vandal::pass), TestDamagedFiles::text);
      }
    },
    /** Of these nothing could be computed again: an error says which file it is. */
    CHECKPOINTED("saved") {
      @Override
      Object run(BrasaContext brasa, Path folder) {
        brasa.setCheckpointDir(folder.resolve("saved").toString());
        RDD<Pair<String, Integer>> saved = named(brasa, 2).map(pair -> pair);
        saved.checkpoint();
        saved.count();
        return twice(saved.map(Vandal::pass), Object::toString);
      }
    };

    final String folderName;

    Program(String folderName) {
      this.folderName = folderName;
    }

    /** What it gives, in which order does not count. */
    abstract Object run(BrasaContext brasa, Path folder);

    static Object kept(BrasaContext brasa, StorageLevel level) {
      RDD<Pair<String, Integer>> kept = named(brasa, 2).map(pair -> pair).persist(level);
      kept.count();
      return twice(kept.map(Vandal::pass), Object::toString);
    }
  }

  private static PairRDD<String, Integer> named(BrasaContext brasa) {
    return named(brasa, 6);
  }

  private static PairRDD<String, Integer> named(BrasaContext brasa, int partitionCount) {
    return brasa
        .parallelize(IntStream.range(0, COUNT).boxed().toList(), partitionCount)
        .mapToPair(n -> new Pair<>("a name of some length " + n % KEYS, Vandal.pass(n)));
  }

  private static String text(Pair<String, Iterable<Integer>> group) {
    TreeSet<Integer> values = new TreeSet<>();
    group._2().forEach(values::add);
    return group._1() + values;
  }

  private static <T> List<TreeMap<String, Integer>> twice(
      RDD<T> records, Function<T, String> text) {
    return List.of(counted(records, text), counted(records, text));
  }

  private static <T> TreeMap<String, Integer> counted(RDD<T> records, Function<T, String> text) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (T record : records.collect()) counts.merge(text.apply(record), 1, Integer::sum);
    return counts;
  }

  @TempDir private Path folder;
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

  private BrasaContext open() {
    return BrasaContext.builder()
        .master("local[2]")
        .set("local.folder", folder.resolve("local").toString())
        .set("memory", "96k")
        .listener(events::add)
        .build();
  }

  @AfterEach
  void end() {
    Vandal.end();
  }

  @ParameterizedTest
  @EnumSource
  void neverChangeAnAnswer(Program program) throws IOException {
    Object expected;
    try (BrasaContext brasa = open()) {
      expected = program.run(brasa, folder);
    }
    for (Path file : Damage.files(folder, "saved")) Files.delete(file);
    int right = 0;
    int struck = 0;
    List<String> errors = new ArrayList<>();
    events.clear();
    for (long seed = 0; seed < SEEDS; seed++) {
      String what = program + ", seed " + seed + ": ";
      try (BrasaContext brasa = open()) {
        Vandal.begin(folder, program.folderName, seed);
        Object answer = program.run(brasa, folder);
        assertEquals(expected, answer, () -> what + Vandal.DONE);
        right++;
      } catch (EngineException failure) {
        boolean isNamed =
            program == Program.CHECKPOINTED
                && (failure.code() == CoreError.CHECKPOINT_LOST
                    || failure.code() == CoreError.OUTPUT_INCOMPLETE);
        if (!isNamed) throw new AssertionError(what + Vandal.DONE, failure);
        errors.add(failure.what());
      } finally {
        Vandal.end();
        struck += Vandal.DONE.size();
        for (Path file : Damage.files(folder, "saved")) Files.delete(file);
      }
    }
    long again = recoveries();
    System.out.println(
        program
            + ": "
            + struck
            + " files damaged, "
            + again
            + " tasks run again, "
            + right
            + " answers right, named errors: "
            + errors.size());
    assertTrue(struck > SEEDS, "the files were hardly damaged: " + struck);
    if (program == Program.CHECKPOINTED) {
      for (String error : errors) assertTrue(error.contains("/saved/"), error);
      assertTrue(errors.size() > 0, "no damage was noticed");
    } else if (!program.folderName.equals("blocks")) {
      // Of a kept partition that is gone before its first record was read no task hears.
      assertTrue(again > 0, "nothing was computed again");
    }
  }

  private long recoveries() {
    return events.stream()
        .filter(
            event ->
                event instanceof Event.TaskEnded ended
                    && (ended.error().startsWith("input lost")
                        || ended.error().startsWith("block lost")))
        .count();
  }

  @Test
  void aKeptPartitionDamagedBehindItsFirstRecordIsComputedAgain() throws Exception {
    try (BrasaContext brasa = open()) {
      RDD<Pair<String, Integer>> kept =
          named(brasa, 2).map(pair -> pair).persist(StorageLevel.DISK_ONLY);
      List<Pair<String, Integer>> expected = kept.collect();
      for (Path file : Damage.files(folder, "blocks")) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3] ^= 4;
        Files.write(file, bytes);
      }
      assertEquals(expected, kept.collect());
      assertTrue(recoveries() > 0);
    }
  }

  @Test
  void aDiskThatAlwaysLosesEndsTheJobByName() {
    try (BrasaContext brasa = open()) {
      Vandal.begin(folder, "shuffle", 1);
      Vandal.end();
      RDD<Pair<String, Integer>> torn =
          named(brasa).partitionBy(new HashPartitioner(2)).map(TestDamagedFiles::loseAll);
      EngineException failure = assertThrows(EngineException.class, torn::collect);
      assertEquals(CoreError.RECOVERY_EXHAUSTED, failure.code());
      assertTrue(failure.what().contains("8 times"), failure::what);
    }
  }

  private static <T> T loseAll(T record) throws IOException {
    for (Path file : Damage.files(Vandal.root, "shuffle")) Files.deleteIfExists(file);
    return record;
  }

  @Test
  void aFunctionThatWrapsWhatReadingAGroupThrowsIsNotToBlame() {
    try (BrasaContext brasa = open()) {
      PairRDD<Integer, Iterable<String>> groups =
          brasa
              .parallelize(IntStream.range(0, COUNT).boxed().toList(), 3)
              .mapToPair(n -> new Pair<>(0, "a value of some length " + n))
              .groupByKey(1);
      Vandal.begin(folder, "spill", 7);
      Vandal.end();
      Set<Integer> sizes = Set.copyOf(groups.map(group -> wrapped(group._2())).collect());
      assertEquals(Set.of(COUNT), sizes);
    }
  }

  private static boolean isFirst = true;

  /** Takes away what the group lies in, the first time. */
  private static Integer wrapped(Iterable<String> values) throws Exception {
    if (isFirst) for (Path file : Damage.files(Vandal.root, "spill")) Files.delete(file);
    isFirst = false;
    int size = 0;
    try {
      for (String _ : values) size++;
    } catch (RuntimeException e) {
      throw new IllegalStateException("cannot count", e);
    }
    return size;
  }
}
