package io.brasa.ui.api;

import java.util.Map;

/** Which messages an application that runs writes to its log. Thread-safe. */
public interface LogLevels {
  /** By logger; an empty name stands for all others. */
  Map<String, String> levels();

  /**
   * Fails with {@code LOG_LEVEL_INVALID}.
   *
   * @param logger empty for all
   */
  void set(String logger, String level);
}
