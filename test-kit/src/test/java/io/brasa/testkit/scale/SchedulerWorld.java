package io.brasa.testkit.scale;

import io.brasa.core.schedule.JobPlan;
import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.PoolPolicy;
import io.brasa.core.schedule.Scheduler;
import io.brasa.core.schedule.SchedulerCommand;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import io.brasa.core.schedule.SchedulerCommand.Winners;
import io.brasa.core.schedule.SchedulerEvent;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.schedule.SchedulerLimits;
import io.brasa.core.schedule.Speculation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The real scheduler, and executors that are only numbers: a thousand of them and a million tasks
 * take seconds. Messages between driver and executors come late, in another order and at times
 * twice; executors are killed, stand still, are not heard or do not hear, have slow disks; the
 * driver's clock jumps. What went wrong is said in words: an answer that is not that of the
 * records, a second winner, a job that does not end, more work done again than was lost.
 */
final class SchedulerWorld {
  /** After so much silence an executor counts as dead, as with real heartbeats. */
  private static final double SILENCE_MILLIS = 10_000;

  private static final double TASK_MILLIS = 200;
  private static final double TICK_MILLIS = 1_000;
  private static final double END_MILLIS = 48 * 3_600_000.0;
  private static final long JOB = 1;
  private static final int FULL_CHECK_EVERY = 500;

  private record Winner(String executor, int attempt, long value) {}

  /** What a task tells of what it has made. */
  private record Made(long value, long nanos) implements Outcome.Timed {}

  private final Scale scale;
  private final RandomGenerator chance;
  private final Timeline time = new Timeline();
  private final Scheduler scheduler;
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final Set<String> dead = new HashSet<>();
  private final Set<String> lost = new HashSet<>();
  private final Outputs outputs;
  private final boolean isStable;
  private final boolean isChecked;
  private final boolean isConfined;

  /** The winners as the commands tell of them; of map stages only where all is checked. */
  private final Map<Long, Map<Integer, Winner>> accepted = new HashMap<>();

  private final Map<Long, int[]> holders = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final List<StagePlan> stages = new ArrayList<>();
  private final long target;
  private int names;
  private int losses;
  private long jump;
  private long handled;
  private boolean isOver;
  private String failure = "";

  /**
   * Tasks begun, those that were given back, and those that may be done again for what was lost.
   */
  private long granted;

  private long givenBack;
  private long allowance;

  SchedulerWorld(long seed, Scale given) {
    chance = new Random(seed);
    scale = given == null ? Scale.small(chance) : given;
    isChecked = given == null;
    Set<Long> unstable = new HashSet<>();
    if (chance.nextBoolean()) unstable.add((long) chance.nextInt(scale.stages() - 1));
    isStable = unstable.isEmpty();
    outputs = new Outputs(unstable);
    target = scale.stages() - 1;
    Speculation speculation =
        given == null && chance.nextInt(3) == 0
            ? new Speculation(true, 0.75, 2, 500)
            : Speculation.OFF;
    isConfined = isStable && !speculation.isOn();
    scheduler = new Scheduler(new SchedulerLimits(4, 1_000, PoolPolicy.FIFO, 3_000, speculation));
  }

  /** Runs to the end of the job; returns what was wrong, or nothing. */
  String run() {
    for (int i = 0; i < scale.executors(); i++) join();
    deliver(new SchedulerEvent.JobSubmitted(plan()));
    tick();
    int blows = chance.nextInt(scale.blows() + 1);
    double length =
        TASK_MILLIS * scale.stages() * scale.tasks() / (scale.executors() * scale.slots()) + 500;
    for (int i = 0; i < blows; i++) time.after(chance.nextDouble() * length, this::strike);
    while (!isOver && failure.isEmpty() && time.now() < END_MILLIS && time.next()) {
      // what happens is in the timeline
    }
    if (failure.isEmpty() && !isOver) failure = "the job does not end";
    if (failure.isEmpty()) judge();
    return failure;
  }

  /** Tasks that were begun in all. */
  long granted() {
    return granted;
  }

