package io.brasa.cluster.master;

import static java.util.Objects.requireNonNull;

import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Environment;

/**
 * What a recovery is given.
 *
 * @param url as the user wrote it
 * @param own where other masters reach this one
 * @param folder a local path, of this master alone
 * @param password that all masters of the cluster know, made of their secret; empty if there is
 *     none
 * @param isUnderTls whether all other connections of the cluster are
 */
public record RecoverySetup(
    String url,
    Environment environment,
    Address own,
    String folder,
    String password,
    boolean isUnderTls) {
  public RecoverySetup {
    requireNonNull(url);
    requireNonNull(environment);
    requireNonNull(own);
    requireNonNull(folder);
    requireNonNull(password);
  }

  @Override
  public String toString() {
    return url;
  }
}
