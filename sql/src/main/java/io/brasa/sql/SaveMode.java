package io.brasa.sql;

/** What saving does where something is already. */
public enum SaveMode {
  /** The new rows are added. */
  Append,
  /** The new rows replace what was there. */
  Overwrite,
  /** It fails with {@code OUTPUT_EXISTS}. */
  ErrorIfExists,
  /** Nothing is written. */
  Ignore
}
