package io.brasa.core.execute;

import io.brasa.core.schedule.Scheduler;
import io.brasa.core.schedule.SchedulerCommand;
import io.brasa.core.schedule.SchedulerEvent;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Where everything is decided, one event after the other: feeds the scheduler and has its commands
 * carried out.
 *
 * <p><b>The loop has no thread of its own.</b> Whoever has an event puts it into the queue and,
 * unless somebody is at it already, becomes the one who decides: handles events and carries out
 * commands until the queue is empty. So at most one thread decides at a time, decisions are in the
 * order of the queue, and a job in process costs no hand-over between threads. Commands must not
 * block: runners queue.
 *
 * <p>After a failure in here what the scheduler knows is no longer to be trusted: nothing is
 * decided any more, and all jobs end with it.
 */
final class DecisionLoop {
  private final Scheduler scheduler;
  private final Consumer<List<SchedulerCommand>> commands;
  private final Consumer<EngineException> onBroken;
  private final boolean isStrict;
  private final Queue<SchedulerEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isDeciding = new AtomicBoolean();

  /** Null unless executors come and go with the tasks. */
  private volatile ElasticExecutors elastic;

  /** What ended the decisions for good. */
  private volatile EngineException broken;

  /**
   * @param commands carries out what comes of one event, on the deciding thread
   * @param onBroken hears after each event that nothing is decided any more
   */
  DecisionLoop(
      Scheduler scheduler,
      Consumer<List<SchedulerCommand>> commands,
      Consumer<EngineException> onBroken,
      boolean isStrict) {
    this.scheduler = scheduler;
    this.commands = commands;
    this.onBroken = onBroken;
    this.isStrict = isStrict;
  }

  /** Called before the first executor joins. */
  void allocate(ElasticExecutors executors) {
    elastic = executors;
  }

  boolean isElastic() {
    return elastic != null;
  }

  /** Null as long as decisions are made. */
  EngineException broken() {
    return broken;
  }

  /** From now on nothing is decided. */
  void end(EngineException reason) {
    broken = reason;
  }

  void post(SchedulerEvent event) {
    events.add(event);
    while (!events.isEmpty() && isDeciding.compareAndSet(false, true)) {
      try {
        for (SchedulerEvent next = events.poll(); next != null; next = events.poll()) decide(next);
      } finally {
        isDeciding.set(false);
      }
    }
  }

  private void decide(SchedulerEvent event) {
    if (broken == null) {
      try {
        handle(event);
        if (elastic != null && event instanceof SchedulerEvent.TimePassed(long nowMillis))
          elastic.decide(nowMillis, scheduler.load(), this::handle);
        if (isStrict) scheduler.checkInvariants();
      } catch (RuntimeException | VirtualMachineError | LinkageError failure) {
        broken =
            new EngineException(
                RuntimeError.INVARIANT_BROKEN,
                "Scheduling failed at " + event + ": " + failure,
                "Please report this with the event log; make a new context to go on",
                failure);
      }
    }
    if (broken != null) onBroken.accept(broken);
  }

  private void handle(SchedulerEvent event) {
    commands.accept(scheduler.handle(event));
  }
}
