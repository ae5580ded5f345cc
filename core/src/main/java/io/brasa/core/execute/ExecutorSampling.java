package io.brasa.core.execute;

import io.brasa.core.event.BlockState;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.task.TaskTools;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.memory.CollectionPauses;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Tells every second how much an executor holds, as long as it has work, and once more when that
 * has ended; nothing is done while there is none. In a simulation, where the heap is that of many
 * processes, nothing is told. Thread-safe.
 */
final class ExecutorSampling implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1_000;

  /** Shorter tasks are not worth the question whether a collection fell into them. */
  private static final long LEAST_NANOS = 20_000_000;

  private final String executor;
  private final TaskTools tools;
  private final TaskEvents events;
  private final IntSupplier workLeft;
  private final IntSupplier running;
  private final boolean isReal;
  private final AtomicBoolean isTicking = new AtomicBoolean();
  private final AtomicBoolean isListening = new AtomicBoolean();

  /** Null until the first second of work is over: it takes a moment, which small jobs save. */
  private volatile CollectionPauses pauses;

  private volatile boolean hasBegun;
  private volatile boolean isClosed;

  /**
   * @param workLeft how many leases have not ended
   * @param running how many tasks run
   */
  ExecutorSampling(
      String executor,
      TaskTools tools,
      TaskEvents events,
      IntSupplier workLeft,
      IntSupplier running) {
    this.executor = executor;
    this.tools = tools;
    this.events = events;
    this.workLeft = workLeft;
    this.running = running;
    this.isReal = tools.environment() instanceof SystemEnvironment;
  }

  /** There is work. */
  void wake() {
    if (!isReal || isClosed || isTicking.get() || !isTicking.compareAndSet(false, true)) return;
    if (!hasBegun) {
      hasBegun = true;
      // From now on changes are noted. Tasks of another lease may have been quicker.
      List<BlockState> before = tools.blocks().takeChanges();
      if (!before.isEmpty()) events.sampled(executor, sample(), before);
    }
    tools.environment().after(PERIOD_MILLIS, this::tick);
  }

  private void tick() {
    if (isClosed) return;
    if (isListening.compareAndSet(false, true))
      tools.environment().start("brasa-collections", ThreadKind.WAITING, this::listen);
    boolean goesOn = workLeft.getAsInt() > 0;
    if (!goesOn) isTicking.set(false);
    tell();
    if (goesOn) tools.environment().after(PERIOD_MILLIS, this::tick);
  }

  private void listen() {
    CollectionPauses opened = new CollectionPauses();
    pauses = opened;
    if (isClosed) opened.close();
  }

  private void tell() {
    events.sampled(executor, sample(), tools.blocks().takeChanges());
  }

  private ExecutorSample sample() {
    Runtime runtime = Runtime.getRuntime();
    CollectionPauses known = pauses;
    long storage = tools.memory().storageBytes();
    return new ExecutorSample(
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        tools.memory().heldBytes() - storage,
        storage,
        tools.memory().totalBytes(),
        tools.blocks().offHeapBytes(),
        known == null ? 0 : known.totalMillis(),
        known == null ? 0 : known.count(),
        running.getAsInt());
  }

  /** What a task that ends now did, with the collections that fell into it. */
  TaskMetrics measured(TaskMetrics metrics) {
    CollectionPauses known = pauses;
    if (known == null || metrics.wallNanos() < LEAST_NANOS) return metrics;
    long millis = known.millisWithin(metrics.wallNanos());
    return millis == 0 ? metrics : metrics.withGcMillis(millis);
  }

  /** Tells for the last time, if there was anything to tell of. */
  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    if (hasBegun) tell();
    CollectionPauses known = pauses;
    if (known != null) known.close();
  }
}
