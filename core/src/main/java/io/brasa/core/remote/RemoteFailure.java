package io.brasa.core.remote;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.FailureKind;
import io.brasa.runtime.error.RuntimeError;

/**
 * An error on its way to another process. Throwables do not travel: their classes need not exist
 * over there, and reading them would run foreign code.
 *
 * @param code the name of the code
 * @param kind of the code, so that a receiver that does not know the code still does the right
 *     thing
 * @param trace the throwable as text, without the engine's frames
 */
public record RemoteFailure(
    String code, FailureKind kind, String what, String remedy, String trace) {
  /** A user's message may hold a whole record; the reader of an error wants its beginning. */
  private static final int MAX_TEXT = 64 << 10;

  public RemoteFailure {
    what = cut(what);
    trace = cut(trace);
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT
        ? text
        : text.substring(0, MAX_TEXT) + " … (" + text.length() + " characters)";
  }

  /**
   * Errors that are not the engine's own are bugs in whatever called this: user functions fail with
   * {@code TASK_FAILED}.
   */
  public static RemoteFailure of(Throwable failure) {
    String trace = UserTrace.of(failure);
    if (failure instanceof EngineException known) {
      return new RemoteFailure(
          known.code().name(), known.kind(), known.what(), known.remedy(), trace);
    }
    ErrorCode code = RuntimeError.INVARIANT_BROKEN;
    return new RemoteFailure(
        code.name(),
        code.kind(),
        String.valueOf(failure),
        "Please report this with the event log",
        trace);
  }

  /**
   * The error as seen here: the same code, sentence and remedy, with the trace of the other process
   * as cause.
   */
  public EngineException toException() {
    return new EngineException(knownCode(), what, remedy, new RemoteTrace(trace));
  }

  private ErrorCode knownCode() {
    for (ErrorCode known : RuntimeError.values()) {
      if (known.name().equals(code)) return known;
    }
    for (ErrorCode known : CoreError.values()) {
      if (known.name().equals(code)) return known;
    }
    return new ForeignCode(code, kind);
  }

  /** A code of a module that this one cannot see; equal by name and kind. */
  record ForeignCode(String name, FailureKind kind) implements ErrorCode {}

  /**
   * Stands for a throwable of another process: prints as that one's trace and has none of its own.
   */
  private static final class RemoteTrace extends Exception {
    private static final long serialVersionUID = 1L;

    RemoteTrace(String trace) {
      super(trace, null, false, false);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // The name of this class would say nothing.
    public String toString() {
      return getMessage();
    }
  }
}
