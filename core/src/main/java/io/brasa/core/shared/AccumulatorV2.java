package io.brasa.core.shared;

import java.io.Serializable;

/**
 * Something that tasks add to and the driver reads. Each task adds to a copy of its own, which
 * starts at zero; the copies of the tasks whose outputs count are merged on the driver, each
 * exactly once: retries and stragglers never count twice, and what a roll-back withdraws is
 * subtracted (with it, what the driver itself added after the first job that used the accumulator).
 * Own kinds extend this class and are registered with the context; functions must capture them, in
 * a local variable, and not reach them through static fields.
 *
 * @param <I> what is added
 * @param <O> what is read
 */
public abstract class AccumulatorV2<I, O> implements Serializable {
  private static final long serialVersionUID = 1L;

  private long id = -1;
  private String name = "";

  /** Whether this belongs to one task. */
  private transient boolean isPart;

  /** Called by the context when the accumulator is registered. */
  public final void register(long registeredId, String registeredName) {
    if (id >= 0)
      throw new IllegalStateException("accumulator '" + name + "' is registered already");
    id = registeredId;
    name = registeredName;
  }

  /** Whether a context counts for it. */
  public final boolean isRegistered() {
    return id >= 0;
  }

  public final long id() {
    return id;
  }

  public final String name() {
    return name;
  }

  /** Whether nothing has been added. */
  public abstract boolean isZero();

  /** A copy with the same content, of the same class. */
  public abstract AccumulatorV2<I, O> copy();

  /** A copy that is zero. */
  public AccumulatorV2<I, O> copyAndReset() {
    AccumulatorV2<I, O> copy = copy();
    copy.reset();
    return copy;
  }

  /** Goes back to zero. */
  public abstract void reset();

  public abstract void add(I value);

  /** Adds what another one of the same class holds. */
  public abstract void merge(AccumulatorV2<I, O> other);

  public abstract O value();

  /** A copy of the same identity that starts at zero: what travels to a task. */
  public final AccumulatorV2<I, O> zero() {
    AccumulatorV2<I, O> zero = copyAndReset();
    AccumulatorV2<?, ?> identified = zero;
    identified.id = id;
    identified.name = name;
    identified.isPart = true;
    return zero;
  }

  /**
   * What is to be added to in the place of this: within a task its part, also when functions reach
   * the accumulator itself, which all tasks of a process share, through a static field.
   */
  final AccumulatorV2<?, ?> target() {
    return isPart || id < 0 ? this : TaskParts.of(this);
  }

  /** Whether {@code add} goes by {@link #target}: not so for kinds of the program's own. */
  public final boolean isSharedByTasks() {
    return this instanceof LongAccumulator
        || this instanceof DoubleAccumulator
        || this instanceof CollectionAccumulator<?>;
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? getClass().getSimpleName() + " " + id : name) + ": " + value();
  }
}
