package io.brasa.core.shared;

import io.brasa.core.closure.Shippable;
import io.brasa.core.error.CoreError;
import io.brasa.core.error.Witness;
import io.brasa.runtime.error.EngineException;
import java.util.function.LongFunction;

/**
 * A value that each process receives once, when one of its tasks first reads it. The value must not
 * be changed after {@code broadcast}: tasks in the driver's process read the very object. It is let
 * go when nothing reaches it any more, or at {@link #destroy}. Thread-safe.
 */
public final class Broadcast<T> implements Shippable {
  private static final long serialVersionUID = 1L;

  private final long id;
  private transient volatile Object value;
  private transient volatile LongFunction<Object> source;
  private transient Owner owner;
  private transient volatile boolean isDestroyed;

  /** Who takes values away from processes; the driver's side. */
  public interface Owner {
    /** Executors forget the value; those that read it again fetch it again. */
    void unpersist(long id);

    /** Nobody is given the value any more. */
    void destroy(long id);
  }

  private static final Object NULL = new Object();

  private Broadcast(long id) {
    this.id = id;
  }

  /** The handle in the process that has the value. */
  public static <T> Broadcast<T> holding(long id, T value, Owner owner) {
    Broadcast<T> broadcast = new Broadcast<>(id);
    broadcast.owner = owner;
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

  /**
   * The value; in another process the first call fetches it. Fails with {@code BROADCAST_DESTROYED}
   * after {@link #destroy}.
   */
  @SuppressWarnings("unchecked")
  public T value() {
    if (isDestroyed) throw destroyed();
    Object known = value;
    if (known == null) {
      if (source == null) throw destroyed();
      Object fetched = fetched();
      known = fetched == null ? NULL : fetched;
      value = known;
    }
    return known == NULL ? null : (T) known;
  }

  /** A function that reads it may catch what this throws; its task must know. */
  private Object fetched() {
    try {
      return source.apply(id);
    } catch (RuntimeException | Error e) {
      Witness.tell(e);
      throw e;
    }
  }

  private EngineException destroyed() {
    EngineException failure = destroyed(id);
    Witness.tell(failure);
    return failure;
  }

  /** What whoever asks for the value is told once there is none. */
  public static EngineException destroyed(long id) {
    return new EngineException(
        CoreError.BROADCAST_DESTROYED,
        "Broadcast variable " + id + " has been destroyed",
        "Destroy it after the last job that reads it, or make a new one with broadcast(value)");
  }

  /** Whether the value comes from another process. */
  public boolean isFetched() {
    return source != null;
  }

  /** Forgets the value in this process, which fetches it again if it is read again. */
  public void forget() {
    if (isFetched()) value = null;
  }

  /**
   * Executors forget the value soon, and fetch it again if a task reads it again. The driver keeps
   * it.
   */
  public void unpersist() {
    requireOwner().unpersist(id);
  }

  /**
   * The value is forgotten everywhere, the driver included; whoever reads it from now on fails with
   * {@code BROADCAST_DESTROYED}.
   */
  public void destroy() {
    Owner informed = requireOwner();
    isDestroyed = true;
    value = null;
    informed.destroy(id);
  }

  private Owner requireOwner() {
    if (owner == null)
      throw new IllegalStateException(
          this + " belongs to the driver: only it lets go of the value");
    return owner;
  }

  @Override
  public String toString() {
    return "Broadcast(" + id + ")";
  }
}
