package io.brasa.core.shared;

import io.brasa.core.closure.Shippable;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.function.LongFunction;

/**
 * A value that each process receives once and all its tasks read. The value must not be changed
 * after {@code broadcast}: tasks in the driver's process read the very object. Thread-safe.
 */
public final class Broadcast<T> implements Shippable {
  private static final long serialVersionUID = 1L;

  private final long id;
  private transient volatile Object value;
  private transient volatile LongFunction<Object> source;
  private transient volatile boolean isDestroyed;

  private static final Object NULL = new Object();

  private Broadcast(long id) {
    this.id = id;
  }

  /** The handle in the process that has the value. */
  public static <T> Broadcast<T> holding(long id, T value) {
    Broadcast<T> broadcast = new Broadcast<>(id);
    broadcast.value = value == null ? NULL : value;
    return broadcast;
  }

  /** A handle that fetches the value when it is first read. */
  public static Broadcast<?> fetching(long id, LongFunction<Object> source) {
    Broadcast<?> broadcast = new Broadcast<>(id);
    broadcast.source = source;
    return broadcast;
  }

  public long id() {
    return id;
  }

  /** The value; in another process the first call fetches it. */
  @SuppressWarnings("unchecked")
  public T value() {
    if (isDestroyed) throw destroyed();
    Object known = value;
    if (known == null) {
      if (source == null) throw destroyed();
      Object fetched = source.apply(id);
      known = fetched == null ? NULL : fetched;
      value = known;
    }
    return known == NULL ? null : (T) known;
  }

  private EngineException destroyed() {
    return new EngineException(
        CoreError.CONTEXT_CLOSED,
        "Broadcast variable " + id + " has been destroyed",
        "Make a new one with broadcast(value)");
  }

  /** Forgets the value in this process. */
  public void forget() {
    isDestroyed = true;
    value = null;
  }

  @Override
  public String toString() {
    return "Broadcast(" + id + ")";
  }
}
