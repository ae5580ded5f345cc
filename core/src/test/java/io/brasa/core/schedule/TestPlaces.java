package io.brasa.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where tasks run: who keeps what they read, who failed at them, and copies of late ones. */
final class TestPlaces {
  private static final long KEPT = 5;
  private static final Outcome.Timed TAKEN = () -> 10_000_000;

  private Scheduler scheduler = new Scheduler(new SchedulerLimits(100, 100));
  private final List<SchedulerCommand> log = new ArrayList<>();
  private final List<Lease> open = new ArrayList<>();
  private long nextJob = 1;

  private void give(SchedulerEvent event) {
    List<SchedulerCommand> commands = scheduler.handle(event);
    scheduler.checkInvariants();
    log.addAll(commands);
    for (SchedulerCommand command : commands)
      if (command instanceof SchedulerCommand.Grant(Lease lease, var stage)) open.add(lease);
  }

  private void join(String... executors) {
    for (String executor : executors) give(new SchedulerEvent.ExecutorJoined(executor, 2));
  }

  private long submit(int partitions, long kept) {
    long job = nextJob++;
    StagePlan result =
        new StagePlan(job, "r" + job, "result", partitions, List.of(), true, false, kept);
    List<Integer> wanted = IntStream.range(0, partitions).boxed().toList();
    give(new SchedulerEvent.JobSubmitted(new JobPlan(job, job, List.of(result), wanted)));
    return job;
  }

  private void succeed(Lease lease, int index) {
    end(
        lease,
        new Outcome.Succeeded(
            lease.partitions().get(index), lease.attempts().get(index), 7, TAKEN));
  }

  private void fail(Lease lease, int index) {
    EngineException error = new EngineException(CoreError.TASK_FAILED, "it threw", "mend it");
    end(
        lease,
        new Outcome.Failed(lease.partitions().get(index), lease.attempts().get(index), error));
  }

  private void end(Lease lease, Outcome outcome) {
    give(new SchedulerEvent.TasksEnded(lease.id(), lease.executor(), List.of(outcome)));
  }

  /** Ends everything; returns who did which partition. */
  private Map<Integer, String> succeedAll() {
    Map<Integer, String> who = new TreeMap<>();
    while (!open.isEmpty()) {
      Lease lease = open.removeFirst();
      for (int i = 0; i < lease.partitions().size(); i++) {
        who.put(lease.partitions().get(i), lease.executor());
        succeed(lease, i);
      }
    }
    return who;
  }

  private void passTime(long millis) {
    give(new SchedulerEvent.TimePassed(millis));
  }

  private boolean hasSucceeded(long job) {
    return log.contains(new SchedulerCommand.JobSucceeded(job));
  }

  @Test
  void aKeptPartitionIsReadWhereItWasMade() {
    join("a", "b", "c");
    passTime(1);
    submit(12, KEPT);
    Map<Integer, String> made = succeedAll();
    // With one more executor the dealing out is another one, who keeps what is not.
    join("aa");
    submit(12, KEPT);
    assertEquals(made, succeedAll());
  }

  @Test
  void whatWasMadeWhileThereWasOneExecutorIsReadThereWhenOthersHaveCome() {
    join("a");
    passTime(1);
    submit(8, KEPT);
    Map<Integer, String> made = succeedAll();
    join("b");
    submit(8, KEPT);
    assertEquals(made, succeedAll());
  }

  @Test
  void whoWaitsTooLongForAKeeperRunsElsewhere() {
    join("a", "b");
    passTime(1);
    submit(16, KEPT);
    Map<Integer, String> made = succeedAll();
    long second = submit(16, KEPT);
    // b does all of its own; a does nothing.
    List<Lease> ofA = new ArrayList<>();
    while (!open.isEmpty()) {
      Lease lease = open.removeFirst();
      if (lease.executor().equals("a")) ofA.add(lease);
      else for (int i = 0; i < lease.partitions().size(); i++) succeed(lease, i);
    }
    long before = count(second, "b", made, "a");
    assertEquals(0, before, "b has taken nothing that a keeps");
    passTime(4_000);
    assertNotEquals(0, count(second, "b", made, "a"), "b takes what a has no room for");
    succeedAll();
    for (Lease lease : ofA) for (int i = 0; i < lease.partitions().size(); i++) succeed(lease, i);
    succeedAll();
    assertTrue(hasSucceeded(second));
  }

  /** How many partitions of a stage an executor was granted that another one keeps. */
  private long count(long stage, String executor, Map<Integer, String> made, String keeper) {
    return log.stream()
        .filter(c -> c instanceof SchedulerCommand.Grant)
        .map(c -> ((SchedulerCommand.Grant) c).lease())
        .filter(lease -> lease.stage() == stage && lease.executor().equals(executor))
        .flatMap(lease -> lease.partitions().stream())
        .filter(p -> made.get(p).equals(keeper))
        .count();
  }

  @Test
  void aLostKeeperIsNotWaitedFor() {
    join("a", "b");
    passTime(1);
    submit(8, KEPT);
    succeedAll();
    give(new SchedulerEvent.ExecutorLost("a", "killed"));
    join("c");
    long second = submit(8, KEPT);
    succeedAll();
    assertTrue(hasSucceeded(second));
  }

