package io.brasa.cli.error;

import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.FailureKind;

/** The codes of the command line, each with the exit code of the process. */
public enum CliError implements ErrorCode {
  /** The first word is no command. */
  COMMAND_UNKNOWN(2),
  /** An option is not known, has no value, or one too many. */
  OPTION_INVALID(2),
  /** The file or class to run is not there. */
  PROGRAM_NOT_FOUND(2),
  /** The class has no main method. */
  MAIN_METHOD_MISSING(2),
  /** The compiler refused the source file; it has said why. */
  SOURCE_REFUSED(1),
  /** A benchmark or contestant is not known, or its input is not there. */
  BENCHMARK_UNKNOWN(2);

  private final int exitCode;

  CliError(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  @Override
  public FailureKind kind() {
    return FailureKind.USER;
  }
}
