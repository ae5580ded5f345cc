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
  ENGINE_NOT_LOCATED(FailureKind.USER),
  /** No master of a cluster can be reached, or none leads. */
  MASTER_UNREACHABLE(FailureKind.USER),
  /** A cluster's secret is not given, or its file cannot be read. */
  SECRET_MISSING(FailureKind.USER),
  /** A cluster's secret can be read by others, or guessed. */
  SECRET_UNSAFE(FailureKind.USER),
  /** What a master has kept for its successor cannot be read. */
  RECOVERY_DAMAGED(FailureKind.USER),
  /** A driver is not known to the master. */
  DRIVER_UNKNOWN(FailureKind.USER),
  /** A program's file is not there, or is not what its checksum says. */
  PROGRAM_FILE_DAMAGED(FailureKind.USER),
  /** A master that led leads no longer. */
  LEADERSHIP_LOST(FailureKind.USER),
  /** What protects connections, certificates and a key, cannot be used. */
  TLS_UNUSABLE(FailureKind.USER);

  private final FailureKind kind;

  ClusterError(FailureKind kind) {
    this.kind = kind;
  }

  @Override
  public FailureKind kind() {
    return kind;
  }
}
