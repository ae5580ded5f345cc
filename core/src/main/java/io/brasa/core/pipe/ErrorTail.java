package io.brasa.core.pipe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/**
 * Drains what a process writes as errors: the first lines go to the log, the last characters are
 * kept for the failure. Thread-safe.
 */
final class ErrorTail {
  private static final int LOGGED_LINES = 100;
  private static final int KEPT_CHARS = 4096;

  private final StringBuilder kept = new StringBuilder();
  private boolean isCut;

  /** Reads to the end. */
  void drain(InputStream errors, Charset charset, String command) {
    System.Logger log = System.getLogger("io.brasa");
    int lines = 0;
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(errors, charset))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        keep(line);
        if (lines++ < LOGGED_LINES)
          log.log(System.Logger.Level.INFO, "pipe to '" + command + "': " + line);
      }
    } catch (IOException e) {
      // The process was killed under the reader.
    }
  }

  private synchronized void keep(String line) {
    kept.append(line).append('\n');
    int excess = kept.length() - KEPT_CHARS;
    if (excess <= 0) return;
    kept.delete(0, excess);
    isCut = true;
  }

  synchronized String text() {
    return (isCut ? "…" : "") + kept.toString().stripTrailing();
  }
}
