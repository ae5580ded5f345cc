package io.brasa.core.execute;

/** Opens masters for the URLs that it knows; found as a service. */
public interface MasterProvider {
  /** Whether {@link #open} takes such a URL. */
  boolean serves(String url);

  /**
   * Makes a master, not yet started. Fails with {@code SETTING_INVALID} on a URL that is malformed.
   */
  Master open(MasterSetup setup);
}
