package io.brasa.core.event;

/**
 * A key that many rows of one partition of a shuffle have, as a sample of the rows tells.
 *
 * @param key as text, cut off at {@value #TEXT_MAX} characters
 * @param partition of the shuffle that has the rows
 * @param rows about how many rows have the key
 * @param partitionRows how many rows the task has seen of the partition
 * @param isWritten whether the task wrote the rows; else it read them
 */
public record HeavyKey(
    String key, int partition, long rows, long partitionRows, boolean isWritten) {
  /** One task tells of no more. */
  public static final int MOST = 4;

  public static final int TEXT_MAX = 80;

  /** The part of the partition's rows that have the key, from 0 to 1. */
  public double share() {
    return partitionRows == 0 ? 0 : Math.min(1, (double) rows / partitionRows);
  }
}
