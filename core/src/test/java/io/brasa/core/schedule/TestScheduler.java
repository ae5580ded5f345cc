package io.brasa.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The scheduler driven by hand: no threads, no time. */
final class TestScheduler {
  private static final long MAP = 1;
  private static final long RESULT = 2;

  private final Scheduler scheduler = new Scheduler(new SchedulerLimits(2, 3));
  private final List<SchedulerCommand> log = new ArrayList<>();
  private final List<SchedulerCommand.Grant> open = new ArrayList<>();

  private List<SchedulerCommand> give(SchedulerEvent event) {
    List<SchedulerCommand> commands = scheduler.handle(event);
    scheduler.checkInvariants();
    log.addAll(commands);
    for (SchedulerCommand command : commands)
      if (command instanceof SchedulerCommand.Grant grant) open.add(grant);
    return commands;
  }

  private static StagePlan map(int partitions) {
    return new StagePlan(MAP, "m", "map", partitions, List.of(), false, false);
  }

  private static StagePlan result(int partitions, boolean hasEffects) {
    return new StagePlan(RESULT, "r", "result", partitions, List.of(MAP), true, hasEffects);
  }

  private void submit(int maps, int results, boolean hasEffects) {
    give(
        new SchedulerEvent.JobSubmitted(
            new JobPlan(
                7,
                RESULT,
                List.of(map(maps), result(results, hasEffects)),
                IntStream.range(0, results).boxed().toList())));
  }

