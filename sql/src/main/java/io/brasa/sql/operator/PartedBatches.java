package io.brasa.sql.operator;

/**
 * Batches that come part after part: rows that an exchange divided by keys, so that equal keys are
 * in one part only.
 */
public interface PartedBatches extends BatchIterator {
  /** The number of the part that the last batch is of. */
  int part();
}
