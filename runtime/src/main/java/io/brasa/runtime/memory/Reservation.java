package io.brasa.runtime.memory;

/** Bytes held by one owner. Thread-safe; closing releases what is left, and is idempotent. */
public interface Reservation extends AutoCloseable {
  /** Asks for more bytes. False means: not granted, spill; never waits. */
  boolean grow(long bytes);

  /** Gives bytes back. */
  void shrink(long bytes);

  long heldBytes();

  @Override
  void close();
}
