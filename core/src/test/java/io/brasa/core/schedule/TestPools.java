package io.brasa.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Who gets slots when: executors that run one task a slot and a step, driven by hand, so that
 * "when" is a count of steps.
 */
final class TestPools {
  private static final PoolPolicy FAIR =
      new PoolPolicy(
          true, Map.of("heavy", new PoolPolicy.Pool(3, 0), "sure", new PoolPolicy.Pool(1, 2)));

  /** One executor: works off the oldest lease first, reports once a step. */
  private static final class Worker {
    final String id;
    final int slots;
    final Deque<Lease> leases = new ArrayDeque<>();
    final Map<Long, Integer> next = new HashMap<>();

    Worker(String id, int slots) {
      this.id = id;
      this.slots = slots;
    }

    /** Runs one task a slot; what ran, by lease. */
    Map<Lease, List<Outcome>> step() {
      Map<Lease, List<Outcome>> ran = new LinkedHashMap<>();
      for (int slot = 0; slot < slots && !leases.isEmpty(); slot++) {
        Lease lease = leases.getFirst();
        int position = next.merge(lease.id(), 1, Integer::sum) - 1;
        ran.computeIfAbsent(lease, _ -> new ArrayList<>())
            .add(
                new Outcome.Succeeded(
                    lease.partitions().get(position), lease.attempts().get(position), 1, "x"));
        if (position + 1 == lease.partitions().size()) leases.removeFirst();
      }
      return ran;
    }

    List<Outcome> recall(long id) {
      List<Outcome> given = new ArrayList<>();
      for (Lease lease : leases) {
        if (lease.id() != id) continue;
        for (int p = next.getOrDefault(id, 0); p < lease.partitions().size(); p++)
          given.add(new Outcome.Stopped(lease.partitions().get(p), lease.attempts().get(p)));
      }
      leases.removeIf(lease -> lease.id() == id);
      return given;
    }
  }

  private Scheduler scheduler = new Scheduler(new SchedulerLimits(2, 3, FAIR));
  private final Map<String, Worker> workers = new TreeMap<>();
  private final Map<Long, Integer> endedAt = new TreeMap<>();
  private final Map<Long, Integer> ranOfStage = new TreeMap<>();
  private final List<SchedulerCommand> log = new ArrayList<>();
  private int step;

  private static TestPools with(PoolPolicy policy) {
    TestPools other = new TestPools();
    other.scheduler = new Scheduler(new SchedulerLimits(2, 3, policy));
    return other;
  }

  private void give(SchedulerEvent event) {
    Deque<SchedulerEvent> events = new ArrayDeque<>(List.of(event));
    while (!events.isEmpty()) {
      List<SchedulerCommand> commands = scheduler.handle(events.poll());
      scheduler.checkInvariants();
      log.addAll(commands);
      for (SchedulerCommand command : commands) {
        switch (command) {
          case SchedulerCommand.Grant grant ->
              workers.get(grant.lease().executor()).leases.add(grant.lease());
          case SchedulerCommand.Recall(String executor, long lease) -> {
            List<Outcome> given = workers.get(executor).recall(lease);
            if (!given.isEmpty()) events.add(new SchedulerEvent.TasksEnded(lease, executor, given));
          }
          case SchedulerCommand.JobSucceeded(long job) -> endedAt.put(job, step);
          default -> {}
        }
      }
    }
  }

  private void join(String id, int slots) {
    workers.put(id, new Worker(id, slots));
    give(new SchedulerEvent.ExecutorJoined(id, slots));
  }

  private void submit(long job, String pool, int partitions) {
    submit(job, pool, partitions, false);
  }

  private void submit(long job, String pool, int partitions, boolean isInterrupting) {
    StagePlan stage =
        new StagePlan(job, "s" + job, "stage " + job, partitions, List.of(), true, false);
    List<Integer> all = IntStream.range(0, partitions).boxed().toList();
    give(
        new SchedulerEvent.JobSubmitted(
            new JobPlan(job, job, List.of(stage), all, pool, isInterrupting)));
  }

