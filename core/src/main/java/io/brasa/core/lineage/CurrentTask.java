package io.brasa.core.lineage;

import io.brasa.core.error.Witness;
import java.util.Optional;

/**
 * The task that the calling thread runs, for user functions, which get no context as an argument. A
 * scoped value: bound for the time of the task, on its thread only, and never left behind.
 */
public final class CurrentTask {
  private static final ScopedValue<TaskContext> CURRENT = ScopedValue.newInstance();

  private CurrentTask() {}

  /** What a task does. */
  @FunctionalInterface
  public interface Body {
    Object run() throws Exception;
  }

  /** Runs a task's body as that task. */
  public static Object during(TaskContext task, Body body) throws Exception {
    return Witness.binding(task::noteThrown).where(CURRENT, task).call(body::run);
  }

  /** Empty on the driver, and on threads that user code started. */
  public static Optional<TaskContext> get() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }
}
