package io.brasa.core.shuffle;

import java.io.Serializable;

/**
 * What records add to the checksum of a map output, where one record stands for many rows: the
 * checksum is the sum of these, so that it is the same however the rows are divided among records.
 * Travels to tasks and is used by many at once.
 */
@FunctionalInterface
public interface RecordDigest extends Serializable {
  /**
   * The sum, modulo 2^64, of a well mixed hash of each row of a record and its target.
   *
   * @param value of the record
   */
  long of(int target, Object value);
}