  double virtualMillis() {
    return time.now();
  }

  private JobPlan plan() {
    for (long id = 0; id <= target; id++) {
      List<Long> parents = new ArrayList<>();
      if (id > 0) parents.add(id - 1);
      if (id > 1 && chance.nextInt(3) == 0) parents.add(id - 2);
      boolean isResult = id == target;
      stages.add(
          new StagePlan(id, "f" + id, "stage " + id, scale.tasks(), parents, isResult, false));
      int[] nobody = new int[scale.tasks()];
      Arrays.fill(nobody, -1);
      if (!isResult) holders.put(id, nobody);
    }
    List<Integer> wanted = IntStream.range(0, scale.tasks()).boxed().toList();
    return new JobPlan(JOB, target, stages, wanted);
  }

  private void tick() {
    deliver(new SchedulerEvent.TimePassed((long) time.now() + jump));
    time.after(TICK_MILLIS, this::tick);
  }

  // ---- the driver

  private void deliver(SchedulerEvent event) {
    if (isOver) return;
    for (SchedulerCommand command : scheduler.handle(event)) {
      switch (command) {
        case SchedulerCommand.Grant(Lease lease, StageAttempt stage) -> {
          granted += lease.partitions().size();
          open.merge(lease.executor(), lease.partitions().size(), Integer::sum);
          if (lost.contains(lease.executor()))
            fail("work is given to " + lease.executor() + ", which is lost");
          toExecutor(lease.executor(), worker -> take(worker, lease, stage));
        }
        case SchedulerCommand.Recall(String executor, long lease) ->
            toExecutor(executor, worker -> giveBack(worker, lease, -1, -1));
        case SchedulerCommand.Stop(String executor, long stage, int attempt, boolean ignored) ->
            toExecutor(executor, worker -> giveBack(worker, -1, stage, attempt));
        case SchedulerCommand.Accept accept -> accept(accept);
        case SchedulerCommand.Withdraw(long stage, long cause) -> accepted.remove(stage);
        case SchedulerCommand.JobSucceeded done -> isOver = true;
        case SchedulerCommand.JobFailed(long job, var error) ->
            fail("the job failed: " + error.getMessage());
        default -> {}
      }
    }
    if (isChecked && handled++ % FULL_CHECK_EVERY == 0) scheduler.checkInvariants();
  }

  private void fail(String reason) {
    if (failure.isEmpty()) failure = reason;
  }

  private void accept(SchedulerCommand.Accept accept) {
    if (lost.contains(accept.executor()))
      fail("an output of " + accept.executor() + " wins, which is lost");
    if (!isChecked && accept.stage() != target) return;
    Winner before =
        accepted
            .computeIfAbsent(accept.stage(), ignored -> new HashMap<>())
            .put(accept.partition(), winner(accept));
    if (before != null)
      fail("partition " + accept.partition() + " of stage " + accept.stage() + " has two winners");
  }

  private static Winner winner(SchedulerCommand.Accept accept) {
    return new Winner(accept.executor(), accept.attempt(), ((Made) accept.payload()).value());
  }

  /** In the end all readers have read the same, and the answer is that of the records. */
  private void judge() {
    if (isChecked) scheduler.checkInvariants();
    Map<Integer, Winner> result = accepted.getOrDefault(target, Map.of());
    if (result.size() != scale.tasks()) {
      fail(result.size() + " partitions of the result have a winner, of " + scale.tasks());
      return;
    }
    Set<Long> sums = new HashSet<>();
    result.forEach(
        (partition, winner) ->
            sums.add(winner.value() - Outputs.mix(target * 1_000_003 + partition)));
    if (sums.size() != 1) fail("the result was made from " + sums.size() + " different inputs");
    if (isStable && !sums.contains(inputsOf(target))) fail("the result is wrong");
    long again = granted - givenBack - (long) scale.stages() * scale.tasks();
    if (isConfined && again > allowance)
      fail(again + " tasks were begun again, and no more than " + allowance + " were lost");
  }

