package io.brasa.connectors.parquet.format;

import io.brasa.columnar.source.files.DamageCode;
import io.brasa.runtime.error.FailureKind;

/** The codes of the Parquet connector. */
public enum ParquetError implements DamageCode {
  /** A Parquet file is damaged, cut off, or no Parquet file. */
  PARQUET_CORRUPT(FailureKind.USER),
  /** A file uses a part of the format, or a type, that is not served here. */
  PARQUET_UNSUPPORTED(FailureKind.USER),
  /** The files of one table do not fit together, or not to the schema that was given. */
  PARQUET_SCHEMA_MISMATCH(FailureKind.USER),
  /** An option of the format has a value that is not understood. */
  PARQUET_OPTION_INVALID(FailureKind.USER),
  /** A file is not as it was when the query was planned. */
  PARQUET_FILE_CHANGED(FailureKind.USER);

  private final FailureKind kind;

  ParquetError(FailureKind kind) {
    this.kind = kind;
  }

  @Override
  public boolean isDamage() {
    return this == PARQUET_CORRUPT || this == PARQUET_FILE_CHANGED;
  }

  @Override
  public FailureKind kind() {
    return kind;
  }
}
