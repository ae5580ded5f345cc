package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that use a record again after handing it on: strict mode says which operation does. */
final class TestStrictMode {
  private final BrasaContext brasa = BrasaContext.builder().master("local[2]").strict(true).build();
  private final RDD<Integer> numbers =
      brasa.parallelize(IntStream.range(0, 100).boxed().toList(), 2);

  @AfterEach
  void close() {
    brasa.close();
  }

  /** Gives the same array for each record, as programs that save allocations do. */
  private static Iterator<int[]> again(Iterator<Integer> records) {
    int[] reused = new int[1];
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public int[] next() {
        reused[0] = records.next();
        return reused;
      }
    };
  }

  private static void assertMutated(EngineException failure, String operation) {
    assertEquals(CoreError.RECORD_MUTATED, failure.code(), failure::getMessage);
    assertTrue(failure.getMessage().contains(operation), failure::getMessage);
    assertTrue(failure.getMessage().contains("[I"), failure::getMessage);
  }

  @Test
  void findsARecordThatIsHandedOnAgainWithOtherContent() {
    RDD<int[]> reused = numbers.mapPartitions(TestStrictMode::again);
    assertMutated(assertThrows(EngineException.class, reused::collect), "mapPartitions");
  }

  @Test
  void findsItBeforeAShuffle() {
    PairRDD<Integer, int[]> pairs =
        numbers
            .mapPartitions(TestStrictMode::again)
            .mapToPair(array -> Pair.of(array[0] % 3, array));
    EngineException failure =
        assertThrows(EngineException.class, () -> pairs.groupByKey().collect());
    assertEquals(CoreError.RECORD_MUTATED, failure.code(), failure::getMessage);
  }

  @Test
  void findsItBeforeACache() {
    RDD<int[]> kept =
        numbers.mapPartitions(TestStrictMode::again).persist(StorageLevel.MEMORY_ONLY);
    assertMutated(assertThrows(EngineException.class, kept::count), "mapPartitions");
  }

  @Test
  void findsARecordThatChangesAfterItWasHandedOn() {
    RDD<List<Integer>> growing =
        numbers.mapPartitions(
            records -> {
              List<List<Integer>> all = new ArrayList<>();
              return new Iterator<List<Integer>>() {
                @Override
                public boolean hasNext() {
                  return records.hasNext();
                }

                @Override
                public List<Integer> next() {
                  if (!all.isEmpty()) all.getFirst().add(0);
                  List<Integer> next = new ArrayList<>(List.of(records.next()));
                  all.add(next);
                  return next;
                }
              };
            });
    EngineException failure = assertThrows(EngineException.class, growing::collect);
    assertEquals(CoreError.RECORD_MUTATED, failure.code(), failure::getMessage);
  }

  @Test
  void letsAReducerMergeIntoItsFirstArgument() {
    PairRDD<Integer, List<Integer>> lists =
        numbers.mapToPair(x -> Pair.of(x % 3, new ArrayList<>(List.of(x))));
    long total =
        lists
            .reduceByKey(
                (a, b) -> {
                  a.addAll(b);
                  return a;
                })
            .values()
            .map(List::size)
            .reduce(Integer::sum);
    assertEquals(100, total);
  }
}
