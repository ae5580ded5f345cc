package io.brasa.connectors.csv;

import java.io.Serializable;

/**
 * Which bytes separate what; -1 for none.
 *
 * @param escape before a quote or itself, within quotes
 * @param comment in front of a line that is no record
 * @param lineSeparator ends records; without one a line feed, a carriage return or both do
 * @param isMultiLine whether quoted values hold line breaks; else a line break always ends a record
 * @param mostCharacters of one field
 */
record CsvDialect(
    int separator,
    int quote,
    int escape,
    int comment,
    int lineSeparator,
    boolean isMultiLine,
    boolean trimsLeading,
    boolean trimsTrailing,
    int mostColumns,
    int mostCharacters)
    implements Serializable {
  boolean isLineEnd(byte c) {
    return lineSeparator >= 0 ? c == lineSeparator : c == '\n' || c == '\r';
  }

  /** What a scanner puts behind the last byte. */
  byte lineEnd() {
    return (byte) (lineSeparator >= 0 ? lineSeparator : '\n');
  }
}
