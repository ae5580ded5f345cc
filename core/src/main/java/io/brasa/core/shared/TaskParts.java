package io.brasa.core.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one task has added to accumulators: the parts that its functions captured, and those of
 * accumulators that they reach otherwise, through a static field or a variable of a shell. Such an
 * accumulator is one object for all tasks of a process; adding to it on a task's thread adds to the
 * task's part. For the thread of its task.
 */
public final class TaskParts {
  private static final ScopedValue<TaskParts> CURRENT = ScopedValue.newInstance();

  private final Map<Long, AccumulatorV2<?, ?>> byId = new TreeMap<>();

  /**
   * @param captured the parts of the accumulators that the task's functions captured
   */
  public TaskParts(List<AccumulatorV2<?, ?>> captured) {
    for (AccumulatorV2<?, ?> part : captured) byId.put(part.id(), part);
  }

  /** What a task does. */
  @FunctionalInterface
  public interface Body {
    Object run() throws Exception;
  }

  /** Runs a task's body with these parts. */
  public Object during(Body body) throws Exception {
    return ScopedValue.where(CURRENT, this).call(body::run);
  }

  /** All parts, by the ids of their accumulators. */
  public List<AccumulatorV2<?, ?>> all() {
    return new ArrayList<>(byId.values());
  }

  /** The part of the task that the calling thread runs; without one the accumulator itself. */
  static AccumulatorV2<?, ?> of(AccumulatorV2<?, ?> accumulator) {
    return CURRENT.isBound()
        ? CURRENT.get().byId.computeIfAbsent(accumulator.id(), _ -> accumulator.zero())
        : accumulator;
  }
}
