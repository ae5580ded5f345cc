package io.brasa.runtime.log;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces as text. */
final class Stacks {
  private Stacks() {}

  static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    try (PrintWriter writer = new PrintWriter(text)) {
      thrown.printStackTrace(writer);
    }
    return text.toString();
  }
}
