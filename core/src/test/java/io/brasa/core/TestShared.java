package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.AccumulatorValue;
import io.brasa.core.event.Event;
import io.brasa.core.shared.AccumulatorV2;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.CollectionAccumulator;
import io.brasa.core.shared.DoubleAccumulator;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestShared {
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final BrasaContext brasa =
      BrasaContext.builder().master("local[2,3]").strict(true).listener(events::add).build();

  @AfterEach
  void close() {
    brasa.close();
  }

  private RDD<Integer> numbers(int count, int partitions) {
    return brasa.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  @Test
  void aDestroyedVariableFailsByNameWhereverItIsRead() {
    Broadcast<List<Integer>> table = brasa.broadcast(List.of(1, 2));
    RDD<Integer> sizes = numbers(4, 2).map(x -> table.value().size());
    assertEquals(8, sizes.reduce(Integer::sum));
    table.unpersist();
    assertEquals(8, sizes.reduce(Integer::sum), "who reads it again gets it again");
    table.destroy();
    EngineException onDriver = assertThrows(EngineException.class, table::value);
    assertEquals(CoreError.BROADCAST_DESTROYED, onDriver.code());
    EngineException inTask = assertThrows(EngineException.class, sizes::count);
    assertEquals(CoreError.BROADCAST_DESTROYED, inTask.code());
  }

  private static boolean isFirst(int partition) {
    return FIRST.add(partition);
  }

  private static final java.util.Set<Integer> FIRST =
      java.util.concurrent.ConcurrentHashMap.newKeySet();

  @Test
  void eachSuccessfulTaskCountsOnceAndTheEndOfTheJobTells() {
    FIRST.clear();
    LongAccumulator seen = brasa.longAccumulator("seen");
    DoubleAccumulator halves = brasa.doubleAccumulator("halves");
    CollectionAccumulator<Integer> odd = brasa.collectionAccumulator("odd ones");
    LongAccumulator nameless = brasa.longAccumulator();
    numbers(10, 5)
        .foreach(
            x -> {
              seen.add(1);
              nameless.add(1);
              halves.add(x / 2.0);
              if (x % 2 == 1) odd.add(x);
              if (x % 2 == 1 && isFirst(x)) throw new IllegalStateException("the first time");
            });
    assertEquals(10, seen.sum());
    assertEquals(10, nameless.value());
    assertEquals(2.25, halves.avg());
    assertEquals(List.of(1, 3, 5, 7, 9), odd.value());
    numbers(1, 1).count();
    brasa.close();
    List<Event.JobEnded> ended =
        events.stream()
            .filter(Event.JobEnded.class::isInstance)
            .map(Event.JobEnded.class::cast)
            .toList();
    assertEquals(
        List.of(
            new AccumulatorValue("seen", "10"),
            new AccumulatorValue("halves", "22.5"),
            new AccumulatorValue("odd ones", "5 elements")),
        ended.getFirst().accumulators());
    assertEquals(List.of(), ended.get(1).accumulators(), "nothing new");
  }

  /** The longest text added. */
  private static final class Longest extends AccumulatorV2<String, String> {
    private static final long serialVersionUID = 1L;

    private String longest = "";

    @Override
    public boolean isZero() {
      return longest.isEmpty();
    }

    @Override
    public Longest copy() {
      Longest copy = new Longest();
      copy.longest = longest;
      return copy;
    }

    @Override
    public void reset() {
      longest = "";
    }

    @Override
    public void add(String value) {
      if (value.length() > longest.length()) longest = value;
    }

    @Override
    public void merge(AccumulatorV2<String, String> other) {
      add(other.value());
    }

    @Override
    public String value() {
      return longest;
    }
  }

  @Test
  void ownKindsAreRegisteredAndMerged() {
    Longest longest = new Longest();
    assertTrue(!longest.isRegistered() && longest.copyAndReset().isZero());
    brasa.register(longest, "longest");
    numbers(20, 4).foreach(x -> longest.add("x".repeat(x)));
    assertEquals(19, longest.value().length());
    assertTrue(longest.isRegistered());
  }
}
