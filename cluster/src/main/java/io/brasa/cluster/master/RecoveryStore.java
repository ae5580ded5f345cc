package io.brasa.cluster.master;

import java.util.Map;

/**
 * What a master leaves to its successor: small values by key. Returning from a change means that it
 * outlives this process, and this machine if the implementation says so. Used by one thread at a
 * time. Fails with {@code RECOVERY_DAMAGED} on what cannot be read, with the storage's errors, and
 * with {@code LEADERSHIP_LOST} when another master has begun to lead: nothing was changed then.
 */
public interface RecoveryStore extends AutoCloseable {
  /**
   * The longest value: what fits into one node of ZooKeeper, whose limit is 1 MiB with all else.
   */
  int MAX_VALUE_BYTES = 1_000_000;

  /**
   * Keeps a value in place of an earlier one.
   *
   * @param key letters, digits, dots, dashes and underscores
   */
  void put(String key, byte[] value);

  /** Forgets a value, if there is one. */
  void remove(String key);

  /** All that is kept. */
  Map<String, byte[]> list();

  @Override
  void close();
}
