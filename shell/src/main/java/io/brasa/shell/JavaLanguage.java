package io.brasa.shell;

import io.brasa.shell.line.Language;
import io.brasa.shell.snippet.Snippets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Java and the shell's commands as they are typed. */
final class JavaLanguage implements Language {
  private static final int SIGNATURES_MAX = 10;

  private final Supplier<Snippets> snippets;

  /**
   * @param snippets waits until they are there
   */
  JavaLanguage(Supplier<Snippets> snippets) {
    this.snippets = snippets;
  }

  @Override
  public boolean isWhole(String text) {
    if (ShellCommands.isCommand(text)) return true;
    // An empty line ends what may end already.
    return snippets.get().isWhole(text, text.endsWith("\n"));
  }

  @Override
  public Completions complete(String text, int cursor) {
    if (ShellCommands.isCommand(text) || text.strip().equals("/"))
      return ShellCommands.complete(text, cursor);
    int[] from = {cursor};
    Set<String> words = new LinkedHashSet<>();
    List<Suggestion> suggestions =
        snippets.get().analysis().completionSuggestions(text, cursor, from);
    List<Proposal> proposals = new ArrayList<>();
    for (Suggestion each : suggestions)
      if (words.add(each.continuation()))
        proposals.add(new Proposal(each.continuation(), null, false));
    return new Completions(from[0], proposals);
  }

  @Override
  public String explain(String text, int cursor, boolean isFull) {
    String before = text.substring(0, cursor).stripTrailing();
    if (ShellCommands.isCommand(text) || !before.endsWith("(") && !before.endsWith(",")) return "";
    List<Documentation> all = snippets.get().analysis().documentation(text, cursor, isFull);
    StringBuilder told = new StringBuilder();
    for (Documentation each : all.subList(0, Math.min(SIGNATURES_MAX, all.size()))) {
      if (!told.isEmpty()) told.append('\n');
      told.append(SnippetNames.in(each.signature()));
      if (isFull && each.javadoc() != null)
        told.append('\n').append(PlainJavadoc.of(each.javadoc()));
    }
    if (all.size() > SIGNATURES_MAX)
      told.append("\n... ").append(all.size() - SIGNATURES_MAX).append(" more");
    return told.toString();
  }
}
