package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.FutureAction;
import io.brasa.core.RDD;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs of several threads on executors of two slots each, with values of static fields that change
 * from job to job: each reads the values of when it was submitted, whatever runs beside it and
 * whoever dies.
 */
@Timeout(120)
final class TestStaticValues {
  private static final int NUMBERS = 64;

  /** What the driver changes, and functions read. */
  static final class Knobs {
    static int scale;
    static int[] table = {0};
  }

  @TempDir private Path folder;

  private final List<String> wrong = new CopyOnWriteArrayList<>();

  private BrasaContext open(EventListener listener) {
    return BrasaContext.builder()
        .master("local-cluster[2,2,128m]")
        .set("local.folder", folder.toString())
        .listener(listener)
        .build();
  }

  /** Sums by the last digit of three reads of the field, with a pause for others in between. */
  private static Pair<Integer, Integer> scaled(int x) {
    int first = Knobs.scale;
    Thread.yield();
    int second = Knobs.table[0];
    Thread.yield();
    return new Pair<>(x % 4, x * first + second - Knobs.scale);
  }

  private void runJobs(RDD<Integer> numbers, long seed, int count) {
    Random random = new Random(seed);
    try {
      for (int i = 0; i < count; i++) runJob(numbers, random.nextInt(4), random.nextBoolean());
    } catch (Exception | Error e) {
      wrong.add(e.toString());
    }
  }

  private void runJob(RDD<Integer> numbers, int scale, boolean withShuffle) throws Exception {
    FutureAction<List<Pair<Integer, Integer>>> job;
    synchronized (Knobs.class) {
      Knobs.scale = scale;
      Knobs.table = new int[] {scale};
      var scaled = numbers.mapToPair(TestStaticValues::scaled);
      job = (withShuffle ? scaled.reduceByKey(Integer::sum, 4) : scaled).collectAsync();
    }
    Map<Integer, Integer> sums = new HashMap<>();
    for (Pair<Integer, Integer> pair : job.get()) sums.merge(pair._1(), pair._2(), Integer::sum);
    Map<Integer, Integer> expected = new HashMap<>();
    for (int x = 0; x < NUMBERS; x++) expected.merge(x % 4, x * scale, Integer::sum);
    if (!sums.equals(expected)) wrong.add("for " + scale + ": " + sums + ", not " + expected);
  }

  private void runInThreads(BrasaContext brasa, int threadCount, int jobCount) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    RDD<Integer> numbers = brasa.parallelize(IntStream.range(0, NUMBERS).boxed().toList(), 8);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < threadCount; t++) {
      long own = seed + t;
      threads.add(Thread.ofPlatform().start(() -> runJobs(numbers, own, jobCount)));
    }
    for (Thread thread : threads) thread.join();
    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " were wrong");
  }

  @Test
  void twoThreadsReadTheirOwn() throws Exception {
    try (BrasaContext brasa = open(_ -> {})) {
      runInThreads(brasa, 2, 40);
    }
  }

  /** Kills an executor with each so many ends of tasks, at most three of them. */
  private static final class Killer implements EventListener {
    private static final int EVERY = 150;
    private static final int DEATHS = 3;

    final AtomicInteger lost = new AtomicInteger();
    private final Map<String, Long> processes = new ConcurrentHashMap<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger deaths = new AtomicInteger();

    @Override
    public void on(Event event) {
      switch (event) {
        case Event.ExecutorAdded added -> processes.put(added.executor(), added.processId());
        case Event.ExecutorLost gone -> lost.incrementAndGet();
        case Event.TaskEnded ended when ends.incrementAndGet() % EVERY == 0 -> {
          if (deaths.incrementAndGet() > DEATHS) return;
          ProcessHandle.of(processes.get(ended.executor()))
              .ifPresent(ProcessHandle::destroyForcibly);
        }
        default -> {}
      }
    }
  }

  @Tag("slow")
  @Test
  void whatIsComputedAgainHasItsValue() throws Exception {
    Killer killer = new Killer();
    try (BrasaContext brasa = open(killer)) {
      runInThreads(brasa, 3, 30);
    }
    assertTrue(killer.lost.get() >= 2, killer.lost + " executors were lost");
  }
}
