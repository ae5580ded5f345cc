package io.brasa.core.schedule;

import io.brasa.core.schedule.JobPlan.StagePlan;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The scheduler alone with many executors: a job of stages of many tasks, each outcome an event of
 * its own, executors in random turns.
 *
 * <p>{@code MeasureScheduler EXECUTORS SLOTS STAGES TASKS_OF_A_STAGE ROUNDS SEED}
 */
public final class MeasureScheduler {
  private final Scheduler scheduler = new Scheduler(new SchedulerLimits(4, 4));
  private final List<Queue<Task>> executors = new ArrayList<>();
  private final List<Integer> busy = new ArrayList<>();
  private final Random random;
  private boolean isDone;

  private record Task(Lease lease, int index) {}

  private MeasureScheduler(int executorCount, int slots, long seed) {
    random = new Random(seed);
    for (int i = 0; i < executorCount; i++) {
      executors.add(new ArrayDeque<>());
      give(new SchedulerEvent.ExecutorJoined("e" + i, slots));
    }
  }

  /** Runs the measure. */
  public static void main(String[] words) {
    int executors = Integer.parseInt(words[0]);
    int slots = Integer.parseInt(words[1]);
    int stages = Integer.parseInt(words[2]);
    int tasks = Integer.parseInt(words[3]);
    long seed = Long.parseLong(words[5]);
    for (int round = 0; round < Integer.parseInt(words[4]); round++) {
      MeasureScheduler measure = new MeasureScheduler(executors, slots, seed + round);
      // of the processor, since others may use the machine too
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long began = threads.getCurrentThreadCpuTime();
      measure.run(stages, tasks);
      double seconds = (threads.getCurrentThreadCpuTime() - began) / 1e9;
      System.gc();
      Runtime heap = Runtime.getRuntime();
      System.out.printf(
          "%d executors, %d stages of %d tasks: %.2f CPU s, %.0f tasks/s, %d MB used after%n",
          executors,
          stages,
          tasks,
          seconds,
          (double) stages * tasks / seconds,
          (heap.totalMemory() - heap.freeMemory()) >> 20);
      measure.scheduler.checkInvariants();
    }
  }

  private void run(int stageCount, int tasks) {
    List<StagePlan> stages = new ArrayList<>();
    for (long id = 0; id < stageCount; id++) {
      List<Long> parents = id == 0 ? List.of() : List.of(id - 1);
      boolean isLast = id == stageCount - 1;
      stages.add(new StagePlan(id, "f" + id, "stage " + id, tasks, parents, isLast, false));
    }
    List<Integer> wanted = IntStream.range(0, tasks).boxed().toList();
    give(new SchedulerEvent.JobSubmitted(new JobPlan(1, stageCount - 1, stages, wanted)));
    while (!isDone) endOne();
  }

  private void endOne() {
    int place = random.nextInt(busy.size());
    int number = busy.get(place);
    Task task = executors.get(number).remove();
    if (executors.get(number).isEmpty()) {
      busy.set(place, busy.getLast());
      busy.removeLast();
    }
    Lease lease = task.lease();
    int partition = lease.partitions().get(task.index());
    give(
        new SchedulerEvent.TasksEnded(
            lease.id(),
            lease.executor(),
            List.of(
                new Outcome.Succeeded(
                    partition, lease.attempts().get(task.index()), partition, "done"))));
  }

  private void give(SchedulerEvent event) {
    for (SchedulerCommand command : scheduler.handle(event)) {
      switch (command) {
        case SchedulerCommand.Grant(Lease lease, var stage) -> {
          int number = Integer.parseInt(lease.executor().substring(1));
          Queue<Task> queue = executors.get(number);
          if (queue.isEmpty()) busy.add(number);
          for (int i = 0; i < lease.partitions().size(); i++) queue.add(new Task(lease, i));
        }
        case SchedulerCommand.JobSucceeded done -> isDone = true;
        default -> {}
      }
    }
  }
}
