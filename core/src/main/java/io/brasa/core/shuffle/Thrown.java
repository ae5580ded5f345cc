package io.brasa.core.shuffle;

/**
 * Lets what user functions throw pass through code that declares nothing; the task that runs it
 * names the function.
 */
final class Thrown {
  private Thrown() {}

  /** Never returns; written {@code throw unchecked(e)} so that the compiler sees the end. */
  @SuppressWarnings("unchecked")
  static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }

  /** Closes something because of a failure, to which a further one is added. */
  static void closing(AutoCloseable closeable, Throwable failure) {
    try {
      closeable.close();
    } catch (Exception | Error e) {
      if (e != failure) failure.addSuppressed(e);
    }
  }
}
