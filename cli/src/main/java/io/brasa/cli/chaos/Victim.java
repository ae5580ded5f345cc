package io.brasa.cli.chaos;

import java.util.Locale;

/** Who is hit. */
enum Victim {
  EXECUTOR,
  WORKER,
  MASTER,
  DRIVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
