package io.brasa.core.closure;

import io.brasa.core.error.CoreError;

/**
 * Something that only the driver has: a function that captures it is refused when it is declared.
 */
public interface DriverOnly {
  /** The code of the refusal. */
  CoreError captureError();

  /** The thing with its name for the message, for example {@code the dataset lines (RDD 3)}. */
  String describe();
}
