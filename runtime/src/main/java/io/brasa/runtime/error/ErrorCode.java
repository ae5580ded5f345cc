package io.brasa.runtime.error;

/**
 * The identity of an error, stable across releases. Each module has one enum that implements it.
 */
public interface ErrorCode {
  /** The code as printed: upper case words joined by underscores. */
  String name();

  /** What the engine does about it. */
  FailureKind kind();
}
