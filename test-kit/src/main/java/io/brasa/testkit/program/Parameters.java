package io.brasa.testkit.program;

import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import java.io.Serializable;

/**
 * What one step of a program was made with.
 *
 * @param salt makes functions differ
 * @param partitionCount where one is asked for
 */
record Parameters(Kind kind, int salt, int partitionCount) implements Serializable {
  /** The key of a pair after it was given another one. */
  Object rekeyed(Object key, Object value) {
    int number = Values.mix(Values.number(key) + 7 * Values.number(value) + salt);
    return kind.of(Math.floorMod(number, 10));
  }

  Object key(int number) {
    return kind.of(Math.floorMod(number, 10));
  }

  /** One of the engine's or one of the user's. */
  Partitioner partitioner() {
    return salt % 2 == 0 ? new HashPartitioner(partitionCount) : new ByNumber(partitionCount);
  }

  record ByNumber(int partitionCount) implements Partitioner {
    @Override
    public int partition(Object key, int hash) {
      return Math.floorMod(Values.number(key), partitionCount);
    }
  }
}