  /** Ends all partitions of the oldest open lease. */
  private List<SchedulerCommand> succeedOldest(long checksum) {
    SchedulerCommand.Lease lease = open.removeFirst().lease();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < lease.partitions().size(); i++) {
      outcomes.add(
          new Outcome.Succeeded(
              lease.partitions().get(i),
              lease.attempts().get(i),
              checksum + lease.partitions().get(i),
              "x"));
    }
    return give(new SchedulerEvent.TasksEnded(lease.id(), lease.executor(), outcomes));
  }

  private boolean jobSucceeded() {
    return log.contains(new SchedulerCommand.JobSucceeded(7));
  }

  private CoreError jobError() {
    for (SchedulerCommand command : log) {
      if (command instanceof SchedulerCommand.JobFailed failed)
        return (CoreError) failed.error().code();
    }
    return null;
  }

  private long grantCount(long stage) {
    return log.stream()
        .filter(
            command ->
                command instanceof SchedulerCommand.Grant grant && grant.lease().stage() == stage)
        .mapToLong(command -> ((SchedulerCommand.Grant) command).lease().partitions().size())
        .sum();
  }

  @Test
  void runsTheResultOnlyWhenAllMapOutputsHaveAWinner() {
    give(new SchedulerEvent.ExecutorJoined("a", 2));
    submit(2, 1, false);
    assertEquals(1, open.size(), "one executor gets all in one lease");
    assertEquals(MAP, open.getFirst().lease().stage());
    succeedOldest(10);
    assertEquals(RESULT, open.getFirst().lease().stage());
    assertEquals(1, open.getFirst().stage().inputs().size());
    succeedOldest(0);
    assertTrue(jobSucceeded());
  }

  @Test
  void waitsForAnExecutorThatJoinsLater() {
    submit(1, 1, false);
    assertTrue(open.isEmpty());
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    assertEquals(1, open.size());
  }

  @Test
  void computesAgainExactlyWhatALostExecutorHeld() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    give(new SchedulerEvent.ExecutorJoined("b", 1));
    submit(4, 2, false);
    while (!open.isEmpty() && open.getFirst().lease().stage() == MAP) succeedOldest(10);
    long before = grantCount(MAP);
    assertEquals(4, before);
    give(new SchedulerEvent.ExecutorLost("a", "killed"));
    open.removeIf(grant -> grant.lease().executor().equals("a"));
    assertEquals(2, grantCount(MAP) - before, "the outputs that a held, and no others");
    while (!open.isEmpty()) succeedOldest(open.getFirst().lease().stage() == MAP ? 10 : 0);
    assertTrue(jobSucceeded());
    assertFalse(
        log.stream().anyMatch(SchedulerCommand.Withdraw.class::isInstance),
        "equal content withdraws nothing");
  }

  @Test
  void acceptsNoWordOfALostExecutor() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 1, false);
    SchedulerCommand.Lease lease = open.getFirst().lease();
    give(new SchedulerEvent.ExecutorLost("a", "silent"));
    List<SchedulerCommand> answer =
        give(
            new SchedulerEvent.TasksEnded(
                lease.id(), "a", List.of(new Outcome.Succeeded(0, 0, 1, "x"))));
    assertFalse(answer.stream().anyMatch(SchedulerCommand.Accept.class::isInstance));
  }

  @Test
  void rollsBackWhoReadAnOutputThatComesOutDifferently() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 2, false);
    succeedOldest(10);
    SchedulerCommand.Lease lease = open.removeFirst().lease();
    give(
        new SchedulerEvent.TasksEnded(
            lease.id(), "a", List.of(new Outcome.Succeeded(0, 0, 0, "first"))));
    give(
        new SchedulerEvent.TasksEnded(
            lease.id(), "a", List.of(new Outcome.InputLost(1, 0, MAP, 0, 0, "deleted"))));
    List<SchedulerCommand> answer = succeedOldest(999);
    assertTrue(
        answer.contains(new SchedulerCommand.Withdraw(RESULT, MAP)), () -> "withdraws: " + answer);
    assertEquals(
        List.of(0, 1),
        open.getFirst().lease().partitions(),
        "both result partitions are computed again");
    succeedOldest(0);
    assertTrue(jobSucceeded());
  }

  private void lose(long lost) {
    SchedulerCommand.Lease lease = open.removeFirst().lease();
    int attempt = lease.attempts().getFirst();
    Outcome outcome = new Outcome.InputLost(0, attempt, lost, 0, 0, "deleted");
    give(new SchedulerEvent.TasksEnded(lease.id(), lease.executor(), List.of(outcome)));
  }

  /** Whoever is complete would never ask those above it whether they come out the same. */
  @Test
  void rollsBackWhatIsFurtherDownAsWell() {
    long left = 3;
    long right = 4;
    long longer = 5;
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    List<StagePlan> stages =
        List.of(
            map(1),
            new StagePlan(left, "l", "left", 1, List.of(MAP), false, false),
            new StagePlan(right, "r", "right", 1, List.of(MAP), false, false),
            new StagePlan(longer, "o", "longer", 1, List.of(right), false, false),
            new StagePlan(RESULT, "j", "join", 1, List.of(left, longer), true, false));
    give(new SchedulerEvent.JobSubmitted(new JobPlan(7, RESULT, stages, List.of(0))));
    while (open.getFirst().lease().stage() != RESULT) succeedOldest(10);
    lose(left);
    assertEquals(left, open.getFirst().lease().stage());
    lose(MAP);
    List<SchedulerCommand> answer = succeedOldest(999);
    assertTrue(answer.contains(new SchedulerCommand.Withdraw(longer, MAP)), answer::toString);
    while (!open.isEmpty()) succeedOldest(open.getFirst().lease().stage() == RESULT ? 0 : 20);
    assertTrue(jobSucceeded());
    assertEquals(2, grantCount(longer));
  }

  @Test
  void failsByNameWhenAnEffectCannotBeTakenBack() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 2, true);
    succeedOldest(10);
    SchedulerCommand.Lease lease = open.removeFirst().lease();
    give(
        new SchedulerEvent.TasksEnded(
            lease.id(),
            "a",
            List.of(
                new Outcome.Succeeded(0, 0, 0, "effect"),
                new Outcome.InputLost(1, 0, MAP, 0, 0, "deleted"))));
    succeedOldest(999);
    assertEquals(CoreError.STAGE_INDETERMINATE, jobError());
  }

  @Test
  void failsAfterAsManyFailuresOfATaskAsAllowed() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 1, false);
    for (int i = 0; i < 2; i++) {
      SchedulerCommand.Lease lease = open.removeFirst().lease();
      EngineException error = new EngineException(CoreError.TASK_FAILED, "it threw", "mend it");
      give(
          new SchedulerEvent.TasksEnded(lease.id(), "a", List.of(new Outcome.Failed(0, i, error))));
    }
    assertEquals(CoreError.TASK_FAILED, jobError());
    assertTrue(open.isEmpty(), "no third attempt");
  }

  @Test
  void givesUpOnAnOutputThatIsLostAgainAndAgain() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 1, false);
    for (int i = 0; i < 3; i++) {
      succeedOldest(10);
      SchedulerCommand.Lease lease = open.removeFirst().lease();
      give(
          new SchedulerEvent.TasksEnded(
              lease.id(),
              "a",
              List.of(
                  new Outcome.InputLost(0, lease.attempts().getFirst(), MAP, 0, i, "bit flip"))));
    }
    assertEquals(CoreError.RECOVERY_EXHAUSTED, jobError());
  }

  @Test
  void aLostBlockUsesUpNoAttemptButIsNotLostForEver() {
    // The limits of attempts by fault are lower than how often this is lost.
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 1, false);
    succeedOldest(10);
    for (int i = 0; i < 3; i++) {
      assertFalse(ended(), "job ended after " + i + " losses");
      SchedulerCommand.Lease lease = open.removeFirst().lease();
      give(
          new SchedulerEvent.TasksEnded(
              lease.id(),
              "a",
              List.of(new Outcome.BlockLost(0, lease.attempts().getFirst(), "bit flip"))));
    }
    assertEquals(CoreError.RECOVERY_EXHAUSTED, jobError());
  }

  private boolean ended() {
    return log.stream().anyMatch(command -> command instanceof SchedulerCommand.JobFailed);
  }

  @Test
  void failsAllJobsWhenNoExecutorWillCome() {
    submit(1, 1, false);
    give(new SchedulerEvent.ExecutorsExhausted("they keep dying"));
    assertEquals(CoreError.NO_EXECUTORS, jobError());
  }

  @Test
  void failsJobsThatComeAfterTheLastExecutorWasGivenUp() {
    give(new SchedulerEvent.ExecutorsExhausted("all are gone"));
    submit(2, 1, false);
    assertEquals(CoreError.NO_EXECUTORS, jobError());
  }

  @Test
  void beginsAnotherAttemptAtAStageThatNobodyWantedMeanwhile() {
    give(new SchedulerEvent.ExecutorJoined("a", 2));
    submit(2, 1, false);
    give(new SchedulerEvent.JobCancelled(7, error()));
    SchedulerCommand.Lease stopped = open.removeFirst().lease();
    give(
        new SchedulerEvent.TasksEnded(
            stopped.id(), "a", List.of(new Outcome.Stopped(0, 0), new Outcome.Stopped(1, 0))));
    assertTrue(open.isEmpty());
    submitAgain(8, 3);
    SchedulerCommand.Lease again = open.getFirst().lease();
    assertEquals(MAP, again.stage());
    assertTrue(again.stageAttempt() > stopped.stageAttempt(), "a stopped attempt stays stopped");
  }

  @Test
  void givesNobodyInputsThatWereReplacedWhileNobodyWantedTheStage() {
    give(new SchedulerEvent.ExecutorJoined("a", 2));
    submit(1, 1, false);
    succeedOldest(10);
    long middle = 5;
    give(
        new SchedulerEvent.JobSubmitted(
            new JobPlan(
                8,
                middle,
                List.of(new StagePlan(middle, "n", "middle", 1, List.of(MAP), false, false)),
                List.of())));
    give(new SchedulerEvent.JobCancelled(8, error()));
    give(new SchedulerEvent.JobCancelled(7, error()));
    open.clear();
    give(new SchedulerEvent.ExecutorLost("a", "killed"));
    give(new SchedulerEvent.ExecutorJoined("b", 2));
    give(new SchedulerEvent.JobSubmitted(new JobPlan(9, MAP, List.of(), List.of())));
    succeedOldest(10);
    give(new SchedulerEvent.JobSubmitted(new JobPlan(10, middle, List.of(), List.of())));
    SchedulerCommand.Grant grant = open.getFirst();
    assertEquals(middle, grant.lease().stage());
    assertEquals("b", grant.stage().inputs().getFirst().executors()[0]);
  }

  @Test
  void judgesAJobByItsOwnFailures() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 1, false);
    failOldest();
    failOldest();
    assertEquals(CoreError.TASK_FAILED, jobError());
    log.clear();
    submitAgain(8, 3);
    failOldest();
    assertEquals(null, jobError());
    succeedOldest(10);
    succeedOldest(0);
    assertTrue(log.contains(new SchedulerCommand.JobSucceeded(8)));
  }

  @Test
  void whatAnExhaustedJobLostIsNotCountedForTheNext() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(1, 1, false);
    for (int i = 0; i < 3; i++) loseInputOfResult(i);
    assertEquals(CoreError.RECOVERY_EXHAUSTED, jobError());
    log.clear();
    submitAgain(8, 3);
    for (int i = 3; i < 5; i++) loseInputOfResult(i);
    assertEquals(null, jobError(), "two losses are fewer than exhaust a job");
    succeedOldest(10);
    succeedOldest(0);
    assertTrue(log.contains(new SchedulerCommand.JobSucceeded(8)), log::toString);
  }

  /** The map output is computed, and lost in the given attempt when the result reads it. */
  private void loseInputOfResult(int mapAttempt) {
    succeedOldest(10);
    SchedulerCommand.Lease lease = open.removeFirst().lease();
    give(
        new SchedulerEvent.TasksEnded(
            lease.id(),
            "a",
            List.of(
                new Outcome.InputLost(
                    0, lease.attempts().getFirst(), MAP, 0, mapAttempt, "bit flip"))));
  }

  private void failOldest() {
    SchedulerCommand.Lease lease = open.removeFirst().lease();
    give(
        new SchedulerEvent.TasksEnded(
            lease.id(),
            lease.executor(),
            List.of(
                new Outcome.Failed(
                    lease.partitions().getFirst(),
                    lease.attempts().getFirst(),
                    new EngineException(CoreError.TASK_FAILED, "x", "y")))));
  }

  private void submitAgain(long job, long result) {
    give(
        new SchedulerEvent.JobSubmitted(
            new JobPlan(
                job,
                result,
                List.of(new StagePlan(result, "s", "again", 1, List.of(MAP), true, false)),
                List.of(0))));
  }

  private static EngineException error() {
    return new EngineException(CoreError.JOB_CANCELLED, "enough", "nothing");
  }

  @Test
  void stopsWhatACancelledJobAloneWanted() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    submit(2, 1, false);
    List<SchedulerCommand> answer = give(new SchedulerEvent.JobCancelled(7, error()));
    assertTrue(
        answer.contains(new SchedulerCommand.Stop("a", MAP, 0, false)), () -> "stops: " + answer);
    assertEquals(CoreError.JOB_CANCELLED, jobError());
  }

  @Test
  void materialisesAMapStageAsAJobOfItsOwn() {
    give(new SchedulerEvent.ExecutorJoined("a", 1));
    give(new SchedulerEvent.JobSubmitted(new JobPlan(7, MAP, List.of(map(2)), List.of())));
    succeedOldest(10);
    assertTrue(jobSucceeded());
    give(
        new SchedulerEvent.JobSubmitted(
            new JobPlan(8, RESULT, List.of(result(1, false)), List.of(0))));
    assertEquals(RESULT, open.getFirst().lease().stage(), "the outputs that are there are read");
    assertEquals(2, grantCount(MAP));
  }

  /**
   * Any order of successes, failures, losses and lost executors ends the job, with each partition
   * accepted once a round.
   */
  @Test
  void endsEveryJobWhateverHappens() {
    for (long seed = 1; seed <= 300; seed++) new Storm(seed).run();
  }

  private static final class Storm {
    private static final Outcome.Timed TAKEN = () -> 5_000_000;

    private final Random random;
    private final long seed;
    private final Scheduler scheduler =
        new Scheduler(
            new SchedulerLimits(
                1000, 1000, PoolPolicy.FIFO, 3_000, new Speculation(true, 0.5, 1, 10)));
    private long millis;
    private final List<SchedulerCommand.Lease> leases = new ArrayList<>();
    private final List<List<Integer>> remaining = new ArrayList<>();
    private final List<SchedulerCommand> log = new ArrayList<>();
    private int nextExecutor;
    private final List<String> live = new ArrayList<>();

    Storm(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() {
      StagePlan first =
          new StagePlan(1, "1", "first", 1 + random.nextInt(6), List.of(), false, false);
      StagePlan second =
          new StagePlan(2, "2", "second", 1 + random.nextInt(6), List.of(1L), false, false, 9);
      int results = 1 + random.nextInt(6);
      StagePlan last = new StagePlan(3, "3", "last", results, List.of(1L, 2L), true, false, 9);
      join();
      give(
          new SchedulerEvent.JobSubmitted(
              new JobPlan(
                  1,
                  3,
                  List.of(first, second, last),
                  IntStream.range(0, results).boxed().toList())));
      int steps = 0;
      while (!log.contains(new SchedulerCommand.JobSucceeded(1))) {
        assertTrue(++steps < 5000, "seed " + seed + " goes on for ever");
        step(steps);
      }
      long accepted =
          log.stream()
              .filter(c -> c instanceof SchedulerCommand.Accept a && a.stage() == 3)
              .count();
      assertTrue(accepted >= results, "seed " + seed);
    }

    private void step(int step) {
      boolean isCalm = step > 300;
      int dice = random.nextInt(20);
      if (dice == 0 && !isCalm && live.size() > 1) lose();
      else if (dice == 1 && live.size() < 4) join();
      else if (dice == 2 || leases.isEmpty()) passTime();
      else end(random.nextInt(leases.size()), isCalm);
    }

    /** Now and then enough for a task to give up its keeper, or to be late. */
    private void passTime() {
      millis += random.nextInt(2_000);
      give(new SchedulerEvent.TimePassed(millis));
    }

    private void join() {
      String id = "e" + nextExecutor++;
      live.add(id);
      give(new SchedulerEvent.ExecutorJoined(id, 1 + random.nextInt(3)));
    }

    private void lose() {
      String id = live.remove(random.nextInt(live.size()));
      give(new SchedulerEvent.ExecutorLost(id, "storm"));
    }

    private void end(int index, boolean isCalm) {
      SchedulerCommand.Lease lease = leases.get(index);
      List<Integer> open = remaining.get(index);
      int position = open.remove(random.nextInt(open.size()));
      if (open.isEmpty()) {
        leases.remove(index);
        remaining.remove(index);
      }
      int partition = lease.partitions().get(position);
      int attempt = lease.attempts().get(position);
      int dice = isCalm ? 9 : random.nextInt(10);
      // Stage 1 is indeterminate at times: its content depends on the dice.
      long checksum = lease.stage() == 1 && !isCalm ? random.nextInt(3) : partition;
      Outcome outcome =
          switch (dice) {
            case 0 ->
                new Outcome.Failed(
                    partition,
                    attempt,
                    new EngineException(CoreError.TASK_FAILED, "storm", "none"));
            case 2 -> new Outcome.BlockLost(partition, attempt, "storm");
            case 1 ->
                lease.stage() == 1
                    ? new Outcome.Stopped(partition, attempt)
                    : new Outcome.InputLost(partition, attempt, 1, 0, random.nextInt(3), "storm");
            default -> new Outcome.Succeeded(partition, attempt, checksum, TAKEN);
          };
      give(new SchedulerEvent.TasksEnded(lease.id(), lease.executor(), List.of(outcome)));
    }

    private void give(SchedulerEvent event) {
      List<SchedulerCommand> commands = scheduler.handle(event);
      scheduler.checkInvariants();
      log.addAll(commands);
      for (SchedulerCommand command : commands) {
        if (command instanceof SchedulerCommand.Grant grant) {
          leases.add(grant.lease());
          remaining.add(
              new ArrayList<>(
                  IntStream.range(0, grant.lease().partitions().size()).boxed().toList()));
        }
      }
    }
  }
}
