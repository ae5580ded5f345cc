package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.Vector;

/**
 * Some rows of a leaf as they are stored: levels, and the values where the definition level is the
 * highest.
 *
 * @param repetition zero where a row begins; those from {@code count} on mean nothing
 * @param values without nulls
 */
@SuppressWarnings("ArrayRecordComponent")
record Levels(int[] repetition, int[] definition, int count, Vector values) {
  /** Whether a field of a shape has an entry there. */
  boolean isEntry(int at, int repeated, int ancestor) {
    return repetition[at] <= repeated && definition[at] >= ancestor;
  }
}
