package io.brasa.shell;

import java.util.List;

/** The text of a Javadoc comment as lines for a terminal, with its marks taken out. */
final class PlainJavadoc {
  private static final int LINES_MAX = 12;

  private PlainJavadoc() {}

  static String of(String comment) {
    String text =
        comment
            .replaceAll("\\{@(?:link|linkplain|value)\\s+#([^}]*)}", "$1")
            .replaceAll("\\{@(?:code|link|linkplain|literal|value)\\s+([^}]*)}", "$1")
            .replaceAll("\\{@\\w+\\s*([^}]*)}", "$1")
            .replaceAll("</?\\w+[^>]*>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
    List<String> lines =
        text.lines().map(String::stripTrailing).filter(line -> !line.isBlank()).toList();
    StringBuilder shown = new StringBuilder();
    for (String line : lines.subList(0, Math.min(LINES_MAX, lines.size())))
      shown.append("    ").append(line.strip()).append('\n');
    if (lines.size() > LINES_MAX) shown.append("    ...\n");
    return shown.toString();
  }
}