  @Test
  void withoutTimeNobodyWaitsForAKeeper() {
    join("a", "b");
    submit(64, KEPT);
    succeedAll();
    long second = submit(64, KEPT);
    List<Lease> ofB = new ArrayList<>();
    while (!open.isEmpty()) {
      Lease lease = open.removeFirst();
      if (lease.executor().equals("b")) ofB.add(lease);
      else for (int i = 0; i < lease.partitions().size(); i++) succeed(lease, i);
    }
    assertTrue(
        ofB.stream().mapToInt(lease -> lease.partitions().size()).sum() < 32,
        "a has done the rest of what b keeps");
    assertFalse(hasSucceeded(second));
  }

  @Test
  void whatFailedOnOneExecutorIsTriedOnAnother() {
    join("a", "b");
    submit(2, 0);
    Lease first = open.removeFirst();
    fail(first, 0);
    Lease again =
        open.stream()
            .filter(lease -> lease.partitions().contains(first.partitions().getFirst()))
            .findFirst()
            .orElseThrow();
    assertNotEquals(first.executor(), again.executor());
  }

  @Test
  void whatFailedOnTheOnlyExecutorIsTriedThereAgain() {
    join("a");
    submit(1, 0);
    fail(open.removeFirst(), 0);
    assertEquals("a", open.getFirst().executor());
  }

  /** All that the executor bad does fails. */
  private void endWithFailuresOfBad(long job) {
    while (!hasSucceeded(job)) {
      Lease lease = open.removeFirst();
      for (int i = 0; i < lease.partitions().size(); i++) {
        if (lease.executor().equals("bad")) fail(lease, i);
        else succeed(lease, i);
      }
    }
  }

  @Test
  void anExecutorThatFailsAtWhatOthersDoIsLeftOutForAWhile() {
    join("bad", "good");
    passTime(1);
    long job = submit(12, 0);
    endWithFailuresOfBad(job);
    List<SchedulerCommand> excluded =
        log.stream().filter(c -> c instanceof SchedulerCommand.Excluded).toList();
    assertEquals(List.of(new SchedulerCommand.Excluded("bad", 60_000)), excluded);
    submit(4, 0);
    assertTrue(open.stream().allMatch(lease -> lease.executor().equals("good")), open::toString);
    succeedAll();
    passTime(60_002);
    submit(4, 0);
    assertTrue(open.stream().anyMatch(lease -> lease.executor().equals("bad")), open::toString);
  }

  @Test
  void theLastExecutorIsNotLeftOut() {
    join("bad", "good");
    passTime(1);
    long job = submit(12, 0);
    endWithFailuresOfBad(job);
    give(new SchedulerEvent.ExecutorLost("good", "killed"));
    long next = submit(4, 0);
    succeedAll();
    assertTrue(hasSucceeded(next));
  }

  // ---- copies

  /** One task of eight hangs on its executor; the others have taken 10 ms. */
  private Lease hang() {
    scheduler =
        new Scheduler(
            new SchedulerLimits(4, 4, PoolPolicy.FIFO, 3_000, new Speculation(true, 0.75, 3, 100)));
    join("a", "b");
    passTime(1);
    submit(8, 0);
    Lease hanging = open.removeFirst();
    for (int i = 1; i < hanging.partitions().size(); i++) succeed(hanging, i);
    succeedAll();
    return hanging;
  }

  @Test
  void aLateTaskGetsOneCopyElsewhereAndTheFirstToEndCounts() {
    Lease hanging = hang();
    passTime(90);
    assertTrue(open.isEmpty(), "not late yet");
    passTime(110);
    assertEquals(1, open.size());
    Lease copy = open.getFirst();
    assertNotEquals(hanging.executor(), copy.executor());
    assertEquals(List.of(hanging.partitions().getFirst()), copy.partitions());
    assertNotEquals(hanging.attempts().getFirst(), copy.attempts().getFirst());
    passTime(1_000);
    assertEquals(1, open.size(), "one copy is enough");
    succeedAll();
    assertTrue(hasSucceeded(1));
    log.clear();
    succeed(hanging, 0);
    assertFalse(log.stream().anyMatch(SchedulerCommand.Accept.class::isInstance), log::toString);
  }

  @Test
  void theLateTaskItselfMayBeFirst() {
    Lease hanging = hang();
    passTime(200);
    Lease copy = open.removeFirst();
    succeed(hanging, 0);
    assertTrue(hasSucceeded(1));
    log.clear();
    succeed(copy, 0);
    assertFalse(log.stream().anyMatch(SchedulerCommand.Accept.class::isInstance), log::toString);
  }

  @Test
  void ifOneOfTheTwoIsLostTheOtherGoesOn() {
    for (boolean isCopyLost : new boolean[] {true, false}) {
      log.clear();
      open.clear();
      nextJob = 1;
      Lease hanging = hang();
      passTime(200);
      Lease copy = open.removeFirst();
      Lease lost = isCopyLost ? copy : hanging;
      give(new SchedulerEvent.ExecutorLost(lost.executor(), "killed"));
      Map<Integer, String> granted = new HashMap<>();
      for (Lease lease : open) for (int p : lease.partitions()) granted.put(p, lease.executor());
      assertFalse(
          granted.containsKey(hanging.partitions().getFirst()), "it has not begun to wait again");
      succeed(isCopyLost ? hanging : copy, 0);
      succeedAll();
      assertTrue(hasSucceeded(1));
    }
  }

  @Test
  void withoutSpeculationNothingIsCopied() {
    join("a", "b");
    passTime(1);
    submit(8, 0);
    Lease hanging = open.removeFirst();
    for (int i = 1; i < hanging.partitions().size(); i++) succeed(hanging, i);
    succeedAll();
    passTime(1_000_000);
    assertTrue(open.isEmpty());
  }
}
