package io.brasa.runtime.memory;

/**
 * The one account of the memory that data may take in a process. Operators reserve before they hold; a reservation never
 * waits: it is granted or refused, and whoever is refused spills. Execution and storage share the total and borrow from each
 * other; execution may take storage's bytes back through the evictor. Thread-safe.
 */
public final class MemoryAccount {
  /**
   * @param totalBytes what all reservations together may hold
   * @param taskMinimumBytes what each running task may always reserve, whatever the others hold
   */
  public MemoryAccount(long totalBytes, long taskMinimumBytes) {}

  /** Asked to free storage when execution needs it; returns the bytes it released. Must not block on anything but a disk. */
  @FunctionalInterface
  public interface Evictor {
    long evict(long bytesWanted);
  }

  public void onPressure(Evictor evictor) {
    throw new UnsupportedOperationException("helper");
  }

  /** Opens an empty reservation of a running task. @param owner named in errors and in reports of what holds the memory */
  public Reservation forTask(String owner) {
    throw new UnsupportedOperationException("helper");
  }

  /** Opens an empty reservation for stored blocks. */
  public Reservation forStorage(String owner) {
    throw new UnsupportedOperationException("helper");
  }

  public long totalBytes() {
    throw new UnsupportedOperationException("helper");
  }

  public long heldBytes() {
    throw new UnsupportedOperationException("helper");
  }

  /** One line per open reservation, largest first, for error messages. */
  public String report() {
    throw new UnsupportedOperationException("helper");
  }
}
