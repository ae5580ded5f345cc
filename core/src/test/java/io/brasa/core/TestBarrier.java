package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that run together and wait for each other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestBarrier {
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicInteger INSIDE = new AtomicInteger();
  private static final ConcurrentHashMap<Integer, Integer> MOST = new ConcurrentHashMap<>();

  private BrasaContext brasa;

  @BeforeEach
  void open() {
    FAILURES.set(0);
    INSIDE.set(0);
    MOST.clear();
    open("local[4,3]");
  }

  private void open(String master) {
    if (brasa != null) brasa.close();
    brasa = BrasaContext.builder().master(master).build();
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private RDD<Integer> numbers(int partitions) {
    return brasa.parallelize(IntStream.range(0, 100).boxed().toList(), partitions);
  }

  private static int sum(Iterator<Integer> numbers) {
    int sum = 0;
    while (numbers.hasNext()) sum += numbers.next();
    return sum;
  }

  private static Iterator<String> gathered(Iterator<Integer> numbers) {
    BarrierTaskContext task = BarrierTaskContext.get();
    List<String> sums = task.allGather(String.valueOf(sum(numbers)));
    task.barrier();
    List<String> places = task.allGather("p" + task.partitionId());
    return List.of(sums + " " + places).iterator();
  }

  /**
   * One that waits for slots takes back what has not begun, but not parts of what must be whole.
   */
  @Test
  void manyStagesOfTasksThatMeetRunOneAfterTheOther() throws Exception {
    open("pipes[barriers,2,65536,2]");
    List<FutureAction<List<String>>> jobs = new ArrayList<>();
    for (int i = 0; i < 12; i++)
      jobs.add(numbers(2).barrier().mapPartitions(TestBarrier::gathered).collectAsync());
    for (FutureAction<List<String>> job : jobs)
      assertEquals(2, job.get(60, TimeUnit.SECONDS).size());
  }

  @Test
  void allTasksMeetAndGetWhatAllHaveBrought() {
    List<String> found = numbers(4).barrier().mapPartitions(TestBarrier::gathered).collect();
    assertEquals(4, found.size());
    for (String one : found) assertEquals("[300, 925, 1550, 2175] [p0, p1, p2, p3]", one);
  }

  private static Iterator<Integer> together(Iterator<Integer> numbers) {
    INSIDE.incrementAndGet();
    BarrierTaskContext.get().barrier();
    int inside = INSIDE.get();
    BarrierTaskContext.get().barrier();
    INSIDE.decrementAndGet();
    return List.of(inside).iterator();
  }

  @Test
  void theyRunAtTheSameTimeThoughOthersAreBusy() throws Exception {
    Future<Long> busy =
        numbers(12)
            .mapPartitions(
                all -> {
                  Thread.sleep(30);
                  return all;
                })
            .countAsync();
    RDD<Integer> four = numbers(4).barrier().mapPartitions(TestBarrier::together);
    assertEquals(List.of(4, 4, 4, 4), four.collect());
    assertEquals(100L, busy.get());
    assertEquals(List.of(4, 4, 4, 4), four.collect());
  }

  private static Iterator<Integer> failingOnce(Integer partition, Iterator<Integer> numbers) {
    BarrierTaskContext.get().barrier();
    if (partition == 2 && FAILURES.getAndIncrement() == 0)
      throw new IllegalStateException("planted");
    BarrierTaskContext.get().barrier();
    return List.of(sum(numbers)).iterator();
  }

  @Test
  void whenOneFailsAllAreRunAgain() {
    LongAccumulator begun = brasa.longAccumulator("begun");
    List<Integer> sums =
        numbers(4)
            .mapPartitions(
                all -> {
                  begun.add(1);
                  return all;
                })
            .barrier()
            .mapPartitionsWithIndex(TestBarrier::failingOnce)
            .collect();
    assertEquals(List.of(300, 925, 1550, 2175), sums);
    assertEquals(2, FAILURES.get());
    assertEquals(4, begun.value(), "what the failed attempt added does not count");
  }

  @Test
  void aFailureThatStaysEndsTheJob() {
    RDD<Integer> failing =
        numbers(3)
            .barrier()
            .mapPartitions(
                all -> {
                  if (BarrierTaskContext.get().partitionId() == 1)
                    throw new IllegalStateException("always");
                  BarrierTaskContext.get().barrier();
                  return all;
                });
    EngineException failed = assertThrows(EngineException.class, failing::collect);
    assertSame(CoreError.TASK_FAILED, failed.code());
    assertEquals(100, numbers(4).count(), "the slots are free again");
  }

  @Test
  void aShuffleMayFollowAndComeBefore() {
    List<Pair<Integer, Integer>> sums =
        new ArrayList<>(
            numbers(6)
                .mapToPair(x -> new Pair<>(x % 4, x))
                .reduceByKey(Integer::sum, 4)
                .values()
                .barrier()
                .mapPartitions(
                    all -> {
                      int own = sum(all);
                      int whole = 0;
                      for (String each : BarrierTaskContext.get().allGather("" + own))
                        whole += Integer.parseInt(each);
                      return List.of(whole - own).iterator();
                    })
                .mapToPair(x -> new Pair<>(0, x))
                .reduceByKey(Integer::sum, 2)
                .collect());
    assertEquals(List.of(new Pair<>(0, 3 * 4950)), sums);
  }

  @Test
  void tellsWhereTheTasksRun() {
    List<List<BarrierTaskInfo>> infos =
        numbers(2)
            .barrier()
            .mapPartitions(all -> List.of(BarrierTaskContext.get().getTaskInfos()).iterator())
            .collect();
    BarrierTaskInfo here = new BarrierTaskInfo("localhost");
    assertEquals(List.of(List.of(here, here), List.of(here, here)), infos);
  }

  private static EngineException refused(Runnable action) {
    EngineException refused = assertThrows(EngineException.class, action::run);
    assertSame(CoreError.BARRIER_REFUSED, refused.code());
    return refused;
  }

  @Test
  void refusesByNameWhatCannotRunTogether() {
    RDD<Integer> many = numbers(5).barrier().mapPartitions(all -> all);
    assertTrue(refused(many::collect).what().contains("5 tasks"));
    RDD<Integer> some = numbers(4).barrier().mapPartitions(all -> all);
    assertTrue(refused(some::first).what().contains("1 of the 4"));
    RDD<Integer> fewer = some.coalesce(2);
    assertTrue(refused(fewer::collect).what().contains("needs 4 tasks"));
    assertEquals(100, some.count());
    assertThrows(EngineException.class, () -> numbers(2).map(x -> alone()).collect());
  }

  private static int alone() {
    return BarrierTaskContext.get().partitionId();
  }
}
