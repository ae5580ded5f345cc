package io.brasa.cli.chaos;

import java.util.Locale;

/** Who is hit. */
enum Victim {
  EXECUTOR,
  WORKER,
  MASTER,
  DRIVER,
  /** A driver whose journal lets the next one go on. */
  JOURNALED_DRIVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
