package io.brasa.testkit.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.TaskContext;
import io.brasa.core.function.Pair;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs against their plain evaluation: as users run them, in strict mode, with tasks
 * that fail at first. {@code -Dbrasa.seed=N} repeats the program of a seed that failed.
 */
final class TestRandomPrograms {
  private static final int ATTEMPTS = 9;

  @TempDir Path folder;

  private BrasaContext context(String master, boolean isStrict) {
    BrasaContext context = BrasaContext.builder().master(master).strict(isStrict).build();
    context.setCheckpointDir(folder.resolve("checkpoints").toString());
    return context;
  }

  private static void checkMany(
      BrasaContext context, int count, UnaryOperator<PairRDD<Object, Object>> twist) {
    Long wanted = Long.getLong("brasa.seed");
    if (wanted != null) {
      RandomProgram.of(wanted).check(context, true, twist);
      return;
    }
    long first = System.nanoTime();
    System.out.println("seeds from " + first);
    for (long seed = first; seed < first + count; seed++)
      RandomProgram.of(seed).check(context, true, twist);
  }

  @Test
  void giveWhatPlainCollectionsGive() {
    try (BrasaContext context = context("local[2]", false)) {
      checkMany(context, 120, UnaryOperator.identity());
    }
  }

  @Test
  void giveTheSameInStrictMode() {
    try (BrasaContext context = context("local[2]", true)) {
      checkMany(context, 60, UnaryOperator.identity());
    }
  }

  @Test
  void giveTheSameWhenTasksFailAtFirst() {
    try (BrasaContext context = context("local[2," + ATTEMPTS + "]", false)) {
      checkMany(context, 40, new FailingAtFirst());
      assertFalse(FAILED.isEmpty());
    }
  }

  @Test
  @Tag("slow")
  void giveTheSameThousandsOfTimes() {
    try (BrasaContext context = context("local[2]", false)) {
      checkMany(context, 3000, UnaryOperator.identity());
    }
    try (BrasaContext context = context("local[3," + ATTEMPTS + "]", true)) {
      checkMany(context, 500, new FailingAtFirst());
    }
  }

  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  /** Every third dataset fails once in each partition, half way through. */
  private static final class FailingAtFirst implements UnaryOperator<PairRDD<Object, Object>> {
    @Override
    public PairRDD<Object, Object> apply(PairRDD<Object, Object> dataset) {
      String name = dataset.context().applicationId() + "/" + dataset.id();
      if (dataset.id() % 3 != 0) return dataset;
      return PairRDD.fromRDD(
          dataset.mapPartitionsWithIndex(
              (index, records) -> failing(records, name + "/" + index), true));
    }

    private static Iterator<Pair<Object, Object>> failing(
        Iterator<Pair<Object, Object>> records, String name) {
      return new Iterator<>() {
        private int count;

        @Override
        public boolean hasNext() {
          return records.hasNext();
        }

        @Override
        public Pair<Object, Object> next() {
          if (count++ == 2 && mayFail() && FAILED.add(name))
            throw new IllegalStateException("a bad start");
          return records.next();
        }
      };
    }

    /** Many a dataset may be computed in one task: each fails once, but the last attempt never. */
    private static boolean mayFail() {
      return TaskContext.get().attemptNumber() < ATTEMPTS - 1;
    }
  }

  @Test
  void areTheSameForTheSameSeed() {
    for (long seed = 0; seed < 50; seed++)
      assertEquals(RandomProgram.of(seed).toString(), RandomProgram.of(seed).toString());
  }

  /** A test of the test. */
  @Test
  void tellSeedAndPlaceOfAWrongResult() {
    try (BrasaContext context = context("local[2]", false)) {
      int wrong = 0;
      for (long seed = 0; seed < 20; seed++) {
        RandomProgram program = RandomProgram.of(seed);
        try {
          program.check(context, false, TestRandomPrograms::losing);
        } catch (AssertionError e) {
          wrong++;
          assertTrue(e.getMessage().contains("seed " + seed), e::getMessage);
          assertTrue(
              e.getMessage().contains("the first dataset that is wrong is d"), e::getMessage);
        }
      }
      assertTrue(wrong > 10, wrong + " of 20 noticed");
    }
  }

  /** Loses the first pair of each partition, now and then. */
  private static PairRDD<Object, Object> losing(PairRDD<Object, Object> dataset) {
    if (dataset.id() % 2 == 0) return dataset;
    return PairRDD.fromRDD(
        dataset.mapPartitionsWithIndex(
            (index, records) -> {
              if (records.hasNext()) records.next();
              return records;
            },
            true));
  }
}
