package io.brasa.runtime.error;

/** The codes of the runtime module. */
public enum RuntimeError implements ErrorCode {
  /** An invariant of the engine does not hold. */
  INVARIANT_BROKEN(FailureKind.BUG),
  /** A path does not exist. */
  PATH_NOT_FOUND(FailureKind.USER),
  /** A path exists but this process may not read or write it. */
  PATH_NOT_ACCESSIBLE(FailureKind.USER),
  /** Something that must not exist is already there. */
  PATH_EXISTS(FailureKind.USER),
  /** A path names a file system that no storage on the class path serves. */
  STORAGE_UNKNOWN(FailureKind.USER),
  /** The device has no room left. */
  STORAGE_FULL(FailureKind.USER),
  /** Local files would take more than they may. */
  DISK_QUOTA_EXCEEDED(FailureKind.USER),
  /** Reading or writing failed for another reason. */
  STORAGE_FAILED(FailureKind.USER),
  /** No codec can be made for a class. */
  CODEC_UNSUPPORTED(FailureKind.USER),
  /** A value could not be encoded. */
  CODEC_ENCODE_FAILED(FailureKind.USER),
  /** Encoded bytes end early, or are of another version or type. */
  CODEC_CORRUPT(FailureKind.LOST),
  /** A class named by encoded bytes is not to be found here. */
  CODEC_CLASS_MISSING(FailureKind.USER),
  /** A type used as key has no equality by value. */
  KEY_WITHOUT_VALUE_EQUALITY(FailureKind.USER),
  /** There is no memory for one record, or for what cannot be put aside. */
  MEMORY_EXHAUSTED(FailureKind.USER),
  /** A log level that there is not, or that is set elsewhere. */
  LOG_LEVEL_INVALID(FailureKind.USER);

  private final FailureKind kind;

  RuntimeError(FailureKind kind) {
    this.kind = kind;
  }

  @Override
  public FailureKind kind() {
    return kind;
  }
}
