package io.brasa.cluster.error;

import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.FailureKind;

/** The codes of the cluster module. */
public enum ClusterError implements ErrorCode {
  /** A frame is longer than both sides have agreed to accept. */
  FRAME_TOO_LONG(FailureKind.USER),
  /** This process cannot listen at an address. */
  LISTEN_FAILED(FailureKind.USER),
  /** Something was asked of a transport that is closed. */
  TRANSPORT_CLOSED(FailureKind.USER),
  /** An executor process cannot be started. */
  EXECUTOR_NOT_STARTED(FailureKind.USER),
  /** The engine's own jars, which executors need, cannot be found. */
  ENGINE_NOT_LOCATED(FailureKind.USER);

  private final FailureKind kind;

  ClusterError(FailureKind kind) {
    this.kind = kind;
  }

  @Override
  public FailureKind kind() {
    return kind;
  }
}
