package io.brasa.shell;

/**
 * Colours of text, by the escape sequences of ECMA-48.
 *
 * @param isOn whether the text goes to a terminal that wants them
 */
public record Colours(boolean isOn) {
  private static final String RESET = "\u001b[0m";

  String error(String text) {
    return marked("\u001b[31m", text);
  }

  /** For what is said beside the matter: types, hints. */
  String aside(String text) {
    return marked("\u001b[2m", text);
  }

  String name(String text) {
    return marked("\u001b[36m", text);
  }

  String prompt(String text) {
    return marked("\u001b[1m", text);
  }

  private String marked(String start, String text) {
    return isOn && !text.isEmpty() ? start + text + RESET : text;
  }
}
