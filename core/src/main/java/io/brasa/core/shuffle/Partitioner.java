package io.brasa.core.shuffle;

import java.io.Serializable;

/**
 * Says which target partition a key belongs to. Equal partitioners place equal keys alike, which is
 * how the engine sees that datasets are already partitioned as an operation needs them: implement
 * {@code equals}, a record does. Stateless and thread-safe.
 */
public interface Partitioner extends Serializable {
  int partitionCount();

  /**
   * @param key may be null
   * @param hash the key's hash by content, the same in every process; zero for partitioners that do
   *     not use it
   * @return from 0 to {@link #partitionCount} - 1
   */
  int partition(Object key, int hash);
}
