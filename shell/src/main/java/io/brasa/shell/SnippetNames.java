package io.brasa.shell;

import java.util.regex.Pattern;

/**
 * Puts the names that the user gave in the place of those that JShell makes of them. To JShell a
 * variable {@code k} is a static field {@code REPL.$JShell$12.k}, and a record {@code P} is a class
 * {@code REPL.$JShell$13B$P}.
 */
final class SnippetNames {
  private static final String WRAPPER = "\\$JShell\\$[0-9A-Z_]+";

  private static final Pattern FIELD =
      Pattern.compile(
          "reads the static field REPL\\." + WRAPPER + "\\.(\\S+) \\(in " + WRAPPER + "[^)]*\\)");
  private static final Pattern FIELD_REMEDY =
      Pattern.compile(
          "Copy what the function needs of it to a local variable, or make the field "
              + "final so that each process makes its own value");
  private static final Pattern LAMBDA =
      Pattern.compile("(?:REPL\\.)?" + WRAPPER + "\\.lambda\\$[\\w$]*");
  private static final Pattern MEMBER = Pattern.compile("(?:REPL\\.)?" + WRAPPER + "[.$]");

  /** As of names in which the engine writes nested classes as the source does. */
  private static final Pattern DOTTED = Pattern.compile("(?:REPL\\.)?\\.JShell\\.[0-9A-Z_]+\\.");

  private static final Pattern ALONE = Pattern.compile("(?:REPL\\.)?" + WRAPPER);

  private SnippetNames() {}

  static String in(String text) {
    if (!text.contains("JShell")) return text;
    String typed = DOTTED.matcher(text).replaceAll("");
    String plain = FIELD.matcher(typed).replaceAll("reads the variable $1");
    if (!plain.equals(typed))
      plain =
          FIELD_REMEDY
              .matcher(plain)
              .replaceAll(
                  "Give the variable a value that is serialisable, put what the function needs of it "
                      + "into a variable of its own, or make the value inside mapPartitions");
    plain = LAMBDA.matcher(plain).replaceAll("a lambda");
    plain = MEMBER.matcher(plain).replaceAll("");
    return ALONE.matcher(plain).replaceAll("the shell");
  }

  static boolean isSnippet(String className) {
    return className.startsWith("REPL.$JShell$");
  }
}
