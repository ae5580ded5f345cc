package io.brasa.core.shuffle;

/** Spreads keys by their hash. */
public record HashPartitioner(int partitionCount) implements Partitioner {
  /**
   * Many hash codes are poor in their upper bits: 2^32 divided by the golden ratio carries the
   * lower ones up.
   */
  private static final int SPREAD = 0x9E3779B9;

  public HashPartitioner {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
  }

  @Override
  public int partition(Object key, int hash) {
    long spread = Integer.toUnsignedLong(hash * SPREAD);
    return (int) ((spread * partitionCount) >>> 32);
  }
}
