package io.brasa.ui.error;

import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.FailureKind;

/** The codes of the web pages and their API, each with the status of HTTP that goes with it. */
public enum UiError implements ErrorCode {
  /** A parameter of a request is not understood. */
  REQUEST_INVALID(400),
  /** The request shows no token, or a wrong one. */
  TOKEN_NEEDED(401),
  /** The request comes by a name or page that is not this server's. */
  REQUEST_FOREIGN(403),
  /** There is no such application, job, stage, ... */
  UI_NOT_FOUND(404),
  /** There is such a thing, but not with this method. */
  METHOD_NOT_ALLOWED(405),
  /** What is asked cannot be done to an application that has ended. */
  APPLICATION_ENDED(409),
  /** More look on than the server serves. */
  TOO_MANY_WATCHERS(503),
  /** No port was free. */
  UI_PORT_TAKEN(500),
  /** An event log cannot be read. */
  LOG_UNREADABLE(500);

  private final int status;

  UiError(int status) {
    this.status = status;
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  @Override
  public FailureKind kind() {
    return FailureKind.USER;
  }
}
