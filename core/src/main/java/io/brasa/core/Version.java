package io.brasa.core;

/** The version of the engine. */
final class Version {
  static final String TEXT = "0.1.0";

  private Version() {}
}
