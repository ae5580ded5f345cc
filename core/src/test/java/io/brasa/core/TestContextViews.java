package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a context and its builder tell, and jobs with functions of one's own. */
final class TestContextViews {
  private final AtomicInteger startedJobs = new AtomicInteger();
  private final BrasaContext brasa =
      BrasaContext.builder()
          .master("local[2]")
          .set("parallelism", "7")
          .set("pool.night.weight", "3")
          .listener(this::note)
          .build();

  private void note(Event event) {
    if (event instanceof Event.JobStarted) startedJobs.incrementAndGet();
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private RDD<Integer> numbers() {
    return brasa.parallelize(IntStream.range(0, 10).boxed().toList(), 5);
  }

  private static int sum(Iterator<Integer> values) {
    int sum = 0;
    while (values.hasNext()) sum += values.next();
    return sum;
  }

  @Test
  void getConfHasWhatWasSetAndTheDefaults() {
    Map<String, String> settings = brasa.getConf();
    assertEquals("local[2]", settings.get("master"));
    assertEquals("7", settings.get("parallelism"));
    assertEquals("fifo", settings.get("scheduler.mode"));
    assertEquals("3", settings.get("pool.night.weight"));
    assertEquals("10000", settings.get("cancel.patience"));
    assertThrows(UnsupportedOperationException.class, () -> settings.put("master", "local"));
  }

  @Test
  void getConfCanBeGivenToABuilder() {
    try (var other = BrasaContext.builder().setAll(withoutZeros(brasa.getConf())).build()) {
      assertEquals(brasa.getConf(), other.getConf());
    }
  }

  /** Sizes of nothing are the defaults and cannot be set. */
  private static Map<String, String> withoutZeros(Map<String, String> settings) {
    Map<String, String> others = new java.util.TreeMap<>(settings);
    others.remove("memory.offheap", "0");
    others.remove("local.quota", "0");
    return others;
  }

  @Test
  void aBuilderTellsWhatItHasBeenGiven() {
    BrasaContext.Builder builder = BrasaContext.builder().set("name", "one");
    builder.setIfMissing("name", "two").setIfMissing("master", "local").set("pool.a.weight", "2");
    assertEquals(Map.of("name", "one", "master", "local", "pool.a.weight", "2"), builder.getAll());
    assertEquals(Map.of("a.weight", "2"), builder.getAllWithPrefix("pool."));
    assertTrue(builder.contains("name"));
    assertFalse(builder.remove("name").contains("name"));
    assertEquals("none", builder.get("name", "none"));
    assertEquals("local", builder.get("master", "none"));
  }

  @Test
  void poolsThatAreNotNamedAreAsUsual() {
    assertEquals(Set.of("night"), brasa.getAllPools().keySet());
    assertEquals(3, brasa.getPoolForName("night").weight());
    assertEquals(1, brasa.getPoolForName("day").weight());
  }

  @Test
  void aContextKnowsWhetherItIsStopped() {
    assertFalse(brasa.isStopped());
    assertTrue(brasa.startTime() > 0);
    brasa.close();
    assertTrue(brasa.isStopped());
  }

  @Test
  void theCheckpointFolderIsTold(@TempDir Path folder) {
    assertEquals(Optional.empty(), brasa.getCheckpointDir());
    brasa.setCheckpointDir(folder.toString());
    assertEquals(Optional.of(folder + "/" + brasa.applicationId()), brasa.getCheckpointDir());
  }

  @Test
  void aRemovedListenerHearsNoMore() {
    AtomicInteger heard = new AtomicInteger();
    EventListener listener = event -> heard.incrementAndGet();
    brasa.addListener(listener);
    numbers().count();
    assertTrue(heard.get() > 0);
    brasa.removeListener(listener);
    heard.set(0);
    numbers().count();
    assertEquals(0, heard.get());
  }

  @Test
  void severalTagsAtOnce() {
    brasa.addJobTags(Set.of("a", "b", "c"));
    brasa.removeJobTags(Set.of("a", "c"));
    assertEquals(Set.of("b"), brasa.getJobTags());
  }

  // ---- jobs of one's own

  @Test
  void runJobGivesWhatIsMadeOfEachPartition() {
    assertEquals(List.of(1, 5, 9, 13, 17), brasa.runJob(numbers(), TestContextViews::sum));
  }

  @Test
  void runJobComputesTheWantedPartitionsInTheWantedOrder() {
    assertEquals(
        List.of(17, 1, 17), brasa.runJob(numbers(), TestContextViews::sum, List.of(4, 0, 4)));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> brasa.runJob(numbers(), TestContextViews::sum, List.of(5)));
  }

  @Test
  void runJobMayGiveNull() {
    List<Object> nothing = brasa.runJob(numbers(), values -> null, List.of(1));
    assertEquals(1, nothing.size());
    assertEquals(null, nothing.getFirst());
  }

  @Test
  void submitJobReturnsAFuture() throws InterruptedException, ExecutionException {
    FutureAction<List<Integer>> action = brasa.submitJob(numbers(), TestContextViews::sum);
    assertEquals(List.of(1, 5, 9, 13, 17), action.get());
  }

  @Test
  void runApproximateJobAsksAnEvaluatorOfOnesOwn() {
    ApproximateEvaluator<Integer, Integer> total =
        new ApproximateEvaluator<>() {
          private int all;

          @Override
          public void merge(Integer value) {
            all += value;
          }

          @Override
          public Integer currentResult() {
            return all;
          }
        };
    PartialResult<Integer> result =
        brasa.runApproximateJob(numbers(), TestContextViews::sum, total, 60_000);
    assertEquals(45, result.getFinalValue());
    assertTrue(result.isInitialValueFinal());
  }

  // ---- toLocalIterator

  @Test
  void aLocalIteratorThatPrefetchesIsOneJobAhead() {
    Iterator<Integer> values = numbers().toLocalIterator(true);
    assertEquals(0, startedJobs.get());
    assertEquals(0, values.next());
    assertEquals(1, values.next());
    values.next();
    assertTrue(startedJobs.get() <= 3, () -> "jobs: " + startedJobs);
    int last = 2;
    while (values.hasNext()) assertEquals(++last, values.next());
    assertEquals(9, last);
    assertThrows(NoSuchElementException.class, values::next);
    numbers().count();
    assertEquals(6, startedJobs.get());
  }

  @Test
  void aLocalIteratorThatPrefetchesFailsWhereItsPartitionFails() {
    Iterator<Integer> values = numbers().map(x -> 10 / (x - 4)).toLocalIterator(true);
    for (int i = 0; i < 4; i++) values.next();
    assertThrows(io.brasa.runtime.error.EngineException.class, values::next);
  }

  // ---- levels

  @Test
  void storageLevelsAreFoundByName() {
    for (StorageLevel level :
        List.of(StorageLevel.NONE, StorageLevel.DISK_ONLY_3, StorageLevel.MEMORY_AND_DISK_SER_2)) {
      assertEquals(level, StorageLevel.fromString(level.toString()));
    }
    assertEquals(StorageLevel.OFF_HEAP, StorageLevel.fromString("OFF_HEAP"));
    assertThrows(IllegalArgumentException.class, () -> StorageLevel.fromString("ELSEWHERE"));
  }
}
