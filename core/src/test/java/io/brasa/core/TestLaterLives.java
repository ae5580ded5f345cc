package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application whose driver ends without a word and is started again, in this process. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestLaterLives {
  @TempDir private Path folder;
  private final List<BrasaContext> lives = new ArrayList<>();

  private final class Life {
    final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    final BrasaContext brasa;

    Life() {
      brasa =
          BrasaContext.builder()
              .master("local[2]")
              .applicationId("test")
              .set("journal", folder + "/journal")
              .set("local.folder", folder + "/local")
              .listener(events::add)
              .build();
      lives.add(brasa);
    }

    long tasks() {
      return events.stream().filter(Event.TaskStarted.class::isInstance).count();
    }

    <T> List<T> of(Class<T> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  @AfterEach
  void end() {
    // The last one has the application; the others leave it alone.
    for (BrasaContext life : lives) life.close();
    assertFalse(Files.exists(folder.resolve("journal/test/epoch-1.claim")));
  }

  private static Map<Integer, Integer> sums(BrasaContext brasa, int modulus) {
    return brasa
        .parallelize(IntStream.range(0, 1_000).boxed().toList(), 4)
        .mapToPair(x -> new Pair<>(x % modulus, x))
        .reduceByKey(Integer::sum, 3)
        .collectAsMap();
  }

  /** Waits until what has counted so far is written. */
  private static void settle(Life life) {
    life.brasa.engine().journal().orElseThrow().flush();
  }

  private <T> T repeated(Function<BrasaContext, T> program) {
    Life first = new Life();
    T answer = program.apply(first.brasa);
    assertTrue(first.tasks() > 0);
    settle(first);
    Life second = new Life();
    assertEquals(answer, program.apply(second.brasa));
    assertEquals(0, second.tasks(), () -> second.events.toString());
    return answer;
  }

  @Test
  void aJobThatHadEndedIsNotRunAgain() {
    Map<Integer, Integer> answer = repeated(brasa -> sums(brasa, 10));
    assertEquals(499_500, answer.values().stream().mapToInt(x -> x).sum());
  }

  @Test
  void equalJobsHaveEachItsOwnAnswerAndSeedsAreTheSame() {
    repeated(
        brasa -> {
          RDD<Integer> numbers = brasa.parallelize(IntStream.range(0, 1_000).boxed().toList(), 4);
          return List.of(
              numbers.takeSample(false, 5),
              numbers.takeSample(false, 5),
              numbers.sample(false, 0.1).count(),
              numbers.count(),
              numbers.count());
        });
  }

  @Test
  void whatIsOnlyPartlyDoneGoesOn() {
    Life first = new Life();
    sums(first.brasa, 10);
    settle(first);
    Life second = new Life();
    sums(second.brasa, 10);
    assertEquals(0, second.tasks());
    sums(second.brasa, 7);
    assertEquals(7, second.tasks(), "another job is computed");
    settle(second);
    Life third = new Life();
    sums(third.brasa, 10);
    sums(third.brasa, 7);
    assertEquals(0, third.tasks(), "what was taken over is handed on");
    assertEquals(2, third.of(Event.StageRecognised.class).size());
  }

  @Test
  void accumulatorsCountOnceInEachLife() {
    repeated(
        brasa -> {
          LongAccumulator mapped = brasa.longAccumulator("mapped");
          LongAccumulator reduced = brasa.longAccumulator("reduced");
          brasa
              .parallelize(IntStream.range(0, 100).boxed().toList(), 4)
              .mapToPair(
                  x -> {
                    mapped.add(1);
                    return new Pair<>(x % 10, x);
                  })
              .reduceByKey(Integer::sum, 3)
              .map(
                  pair -> {
                    reduced.add(1);
                    return pair;
                  })
              .count();
          return List.of(mapped.value(), reduced.value());
        });
  }

  private static long above(BrasaContext brasa, Broadcast<Integer> least) {
    return brasa
        .parallelize(IntStream.range(0, 100).boxed().toList(), 4)
        .filter(x -> x >= least.value())
        .count();
  }

  @Test
  void anotherProgramFindsNothing() {
    Life first = new Life();
    assertEquals(60, above(first.brasa, first.brasa.broadcast(40)));
    sums(first.brasa, 10);
    settle(first);
    Life second = new Life();
    assertEquals(70, above(second.brasa, second.brasa.broadcast(30)), "another value");
    assertEquals(4, second.tasks());
    Map<Integer, Integer> others = sums(second.brasa, 11);
    assertEquals(11, others.size(), "another captured value");
    assertEquals(11, second.tasks());
  }

  @Test
  void aSaveIsPublishedOnce() throws Exception {
    Path out = folder.resolve("out");
    Function<BrasaContext, Long> program =
        brasa -> {
          RDD<Integer> numbers = brasa.parallelize(IntStream.range(0, 100).boxed().toList(), 4);
          numbers.map(x -> x + 1).saveAsTextFile(out.toString());
          return brasa.textFile(out.toString()).count();
        };
    repeated(program);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of("journal", "out"),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
    Life third = new Life();
    EngineException taken =
        assertThrows(
            EngineException.class,
            () -> third.brasa.parallelize(List.of(1, 2), 2).saveAsTextFile(out.toString()));
    assertEquals(CoreError.OUTPUT_EXISTS, taken.code(), "another save is no repetition");
  }

  @Test
  void aCheckpointIsReadAgain() {
    repeated(
        brasa -> {
          brasa.setCheckpointDir(folder + "/checkpoints");
          RDD<Integer> numbers =
              brasa.parallelize(IntStream.range(0, 100).boxed().toList(), 4).map(x -> x * 2);
          numbers.checkpoint();
          return numbers.count() + numbers.reduce(Integer::sum);
        });
  }

  @Test
  void aDriverThatWasOnlyStoppedEnds() {
    Life first = new Life();
    sums(first.brasa, 10);
    Life second = new Life();
    Path out = folder.resolve("out");
    EngineException late =
        assertThrows(
            EngineException.class,
            () -> first.brasa.parallelize(List.of(1, 2), 2).saveAsTextFile(out.toString()));
    assertEquals(CoreError.DRIVER_SUPERSEDED, late.code());
    assertFalse(Files.exists(out));
    second.brasa.parallelize(List.of(1, 2), 2).saveAsTextFile(out.toString());
    assertTrue(Files.exists(out.resolve("_SUCCESS")));
    EngineException ended = null;
    for (int i = 0; i < 2_000 && ended == null; i++) {
      try {
        sums(first.brasa, i + 1);
      } catch (EngineException superseded) {
        ended = superseded;
      }
    }
    assertEquals(CoreError.DRIVER_SUPERSEDED, ended.code(), "it notices by itself");
    assertTrue(ended.getMessage().contains("epoch 2"), ended::getMessage);
  }

  @Test
  void anApplicationThatHasEndedBeginsAnew() {
    Life first = new Life();
    sums(first.brasa, 10);
    first.brasa.close();
    assertEquals(0, folder.resolve("journal/test").toFile().list().length);
    Life second = new Life();
    sums(second.brasa, 10);
    assertEquals(7, second.tasks());
  }
}