  private void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step++;
      for (Worker worker : workers.values()) {
        worker
            .step()
            .forEach(
                (lease, outcomes) -> {
                  ranOfStage.merge(lease.stage(), outcomes.size(), Integer::sum);
                  give(new SchedulerEvent.TasksEnded(lease.id(), worker.id, outcomes));
                });
      }
    }
  }

  private int ran(long stage) {
    return ranOfStage.getOrDefault(stage, 0);
  }

  @Test
  void aShortJobInItsOwnPoolIsNotStarvedByALongOne() {
    join("a", 2);
    submit(1, "long", 10_000);
    run(5);
    submit(2, "short", 4);
    run(8);
    assertTrue(endedAt.containsKey(2L), "4 tasks among 16 of 8 steps: " + ranOfStage);
    run(5_000);
    assertEquals(2, endedAt.size(), "and the long one ends: " + ranOfStage);
  }

  @Test
  void inOrderTheSameShortJobWaits() {
    TestPools inOrder = with(PoolPolicy.FIFO);
    inOrder.join("a", 2);
    inOrder.submit(1, "long", 100);
    inOrder.submit(2, "short", 4);
    inOrder.run(50);
    assertEquals(100, inOrder.ran(1));
    assertEquals(0, inOrder.ran(2));
    inOrder.run(2);
    assertEquals(Map.of(1L, 50, 2L, 52), inOrder.endedAt);
  }

  @Test
  void poolsShareByWeight() {
    join("a", 4);
    submit(1, "heavy", 10_000);
    submit(2, "light", 10_000);
    run(400);
    double ratio = (double) ran(1) / ran(2);
    assertTrue(ratio > 2.7 && ratio < 3.3, ranOfStage.toString());
  }

  @Test
  void aMinimumComesBeforeWeights() {
    join("a", 4);
    submit(1, "heavy", 10_000);
    submit(2, "sure", 10_000);
    run(400);
    double share = (double) ran(2) / (ran(1) + ran(2));
    assertTrue(share > 0.45, "two of four slots, though its weight is a quarter: " + share);
  }

  @Test
  void jobsOfOnePoolAreServedInTheirOrder() {
    join("a", 2);
    submit(1, "one", 50);
    submit(2, "one", 50);
    submit(3, "other", 1_000);
    run(100);
    assertTrue(endedAt.get(1L) < endedAt.get(2L), endedAt.toString());
    assertTrue(ran(3) > 80, ranOfStage.toString());
  }

  @Test
  void anExecutorThatJoinsLaterGetsItsPart() {
    TestPools inOrder = with(PoolPolicy.FIFO);
    inOrder.join("a", 2);
    inOrder.submit(1, "p", 1_000);
    inOrder.run(10);
    inOrder.join("b", 2);
    inOrder.run(260);
    assertTrue(
        inOrder.endedAt.containsKey(1L), "all 1,000 in half the time: " + inOrder.ranOfStage);
  }

  @Test
  void whatAnExecutorGetsAtOnceGrowsWithItsSpeed() {
    join("a", 2);
    submit(1, "one", 100_000);
    submit(2, "other", 100_000);
    Worker fast = workers.get("a");
    for (int i = 0; i < 100; i++) {
      List<Outcome> all = new ArrayList<>();
      Lease lease = fast.leases.removeFirst();
      for (int p = 0; p < lease.partitions().size(); p++)
        all.add(
            new Outcome.Succeeded(
                lease.partitions().get(p),
                lease.attempts().get(p),
                1,
                (Outcome.Timed) () -> 2_000));
      give(new SchedulerEvent.TasksEnded(lease.id(), "a", all));
    }
    assertTrue(fast.leases.getLast().partitions().size() > 30);
    long leases = log.stream().filter(SchedulerCommand.Grant.class::isInstance).count();
    assertTrue(leases > 20, "they take turns: " + leases);
  }

  @Test
  void onlyJobsThatAskForItAreInterrupted() {
    join("a", 2);
    submit(1, "one", 10, true);
    submit(2, "other", 10, false);
    EngineException error = new EngineException(CoreError.JOB_CANCELLED, "no", "more");
    give(new SchedulerEvent.JobCancelled(1, error));
    give(new SchedulerEvent.JobCancelled(2, error));
    assertTrue(log.contains(new SchedulerCommand.Stop("a", 1, 0, true)), log.toString());
    assertTrue(log.contains(new SchedulerCommand.Stop("a", 2, 0, false)), log.toString());
  }

  /** However jobs come and go, slots are not idle while something waits, and all jobs end. */
  @Test
  void endsAllJobsWhateverComes() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      TestPools any = with(random.nextBoolean() ? FAIR : PoolPolicy.FIFO);
      any.join("w0", 1 + random.nextInt(3));
      int total = 0;
      String[] pools = {"heavy", "light", "sure", "one"};
      int jobs = 2 + random.nextInt(8);
      for (int job = 0; job < jobs; job++) {
        int partitions = 1 + random.nextInt(200);
        total += partitions;
        any.submit(job, pools[random.nextInt(4)], partitions);
        any.run(random.nextInt(20));
        if (random.nextInt(3) == 0) any.join("w" + (1 + job), 1 + random.nextInt(3));
      }
      int slots = any.workers.values().stream().mapToInt(worker -> worker.slots).sum();
      any.run(total + 10);
      assertEquals(jobs, any.endedAt.size(), "seed " + seed + " with " + slots + " slots");
    }
  }
}
