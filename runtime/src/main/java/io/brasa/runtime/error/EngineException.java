package io.brasa.runtime.error;

import static java.util.Objects.requireNonNull;

/**
 * The one exception type of the engine. Its message reads {@code CODE: what happened to which thing. What to do.} and the
 * {@linkplain ErrorCode#kind() kind} of its code decides whether the engine recomputes, gives up or asks for a report.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final String what;
  private final String remedy;

  /**
   * @param code the stable identity of the error
   * @param what one sentence without a final stop: what happened, to which thing, by name
   * @param remedy one sentence without a final stop: what the reader can do about it
   */
  public EngineException(ErrorCode code, String what, String remedy) {
    this(code, what, remedy, null);
  }

  /** As the shorter form, with the failure underneath, which may be null. */
  public EngineException(ErrorCode code, String what, String remedy, Throwable cause) {
    super(requireNonNull(code).name() + ": " + requireNonNull(what) + ". " + requireNonNull(remedy) + ".", cause);
    this.code = code;
    this.what = what;
    this.remedy = remedy;
  }

  public ErrorCode code() {
    return code;
  }

  public FailureKind kind() {
    return code.kind();
  }

  /** What happened, without code and remedy. */
  public String what() {
    return what;
  }

  /** What the reader can do about it. */
  public String remedy() {
    return remedy;
  }
}
