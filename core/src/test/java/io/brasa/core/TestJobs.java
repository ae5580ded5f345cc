package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.StatusTracker.JobExecutionStatus;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs beside each other: asynchronous, in groups and pools, cancelled, and what does not stop. */
@Timeout(60)
final class TestJobs {
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private BrasaContext brasa = open("scheduler.mode", "fair");

  /** What tasks of these tests wait for; static, so that functions hold nothing. */
  private static final AtomicBoolean IS_OPEN = new AtomicBoolean();

  private static final AtomicInteger BEGUN = new AtomicInteger();
  private static final AtomicInteger ASLEEP = new AtomicInteger();
  private static final AtomicInteger INTERRUPTED = new AtomicInteger();

  TestJobs() {
    IS_OPEN.set(false);
    BEGUN.set(0);
    ASLEEP.set(0);
    INTERRUPTED.set(0);
  }

  private BrasaContext open(String... settings) {
    BrasaContext.Builder builder =
        BrasaContext.builder().master("local[2]").strict(true).listener(events::add);
    for (int i = 0; i < settings.length; i += 2) builder.set(settings[i], settings[i + 1]);
    return builder.build();
  }

  @AfterEach
  void close() {
    IS_OPEN.set(true);
    brasa.close();
  }

  private RDD<Integer> numbers(int count, int partitions) {
    return brasa.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  /** Tasks that end when the test lets them, at a record if they are stopped. */
  private static void waitAtRecords() {
    BEGUN.incrementAndGet();
    pause();
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      INTERRUPTED.incrementAndGet();
      throw new IllegalStateException("interrupted");
    }
  }

