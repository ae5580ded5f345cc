package io.brasa.cluster.master;

import java.util.Map;

/**
 * What a master leaves to its successor: small values by key. Returning from a change means that it
 * outlives this process, and this machine if the implementation says so. Used by one thread at a
 * time. Fails with {@code RECOVERY_DAMAGED} on what cannot be read, and with the storage's errors.
 */
public interface RecoveryStore extends AutoCloseable {
  /** The longest value. */
  int MAX_VALUE_BYTES = 1 << 20;

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
