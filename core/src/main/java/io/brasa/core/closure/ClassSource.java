package io.brasa.core.closure;

import java.util.Optional;

/**
 * Gives the bytes of classes by name: on the driver from the loaders of its closures, on an
 * executor from the driver.
 */
@FunctionalInterface
public interface ClassSource {
  /**
   * @param className binary name with dots
   */
  Optional<byte[]> classBytes(String className);
}
