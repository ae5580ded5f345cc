package io.brasa.core.shuffle;

/** The key is the target itself, an {@code Integer}: for repartitioning without keys. */
public record IndexPartitioner(int partitionCount) implements Partitioner {
  public IndexPartitioner {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
  }

  @Override
  public int partition(Object key, int hash) {
    return (Integer) key;
  }
}