  /** The sum of all that a task of a stage reads, by the plan alone. */
  private long inputsOf(long stage) {
    long sum = 0;
    for (long parent : stages.get((int) stage).parents()) {
      sum += scale.tasks() * inputsOf(parent);
      for (int p = 0; p < scale.tasks(); p++) sum += Outputs.mix(parent * 1_000_003 + p);
    }
    return sum;
  }

  // ---- wires: late, in another order, at times twice

  private void toExecutor(String executor, Consumer<Worker> action) {
    int copies = chance.nextInt(50) == 0 ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) time.after(latency(), () -> arrive(executor, action));
  }

  private void arrive(String executor, Consumer<Worker> action) {
    Worker worker = workers.get(executor);
    if (worker == null || !worker.isAlive) return;
    double until = Math.max(worker.deafUntil, worker.pausedUntil);
    if (until > time.now())
      time.after(until - time.now() + latency(), () -> arrive(executor, action));
    else action.accept(worker);
  }

  /** What comes from one that is held to be dead, the driver does not hear. */
  private void toDriver(Worker worker, SchedulerEvent event) {
    int copies = chance.nextInt(50) == 0 ? 2 : 1;
    boolean[] isFirst = {true};
    for (int copy = 0; copy < copies; copy++) {
      double late = Math.max(0, worker.mutedUntil - time.now()) + latency();
      time.after(
          late,
          () -> {
            if (isFirst[0]) hear(worker, event);
            isFirst[0] = false;
            deliver(event);
          });
    }
  }

  private void hear(Worker worker, SchedulerEvent event) {
    if (!(event instanceof SchedulerEvent.TasksEnded ended)) return;
    open.merge(worker.id, -ended.outcomes().size(), Integer::sum);
    if (lost.contains(worker.id)) return;
    for (Outcome outcome : ended.outcomes()) {
      if (!(outcome instanceof Outcome.InputLost gone)) continue;
      Map<Integer, Winner> of = accepted.get(gone.shuffle());
      if (of != null) of.remove(gone.map());
    }
  }

  private double latency() {
    return chance.nextInt(40) == 0 ? chance.nextDouble() * 300 : 0.1 + chance.nextDouble();
  }

  // ---- executors

  private void join() {
    Worker worker = new Worker("e" + names++, scale.slots());
    workers.put(worker.id, worker);
    deliver(new SchedulerEvent.ExecutorJoined(worker.id, worker.slots));
  }

  private void take(Worker worker, Lease lease, StageAttempt stage) {
    if (!worker.leases.add(lease.id())) return;
    for (int i = 0; i < lease.partitions().size(); i++)
      worker.queue.add(new Worker.Claim(lease, i, stage));
    fill(worker);
  }

  private void fill(Worker worker) {
    while (worker.isAlive && worker.running < worker.slots && !worker.queue.isEmpty()) {
      Worker.Claim claim = worker.queue.poll();
      worker.running++;
      double millis = TASK_MILLIS * (0.5 + chance.nextDouble()) * worker.slowness;
      time.after(millis, () -> finish(worker, claim, millis));
    }
  }

  private void finish(Worker worker, Worker.Claim claim, double millis) {
    if (!worker.isAlive) return;
    if (worker.pausedUntil > time.now()) {
      time.after(worker.pausedUntil - time.now(), () -> finish(worker, claim, millis));
      return;
    }
    worker.running--;
    tell(worker, claim, outcome(claim, (long) (millis * 1e6)));
    fill(worker);
  }

  private Outcome outcome(Worker.Claim claim, long nanos) {
    long sum = 0;
    for (Winners winners : claim.stage().inputs()) {
      List<Integer> gone = outputs.gone(winners, dead, losses);
      if (!gone.isEmpty()) {
        int map = gone.get(chance.nextInt(gone.size()));
        allowance += 2;
        return new Outcome.InputLost(
            claim.partition(),
            claim.attempt(),
            winners.shuffle(),
            map,
            winners.attempts()[map],
            "its holder is dead");
      }
      sum += outputs.sum(winners);
    }
    long value = outputs.make(claim.stage().stage(), claim.partition(), claim.attempt(), sum);
    return new Outcome.Succeeded(claim.partition(), claim.attempt(), value, new Made(value, nanos));
  }

  private void tell(Worker worker, Worker.Claim claim, Outcome outcome) {
    if (outcome instanceof Outcome.Succeeded && claim.stage().stage() != target)
      holders.get(claim.stage().stage())[claim.partition()] =
          Integer.parseInt(worker.id.substring(1));
    toDriver(
        worker, new SchedulerEvent.TasksEnded(claim.lease().id(), worker.id, List.of(outcome)));
  }

  /** Gives back what has not begun of a lease, or of a stage attempt. */
  private void giveBack(Worker worker, long lease, long stage, int attempt) {
    List<Worker.Claim> back = new ArrayList<>();
    for (Worker.Claim claim : worker.queue) {
      boolean isMeant =
          lease >= 0
              ? claim.lease().id() == lease
              : claim.stage().stage() == stage && claim.stage().attempt() == attempt;
      if (isMeant) back.add(claim);
    }
    worker.queue.removeAll(back);
    for (Worker.Claim claim : back) {
      givenBack++;
      toDriver(
          worker,
          new SchedulerEvent.TasksEnded(
              claim.lease().id(),
              worker.id,
              List.of(new Outcome.Stopped(claim.partition(), claim.attempt()))));
    }
  }

  // ---- misfortunes

  private void strike() {
    List<Worker> living =
        workers.values().stream().filter(w -> w.isAlive && !lost.contains(w.id)).toList();
    if (living.size() < 2) return;
    Worker victim = living.get(chance.nextInt(living.size()));
    double millis = chance.nextBoolean() ? chance.nextInt(5_000) : 8_000 + chance.nextInt(40_000);
    int kind = chance.nextInt(7);
    if (kind >= 1 && kind <= 3 && millis > SILENCE_MILLIS)
      time.after(SILENCE_MILLIS, () -> lose(victim));
    switch (kind) {
      case 0 -> {
        die(victim);
        time.after(chance.nextInt(500), () -> lose(victim));
      }
      case 1 -> victim.pausedUntil = time.now() + millis;
      case 2 -> victim.mutedUntil = time.now() + millis;
      case 3 -> victim.deafUntil = time.now() + millis;
      case 4 -> {
        victim.slowness = 20;
        time.after(millis, () -> victim.slowness = 1);
      }
      case 5 -> destroySome();
      default -> jump += chance.nextInt(3_600_000);
    }
  }

  /** A disk has lost a few outputs that count. */
  private void destroySome() {
    for (int i = 1 + chance.nextInt(5); i > 0; i--) {
      long stage = chance.nextInt((int) target);
      Map<Integer, Winner> of = accepted.getOrDefault(stage, Map.of());
      if (of.isEmpty()) continue;
      int partition = List.copyOf(of.keySet()).get(chance.nextInt(of.size()));
      outputs.destroy(stage, partition, of.get(partition).attempt());
      losses++;
    }
  }

  private void die(Worker victim) {
    if (!victim.isAlive) return;
    victim.isAlive = false;
    dead.add(victim.id);
    losses++;
  }

  /** The driver holds it to be dead; if it is not, it goes on for a while, and is not to count. */
  private void lose(Worker victim) {
    if (!lost.add(victim.id)) return;
    int number = Integer.parseInt(victim.id.substring(1));
    for (int[] of : holders.values()) for (int holder : of) if (holder == number) allowance++;
    allowance += open.getOrDefault(victim.id, 0);
    accepted.forEach(
        (stage, winners) -> {
          if (stage != target)
            winners.values().removeIf(winner -> winner.executor().equals(victim.id));
        });
    deliver(new SchedulerEvent.ExecutorLost(victim.id, "planted"));
    time.after(chance.nextInt(60_000), () -> die(victim));
    time.after(chance.nextInt(10_000), this::join);
  }
}