  /** An endless supply of records. */
  private RDD<Integer> endless() {
    return numbers(2, 2)
        .flatMap(
            x ->
                IntStream.iterate(0, i -> !IS_OPEN.get(), i -> i + 1)
                    .peek(i -> waitAtRecords())
                    .boxed()
                    .iterator());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) Thread.sleep(2);
  }

  private static CoreError codeOf(Throwable failure) {
    return (CoreError) ((EngineException) failure).code();
  }

  // ---- asynchronous

  @Test
  void asynchronousActionsGiveWhatTheOthersGive() throws Exception {
    RDD<Integer> numbers = numbers(100, 7);
    assertEquals(numbers.collect(), numbers.collectAsync().get());
    assertEquals(100L, numbers.countAsync().get());
    assertEquals(numbers.take(50), numbers.takeAsync(50).get());
    assertEquals(List.of(), numbers.takeAsync(0).get());
    assertEquals(numbers.collect(), numbers.takeAsync(1_000).get());
    AtomicInteger sum = SUM;
    sum.set(0);
    numbers.foreachAsync(x -> SUM.addAndGet(x)).get();
    assertEquals(4_950, sum.get());
    numbers.foreachPartitionAsync(records -> records.forEachRemaining(x -> SUM.addAndGet(1))).get();
    assertEquals(5_050, sum.get());
  }

  private static final AtomicInteger SUM = new AtomicInteger();

  @Test
  void anAsynchronousActionTellsItsJobsAndItsEnd() throws Exception {
    FutureAction<Long> action = endless().countAsync();
    await(() -> BEGUN.get() > 0);
    assertFalse(action.isDone());
    assertEquals(brasa.statusTracker().getActiveJobIds(), action.jobIds());
    CompletableFuture<Long> doubled = action.toCompletableFuture().thenApply(count -> count * 0);
    IS_OPEN.set(true);
    assertEquals(0, doubled.get(20, TimeUnit.SECONDS));
    assertTrue(action.isDone());
    assertFalse(action.isCancelled());
    assertTrue(action.resultNow() > 0);
  }

  @Test
  void anAsynchronousFailureIsTheSameError() {
    FutureAction<Long> action =
        numbers(4, 2)
            .map(
                x -> {
                  if (x == 3) throw new IllegalStateException("three");
                  return x;
                })
            .countAsync();
    ExecutionException failure = assertThrows(ExecutionException.class, action::get);
    assertEquals(CoreError.TASK_FAILED, codeOf(failure.getCause()));
    assertThrows(CancellationException.class, () -> cancelled(endless().countAsync()).get());
  }

  private static <T> FutureAction<T> cancelled(FutureAction<T> action) {
    assertTrue(action.cancel());
    return action;
  }

  @Test
  void cancellingTheViewCancelsTheJob() throws Exception {
    FutureAction<List<Integer>> action = endless().takeAsync(Integer.MAX_VALUE);
    action.toCompletableFuture().cancel(false);
    await(action::isDone);
    assertTrue(action.isCancelled());
    await(() -> brasa.statusTracker().getActiveJobIds().isEmpty());
  }

  @Test
  void whatAFunctionCapturedIsCopiedBeforeTheCallReturns() throws Exception {
    List<Integer> captured = new ArrayList<>(List.of(1));
    FutureAction<List<Integer>> action = numbers(3, 3).map(x -> captured.size()).collectAsync();
    captured.add(2);
    assertEquals(List.of(1, 1, 1), action.get());
  }

  @Test
  void thirtyTwoThreadsRunJobsOfAllKindsInOneContext() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    PairRDD<Integer, Integer> shared =
        numbers(300, 5).mapToPair(x -> Pair.of(x % 10, x)).reduceByKey(Integer::sum, 4);
    for (int t = 0; t < 32; t++) {
      Random random = new Random(seed + t);
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int job = 0; job < 6; job++) runAny(random, shared);
                } catch (Throwable e) {
                  failures.add(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) thread.join();
    assertEquals(List.of(), List.copyOf(failures), "seed " + seed);
    assertEquals(List.of(), brasa.statusTracker().getActiveJobIds());
  }

  private void runAny(Random random, PairRDD<Integer, Integer> shared) throws Exception {
    int count = 1 + random.nextInt(200);
    brasa.setLocalProperty("spark.scheduler.pool", "pool" + random.nextInt(4));
    switch (random.nextInt(6)) {
      case 0 -> assertEquals(count, numbers(count, 1 + random.nextInt(9)).count());
      case 1 -> assertEquals(count, numbers(count, 3).countAsync().get());
      case 2 -> assertEquals(10, shared.count());
      case 3 ->
          assertEquals(
              Math.min(count, 7),
              numbers(count, 4).mapToPair(x -> Pair.of(x % 7, 1)).groupByKey(3).count());
      case 4 -> assertEquals(Math.min(5, count), numbers(count, 6).takeAsync(5).get().size());
      default -> {
        FutureAction<Long> action =
            numbers(count, 5).map(x -> x).repartition(3).mapToPair(x -> Pair.of(x, x)).countAsync();
        if (random.nextBoolean()) action.cancel(random.nextBoolean());
        try {
          assertEquals(count, action.get());
        } catch (CancellationException e) {
          assertTrue(action.isCancelled());
        }
      }
    }
  }

  // ---- what a thread says of its jobs

  @Test
  void propertiesAreTheThreadsOwnAndInherited() throws Exception {
    brasa.setLocalProperty("mine", "1");
    brasa.setJobGroup("group", "what it is for");
    brasa.addJobTag("b");
    brasa.addJobTag("a");
    List<String> seen = new ArrayList<>();
    Thread child =
        new Thread(
            () -> {
              seen.add(brasa.getLocalProperty("mine"));
              seen.add(brasa.getLocalProperty("spark.jobGroup.id"));
              brasa.setLocalProperty("mine", "2");
            });
    child.start();
    child.join();
    assertEquals(List.of("1", "group"), seen);
    assertEquals("1", brasa.getLocalProperty("mine"), "what a child sets is its own");
    assertEquals(Set.of("a", "b"), brasa.getJobTags());
    numbers(1, 1).count();
    brasa.removeJobTag("a");
    assertEquals(Set.of("b"), brasa.getJobTags());
    brasa.clearJobTags();
    brasa.clearJobGroup();
    brasa.setLocalProperty("mine", null);
    assertNull(brasa.getLocalProperty("mine"));
    assertThrows(IllegalArgumentException.class, () -> brasa.addJobTag("a,b"));
    brasa.setCallSite("the nightly count");
    numbers(1, 1).count();
    brasa.clearCallSite();
    brasa.close();
    List<Event.JobStarted> started = started();
    assertEquals("group", started.getFirst().group());
    assertEquals("what it is for", started.getFirst().description());
    assertEquals(List.of("a", "b"), started.getFirst().tags());
    assertEquals("the nightly count", started.get(1).site());
    assertEquals("", started.get(1).group());
  }

  private List<Event.JobStarted> started() {
    return events.stream()
        .filter(Event.JobStarted.class::isInstance)
        .map(Event.JobStarted.class::cast)
        .toList();
  }

  // ---- cancelling

  @Test
  void groupsTagsAndJobsAreCancelledAndNoOthers() throws Exception {
    brasa.setJobGroup("first", "");
    FutureAction<Long> first = endless().countAsync();
    brasa.setJobGroup("second", "");
    brasa.addJobTag("tagged");
    FutureAction<Long> second = endless().countAsync();
    brasa.clearJobTags();
    FutureAction<Long> third = endless().countAsync();
    FutureAction<Long> fourth = endless().countAsync();
    assertEquals(first.jobIds(), brasa.statusTracker().getJobIdsForGroup("first"));
    brasa.cancelJobGroup("first");
    assertEquals(CoreError.JOB_CANCELLED, codeOf(causeOf(first)));
    brasa.cancelJobsWithTag("tagged");
    assertEquals(CoreError.JOB_CANCELLED, codeOf(causeOf(second)));
    brasa.cancelJob(third.jobIds().getFirst(), "enough of it");
    assertTrue(causeOf(third).getMessage().contains("enough of it"));
    assertFalse(fourth.isDone());
    List<Long> stages =
        brasa.statusTracker().getJobInfo(fourth.jobIds().getFirst()).orElseThrow().stageIds();
    brasa.cancelStage(stages.getLast());
    assertEquals(CoreError.JOB_CANCELLED, codeOf(causeOf(fourth)));
    brasa.clearJobGroup();
    assertEquals(3, numbers(3, 2).count(), "the slots are free again");
  }

  private static Throwable causeOf(FutureAction<?> action) {
    return assertThrows(ExecutionException.class, action::get).getCause();
  }

  @Test
  void aGroupCancelledForGoodRunsNoMore() throws Exception {
    brasa.setJobGroup("doomed", "");
    brasa.cancelJobGroupAndFutureJobs("doomed");
    EngineException failure = assertThrows(EngineException.class, () -> endless().count());
    assertEquals(CoreError.JOB_CANCELLED, codeOf(failure));
    brasa.clearJobGroup();
    assertEquals(3, numbers(3, 2).count());
  }

  @Test
  void userCodeIsInterruptedOnlyIfAsked() throws Exception {
    FutureAction<Long> spared = endless().countAsync();
    await(() -> BEGUN.get() > 0);
    spared.cancel();
    await(spared::isDone);
    assertEquals(0, INTERRUPTED.get());
    brasa.setInterruptOnCancel(true);
    RDD<Integer> sleeping =
        numbers(2, 2)
            .map(
                x -> {
                  ASLEEP.incrementAndGet();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    INTERRUPTED.incrementAndGet();
                  }
                  return x;
                });
    FutureAction<Long> woken = sleeping.countAsync();
    await(() -> ASLEEP.get() == 2);
    brasa.cancelAllJobs();
    await(() -> INTERRUPTED.get() == 2);
    assertEquals(CoreError.JOB_CANCELLED, codeOf(causeOf(woken)));
    brasa.setInterruptOnCancel(false);
    FutureAction<Long> asked = sleeping.countAsync();
    await(() -> ASLEEP.get() == 4);
    asked.cancel(true);
    await(() -> INTERRUPTED.get() == 4);
    assertEquals(4, numbers(4, 4).count());
  }

  /** A loop that looks at nothing but what the test sets. */
  private static int spin(int x) {
    BEGUN.incrementAndGet();
    while (!IS_OPEN.get()) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        INTERRUPTED.incrementAndGet();
      }
    }
    return x;
  }

  @Test
  void userCodeThatIgnoresInterruptsCostsTimeButNoSlot() throws Exception {
    brasa.close();
    brasa = open("cancel.patience", "100");
    for (int round = 0; round < 2; round++) {
      BEGUN.set(0);
      FutureAction<Long> action = numbers(2, 2).map(TestJobs::spin).countAsync();
      await(() -> BEGUN.get() == 2);
      long before = System.nanoTime();
      action.cancel(true);
      assertThrows(CancellationException.class, action::get);
      assertTrue(System.nanoTime() - before < 5_000_000_000L, "the job ends at once");
      assertEquals(20, numbers(20, 20).count(), "others have taken over");
    }
    await(() -> stuck().size() == 4);
    assertTrue(stuck().stream().allMatch(Event.TaskStuck::isReplaced));
    assertTrue(stuck().getFirst().place().contains("TestJobs.java"), stuck().toString());
    BEGUN.set(0);
    FutureAction<Long> tooMany = numbers(2, 2).map(TestJobs::spin).countAsync();
    await(() -> BEGUN.get() == 2);
    tooMany.cancel(true);
    await(() -> stuck().size() == 6);
    assertFalse(stuck().getLast().isReplaced(), "not without bound");
    IS_OPEN.set(true);
    assertEquals(20, numbers(20, 20).count(), "who has ended works again, or is gone");
    await(() -> taskThreads() <= 2);
  }

  private List<Event.TaskStuck> stuck() {
    return events.stream()
        .filter(Event.TaskStuck.class::isInstance)
        .map(Event.TaskStuck.class::cast)
        .toList();
  }

  private static long taskThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("brasa-task-"))
        .count();
  }

  // ---- pools

  @Test
  void aShortJobInItsOwnPoolEndsWhileALongOneRuns() throws Exception {
    brasa.setLocalProperty("scheduler.pool", "long");
    FutureAction<Long> longer =
        numbers(20_000, 20_000)
            .map(
                x -> {
                  BEGUN.incrementAndGet();
                  if (!IS_OPEN.get()) pause();
                  return x;
                })
            .countAsync();
    await(() -> BEGUN.get() > 10);
    brasa.setLocalProperty("scheduler.pool", "short");
    assertEquals(8, numbers(8, 8).count());
    assertFalse(longer.isDone());
    IS_OPEN.set(true);
    assertEquals(20_000, longer.get());
  }

  // ---- status

  @Test
  void theTrackerKnowsWhatRunsAndWhatRan() throws Exception {
    FutureAction<Long> action = endless().countAsync();
    await(() -> BEGUN.get() > 1);
    StatusTracker tracker = brasa.statusTracker();
    assertEquals(1, tracker.getActiveStageIds().size());
    StatusTracker.StageInfo stage =
        tracker.getStageInfo(tracker.getActiveStageIds().getFirst()).orElseThrow();
    assertEquals(2, stage.numTasks());
    await(() -> tracker.getExecutorInfos().getFirst().numRunningTasks() == 2);
    IS_OPEN.set(true);
    action.get();
    await(() -> tracker.getActiveStageIds().isEmpty());
    assertEquals(
        JobExecutionStatus.SUCCEEDED,
        tracker.getJobInfo(action.jobIds().getFirst()).orElseThrow().status());
    assertEquals(2, tracker.getStageInfo(stage.stageId()).orElseThrow().numCompletedTasks());
    assertTrue(tracker.getJobInfo(999).isEmpty());
  }

  @Test
  void stagesThatAreThereAlreadyAreToldOf() {
    PairRDD<Integer, Integer> sums =
        numbers(20, 3).mapToPair(x -> Pair.of(x % 3, x)).reduceByKey(Integer::sum, 2);
    sums.count();
    sums.collect();
    brasa.close();
    List<Event.JobStarted> jobs = started();
    assertEquals(2, jobs.getFirst().stages().size());
    assertEquals(List.of(), jobs.getFirst().reusedStages());
    assertEquals(1, jobs.get(1).stages().size());
    assertEquals(List.of(jobs.getFirst().stages().getFirst()), jobs.get(1).reusedStages());
  }
}
