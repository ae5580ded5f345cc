package io.brasa.cli.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The views and files that a statement, perhaps not yet whole, reads. */
final class MentionedTables {
  private static final Pattern SOURCE =
      Pattern.compile(
          "(?i)\\b(?:FROM|JOIN)\\s+('[^']+'|[a-z]+\\.`[^`]+`|[a-z_][a-z0-9_.]*)", Pattern.DOTALL);

  private MentionedTables() {}

  /** As they can be written behind FROM; of names only those of known views. */
  static List<String> of(String statement, List<String> views) {
    List<String> found = new ArrayList<>();
    Matcher sources = SOURCE.matcher(statement);
    while (sources.find()) {
      String name = sources.group(1);
      boolean isPath = name.startsWith("'") || name.endsWith("`");
      boolean isView =
          views.stream()
              .anyMatch(v -> v.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
      if ((isPath || isView) && !found.contains(name)) found.add(name);
    }
    return found;
  }
}
