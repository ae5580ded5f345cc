package io.brasa.core.remote;

import io.brasa.core.remote.Transport.Address;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Where the blocks of executors are served, as this process has been told. What was told may be
 * outdated: whoever finds nobody there asks the driver again. Thread-safe.
 */
final class Whereabouts {
  private final Map<String, Address> known = new ConcurrentHashMap<>();
  private final Function<String, Optional<Address>> driver;

  /**
   * @param driver asks it where the blocks of an executor are served now, if anywhere
   */
  Whereabouts(Function<String, Optional<Address>> driver) {
    this.driver = driver;
  }

  void tell(Map<String, Address> addresses) {
    known.putAll(addresses);
  }

  Optional<Address> of(String executor) {
    return Optional.ofNullable(known.get(executor));
  }

  /** Asks again; fails with {@code PEER_LOST} if the driver does not answer. */
  Optional<Address> now(String executor) {
    Optional<Address> told = driver.apply(executor);
    if (told.isPresent()) known.put(executor, told.get());
    else known.remove(executor);
    return told;
  }
}
