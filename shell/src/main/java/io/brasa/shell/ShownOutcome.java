package io.brasa.shell;

import io.brasa.shell.snippet.Origin;
import io.brasa.shell.snippet.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jdk.jshell.Diag;

/** What came of a snippet, as text in whole lines. */
final class ShownOutcome {
  private static final int LINES_MAX = 9;

  /** The compiler writes names of classes in full. */
  private static final String PACKAGES = "\\b(?:[a-z_][a-z_0-9]*\\.)+([A-Z])";

  private final Colours colours;

  ShownOutcome(Colours colours) {
    this.colours = colours;
  }

  /** What is worth telling of what went well, but for values. */
  String of(Outcome.Declared declared) {
    StringBuilder text = new StringBuilder();
    text.append(declared.isNew() ? "" : "replaced ").append(declared.kind()).append(' ');
    text.append(colours.name(declared.name()));
    if (!declared.missing().isEmpty())
      text.append(", which cannot be used before these are declared: ")
          .append(SnippetNames.in(String.join(", ", declared.missing())));
    text.append('\n');
    if (!declared.lost().isEmpty())
      text.append("gone, since their type changed: ")
          .append(String.join(", ", declared.lost()))
          .append('\n');
    return text.toString();
  }

  String of(Outcome.Unfinished unfinished, boolean isPlaced) {
    String place = isPlaced ? unfinished.origin() + ": " : "";
    return place + colours.error("error") + ": the text ends before the statement does\n";
  }

  String of(Outcome.Undeclared undeclared) {
    String all = SnippetNames.in(String.join("; ", undeclared.users()));
    return colours.error("error") + ": something is used that is not there yet: " + all + "\n";
  }

  /**
   * @param isPlaced whether to say where it stands
   */
  String of(Outcome.Refused refused, boolean isPlaced) {
    StringBuilder text = new StringBuilder();
    Set<String> told = new HashSet<>();
    // JShell tries some snippets twice, and has each problem of these twice.
    for (Diag problem : refused.problems())
      if (told.add(problem.getPosition() + problem.getMessage(Locale.ROOT)))
        append(text, refused, problem, isPlaced);
    if (text.isEmpty()) text.append(colours.error("error")).append(": this is no Java\n");
    return text.toString();
  }

  private void append(StringBuilder text, Outcome.Refused refused, Diag problem, boolean isPlaced) {
    String source = refused.source();
    int at = Math.clamp(problem.getPosition(), 0, source.length());
    int line = (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
    if (isPlaced)
      text.append(new Origin(refused.origin().name(), refused.origin().line() + line)).append(": ");
    List<String> message = message(problem);
    text.append(colours.error("error")).append(": ").append(message.getFirst()).append('\n');
    int shown = Math.min(message.size(), LINES_MAX);
    for (String more : message.subList(1, shown)) text.append(more).append('\n');
    if (shown < message.size())
      text.append("    ... ").append(message.size() - shown).append(" lines more\n");
    int lineFrom = source.lastIndexOf('\n', at - 1) + 1;
    int lineTo = source.indexOf('\n', at) < 0 ? source.length() : source.indexOf('\n', at);
    int from = Math.max(at, lineFrom);
    int to = (int) Math.clamp(problem.getEndPosition(), from + 1L, Math.max(from + 1L, lineTo));
    text.append("  ").append(source, lineFrom, lineTo).append('\n').append("  ");
    for (int i = lineFrom; i < from; i++) text.append(source.charAt(i) == '\t' ? '\t' : ' ');
    text.append(colours.error("^".repeat(to - from))).append('\n');
  }

  /** Without the line that names the class which JShell puts around snippets. */
  private static List<String> message(Diag problem) {
    List<String> lines =
        problem
            .getMessage(Locale.ROOT)
            .lines()
            .map(line -> SnippetNames.in(line).replaceAll(PACKAGES, "$1"))
            .filter(line -> !line.isBlank() && !line.matches(" *location: class *(the shell)?"))
            .toList();
    return lines.isEmpty() ? List.of("this is no Java") : lines;
  }
}
