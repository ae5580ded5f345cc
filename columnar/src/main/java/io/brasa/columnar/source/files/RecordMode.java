package io.brasa.columnar.source.files;

import java.util.Locale;

/** What becomes of a record that does not fit, by Spark's names. */
public enum RecordMode {
  /** It is kept with nulls for what cannot be read, and its text if a column is there for it. */
  PERMISSIVE,
  /** It is left out. */
  DROPMALFORMED,
  /** It ends the query. */
  FAILFAST;

  /** By the option {@code mode}. */
  public static RecordMode of(FormatOptions options) {
    return switch (options.text("mode", "PERMISSIVE").toUpperCase(Locale.ROOT)) {
      case "PERMISSIVE" -> PERMISSIVE;
      case "DROPMALFORMED" -> DROPMALFORMED;
      case "FAILFAST" -> FAILFAST;
      default -> throw options.wrong("mode", "PERMISSIVE, DROPMALFORMED or FAILFAST");
    };
  }
}
