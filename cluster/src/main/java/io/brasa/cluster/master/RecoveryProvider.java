package io.brasa.cluster.master;

/** Opens recoveries of a kind; found as a service. */
public interface RecoveryProvider {
  /** Whether a URL is of its kind. */
  boolean serves(String url);

  /** Fails with {@code SETTING_INVALID} on a URL that it does not understand. */
  Recovery open(RecoverySetup setup);
}
