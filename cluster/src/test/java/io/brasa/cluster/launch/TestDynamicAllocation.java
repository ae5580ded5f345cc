package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors come with the tasks and go when these are done, with all that was made there left. */
@Timeout(120)
final class TestDynamicAllocation implements EventListener {
  @TempDir private Path folder;
  private final Set<String> live = new ConcurrentSkipListSet<>();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger tasks = new AtomicInteger();

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.ExecutorAdded added -> {
        live.add(added.executor());
        most.accumulateAndGet(live.size(), Math::max);
      }
      case Event.ExecutorLost lost -> live.remove(lost.executor());
      case Event.TaskStarted started -> tasks.incrementAndGet();
      default -> {}
    }
  }

  private void until(int executors) throws InterruptedException {
    for (int i = 0; i < 6_000 && live.size() != executors; i++) Thread.sleep(5);
    assertEquals(executors, live.size(), new TreeSet<>(live).toString());
  }

  private static <T> java.util.Iterator<T> slowly(java.util.Iterator<T> records)
      throws InterruptedException {
    Thread.sleep(700);
    return records;
  }

  @Test
  void executorsComeAndGoAndNothingIsComputedTwice() throws Exception {
    BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[3,1,128m]")
            .set("local.folder", folder.toString())
            .set("allocation", "dynamic")
            .set("executors.max", "3")
            .set("executors.idle", "1500")
            .listener(this)
            .build();
    try (brasa) {
      assertEquals(1, live.size());
      LongAccumulator mapped = brasa.longAccumulator("mapped");
      LongAccumulator kept = brasa.longAccumulator("kept");
      List<Integer> numbers = IntStream.range(0, 1_200).boxed().toList();
      RDD<Integer> cached =
          brasa
              .parallelize(numbers, 12)
              .mapPartitions(TestDynamicAllocation::slowly)
              .map(
                  x -> {
                    kept.add(1);
                    return x;
                  })
              .cache();
      PairRDD<Integer, Integer> sums =
          cached
              .mapToPair(
                  x -> {
                    mapped.add(1);
                    return new Pair<>(x % 10, x);
                  })
              .reduceByKey(Integer::sum, 4);
      int sum = sums.values().reduce(Integer::sum);
      assertEquals(3, most.get(), "more came while tasks waited");
      until(1);
      assertEquals(1_200, mapped.value());
      assertEquals(1_200, kept.value());
      int before = tasks.get();
      assertEquals(sum, sums.values().reduce(Integer::sum));
      assertEquals(before + 4, tasks.get(), "map outputs outlive the executors that went");
      assertEquals(1_200, cached.count());
      assertEquals(1_200, kept.value(), "what was kept moved to the one that stayed");
      assertTrue(live.size() >= 1);
    }
  }
}
