package io.brasa.columnar.source.files;

import io.brasa.runtime.error.FailureKind;

/** The codes of sources and sinks made of files. All are the user's to mend. */
public enum FileError implements DamageCode {
  /** A record does not fit the format or the schema. */
  RECORD_MALFORMED,
  /** A packed file is damaged or cut off. */
  FILE_CORRUPT,
  /** A file is not as it was when the table was opened. */
  FILE_CHANGED,
  /** A file is packed, or a text encoded, in a way that is not served. */
  FILE_UNSUPPORTED,
  /** The format does not know an option, or not its value. */
  FORMAT_OPTION_INVALID,
  /** The format has no form for a type. */
  FORMAT_TYPE_UNSUPPORTED,
  /** No schema is given, and none can be found. */
  SCHEMA_NOT_FOUND,
  /** The columns of a file are not those of the schema. */
  SCHEMA_MISMATCH,
  /** Folders of one table stand for different columns. */
  PARTITIONS_CONFLICTING;

  @Override
  public boolean isDamage() {
    return this == FILE_CORRUPT || this == FILE_CHANGED;
  }

  @Override
  public FailureKind kind() {
    return FailureKind.USER;
  }
}
