package io.brasa.runtime.memory;

/** Bytes held by one owner. Thread-safe; closing releases what is left, and is idempotent. */
public interface Reservation extends AutoCloseable {
  /**
   * Asks for more bytes. False means: not granted, spill; never waits, though a task's request may
   * first evict stored blocks to disk on this thread. Zero bytes are always granted. Fails with an
   * {@code IllegalStateException} once closed.
   */
  boolean grow(long bytes);

  /** Gives bytes back; more than are held is an {@code IllegalArgumentException}. */
  void shrink(long bytes);

  long heldBytes();

  @Override
  void close();
}
