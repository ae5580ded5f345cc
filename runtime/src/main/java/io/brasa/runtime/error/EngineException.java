package io.brasa.runtime.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The one exception type of the engine. Its message reads {@code CODE: what happened to which
 * thing. What to do.} and the {@linkplain ErrorCode#kind() kind} of its code decides whether the
 * engine recomputes, gives up or asks for a report.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final String what;
  private final String remedy;
  private final transient Object subject;
  private final String excerpt;

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
    this(code, what, remedy, cause, null, "");
  }

  private EngineException(
      ErrorCode code, String what, String remedy, Throwable cause, Object subject, String excerpt) {
    super(
        requireNonNull(code).name()
            + ": "
            + requireNonNull(what)
            + ". "
            + requireNonNull(remedy)
            + "."
            + excerpt,
        cause);
    this.code = code;
    this.what = what;
    this.remedy = remedy;
    this.subject = subject;
    this.excerpt = excerpt;
  }

  /**
   * The same error, with the thing it is about as an object for code that can do something about
   * it.
   */
  public EngineException about(Object thing) {
    return keepTrace(new EngineException(code, what, remedy, getCause(), thing, excerpt));
  }

  /** The same error with lines under its message: the piece of the user's text that it is about. */
  public EngineException showing(String lines) {
    return keepTrace(
        new EngineException(code, what, remedy, getCause(), subject, "\n" + requireNonNull(lines)));
  }

  private EngineException keepTrace(EngineException exception) {
    exception.setStackTrace(getStackTrace());
    return exception;
  }

  /** The lines under the message, each begun by a line break; empty if there are none. */
  public String excerpt() {
    return excerpt;
  }

  /**
   * What the error is about, if the code that handles it can use it: the name of a lost block, for
   * example.
   */
  public Optional<Object> subject() {
    return Optional.ofNullable(subject);
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
