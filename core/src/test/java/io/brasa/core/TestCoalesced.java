package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.ClosingIterator;
import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Source;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that reads many partitions one after the other has one of them open. */
final class TestCoalesced {
  private static final int PARTITIONS = 50;
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final AtomicInteger MOST = new AtomicInteger();

  /** Three records in each partition, and something to close. */
  private static final class Closing implements Source {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "closing";
    }

    @Override
    public List<?> splits() {
      return IntStream.range(0, PARTITIONS).boxed().toList();
    }

    @Override
    public Iterator<?> open(Object split, io.brasa.core.lineage.TaskContext context) {
      MOST.accumulateAndGet(OPEN.incrementAndGet(), Math::max);
      Iterator<Integer> records = List.of(1, 2, (Integer) split).iterator();
      return new ClosingIterator<Integer>() {
        private boolean isClosed;

        @Override
        public boolean hasNext() {
          return records.hasNext();
        }

        @Override
        public Integer next() {
          return records.next();
        }

        @Override
        public void close() {
          if (!isClosed) OPEN.decrementAndGet();
          isClosed = true;
        }
      };
    }
  }

  @BeforeEach
  void forget() {
    OPEN.set(0);
    MOST.set(0);
  }

  private static RDD<Integer> closing(BrasaContext brasa) {
    return new RDD<>(brasa, brasa.lineages().source(new Closing(), CallSite.here("closing")));
  }

  @Test
  void partitionsAreClosedWhenTheyAreDrained() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[1]").build()) {
      assertEquals(3 * PARTITIONS, closing(brasa).coalesce(1).collect().size());
      assertEquals(1, MOST.get());
      assertEquals(0, OPEN.get());
    }
  }

  @Test
  void soAreThoseBehindLinksAndOtherCoalesces() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[1]").build()) {
      RDD<Integer> coalesced =
          closing(brasa).map(n -> n + 1).coalesce(10).flatMap(n -> List.of(n, n).iterator());
      assertEquals(6 * PARTITIONS, coalesced.coalesce(2).cache().count());
      assertEquals(1, MOST.get());
      assertEquals(0, OPEN.get());
    }
  }

  @Test
  void whatIsNotDrainedIsClosedWithTheTask() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[1]").build()) {
      assertEquals(List.of(1, 2, 0, 1), closing(brasa).coalesce(1).take(4));
      assertEquals(0, OPEN.get());
      RDD<Integer> failing = closing(brasa).map(n -> 1 / (n - 7)).coalesce(1);
      try {
        failing.count();
      } catch (RuntimeException e) {
        assertTrue(e.getMessage().contains("by zero"), e.getMessage());
      }
      assertEquals(0, OPEN.get());
    }
  }

  /** Listeners hear of the end of the task, not of that of a partition. */
  @Test
  void listenersHearOfTheEndOfTheTask() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[1]").build()) {
      List<Integer> left =
          closing(brasa)
              .mapPartitions(
                  records -> {
                    OPEN.incrementAndGet();
                    TaskContext.get().addTaskCompletionListener(_ -> OPEN.decrementAndGet());
                    return records;
                  })
              .coalesce(1)
              .mapPartitions(
                  records -> {
                    records.forEachRemaining(_ -> {});
                    return List.of(OPEN.get()).iterator();
                  })
              .collect();
      assertEquals(List.of(PARTITIONS), left);
      assertEquals(0, OPEN.get());
    }
  }
}
