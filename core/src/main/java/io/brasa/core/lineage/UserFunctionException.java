package io.brasa.core.lineage;

/** Carries a checked exception of a user function through iterators; tasks take it off again. */
public final class UserFunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserFunctionException(Exception cause) {
    super(cause);
  }
}
