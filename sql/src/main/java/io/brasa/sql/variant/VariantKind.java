package io.brasa.sql.variant;

/** What a value is. */
public enum VariantKind {
  NULL,
  BOOLEAN,
  /** A whole number of 8, 16, 32 or 64 bits. */
  LONG,
  DOUBLE,
  DECIMAL,
  DATE,
  TIMESTAMP,
  TIMESTAMP_NTZ,
  FLOAT,
  BINARY,
  STRING,
  UUID,
  OBJECT,
  ARRAY
}
