package io.brasa.testkit.cluster;

import io.brasa.core.schedule.JobPlan;
import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.PoolPolicy;
import io.brasa.core.schedule.Scheduler;
import io.brasa.core.schedule.SchedulerCommand;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.schedule.SchedulerLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * The scheduler alone with two pools that always want more: after some hundred tasks each has had
 * its part, by weight. As a program for bugs' worlds it answers what was wrong, or nothing.
 */
final class PoolRun implements LongFunction<String> {
  private static final int STEPS = 400;
  private static final int PARTITIONS = 10_000;

  @Override
  public String apply(long seed) {
    Random random = new Random(seed);
    int weight = 1 + random.nextInt(4);
    int slots = 2 + random.nextInt(4);
    PoolPolicy policy = new PoolPolicy(true, Map.of("b", new PoolPolicy.Pool(weight, 0)));
    Scheduler scheduler = new Scheduler(new SchedulerLimits(1, 1, policy));
    Deque<Lease> open = new ArrayDeque<>();
    give(scheduler, new SchedulerEvent.ExecutorJoined("e", slots), open);
    give(scheduler, job(0, "a"), open);
    give(scheduler, job(1, "b"), open);
    int[] ran = new int[2];
    for (int step = 0; step < STEPS; step++) {
      if (open.isEmpty()) return "nothing is handed out at step " + step;
      Lease lease = open.poll();
      ran[(int) lease.stage()] += lease.partitions().size();
      List<Outcome> outcomes =
          IntStream.range(0, lease.partitions().size())
              .<Outcome>mapToObj(
                  i ->
                      new Outcome.Succeeded(
                          lease.partitions().get(i), lease.attempts().get(i), 1, "x"))
              .toList();
      give(scheduler, new SchedulerEvent.TasksEnded(lease.id(), "e", outcomes), open);
    }
    double share = (double) ran[1] / Math.max(1, ran[0]);
    boolean isFair = share > 0.6 * weight && share < 1.7 * weight;
    return isFair ? "" : "weight " + weight + " got " + ran[1] + " tasks to " + ran[0];
  }

  private static SchedulerEvent job(long id, String pool) {
    StagePlan stage = new StagePlan(id, "s" + id, pool, PARTITIONS, List.of(), true, false);
    List<Integer> all = IntStream.range(0, PARTITIONS).boxed().toList();
    return new SchedulerEvent.JobSubmitted(new JobPlan(id, id, List.of(stage), all, pool, false));
  }

  /** What is recalled has not begun: it comes back at once. */
  private static void give(Scheduler scheduler, SchedulerEvent event, Deque<Lease> open) {
    Deque<SchedulerEvent> events = new ArrayDeque<>(List.of(event));
    while (!events.isEmpty()) {
      for (SchedulerCommand command : scheduler.handle(events.poll())) {
        if (command instanceof SchedulerCommand.Grant grant) open.add(grant.lease());
        if (!(command instanceof SchedulerCommand.Recall recall)) continue;
        for (Lease lease : List.copyOf(open)) {
          if (lease.id() != recall.lease()) continue;
          open.remove(lease);
          List<Outcome> given =
              IntStream.range(0, lease.partitions().size())
                  .<Outcome>mapToObj(
                      i -> new Outcome.Stopped(lease.partitions().get(i), lease.attempts().get(i)))
                  .toList();
          events.add(new SchedulerEvent.TasksEnded(lease.id(), "e", given));
        }
      }
    }
  }
}
