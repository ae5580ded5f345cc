package io.brasa.shell;

import io.brasa.shell.line.Language;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Java and the shell's commands as they are typed. */
final class JavaLanguage implements Language {
  private final Supplier<Workspace> workspace;

  /**
   * @param workspace waits until it is there
   */
  JavaLanguage(Supplier<Workspace> workspace) {
    this.workspace = workspace;
  }

  @Override
  public boolean isWhole(String text) {
    if (ShellCommands.isCommand(text)) return true;
    // An empty line ends what may end already.
    return workspace.get().snippets().isWhole(text, text.endsWith("\n"));
  }

  @Override
  public Completions complete(String text, int cursor) {
    if (ShellCommands.isCommand(text) || text.strip().equals("/"))
      return ShellCommands.complete(text, cursor);
    int[] from = {cursor};
    Set<String> words = new LinkedHashSet<>();
    List<Suggestion> suggestions =
        workspace.get().snippets().analysis().completionSuggestions(text, cursor, from);
    List<Proposal> proposals = new ArrayList<>();
    for (Suggestion each : suggestions)
      if (words.add(each.continuation()))
        proposals.add(new Proposal(each.continuation(), null, false));
    return new Completions(from[0], proposals);
  }

  @Override
  public String explain(String text, int cursor, boolean isFull) {
    String before = text.substring(0, cursor).stripTrailing();
    if (ShellCommands.isCommand(text)) return "";
    boolean isCall = before.endsWith("(") || before.endsWith(",");
    boolean isName = before.length() == cursor && isWholeName(text, cursor);
    return isCall || isName ? workspace.get().explanations().at(text, cursor, isFull) : "";
  }

  /** Whether a name ends at the cursor that nothing would complete. */
  private boolean isWholeName(String text, int cursor) {
    if (cursor == 0 || !Character.isJavaIdentifierPart(text.charAt(cursor - 1))) return false;
    Completions all = complete(text, cursor);
    String word = text.substring(Math.min(all.from(), cursor), cursor);
    return !all.proposals().isEmpty()
        && all.proposals().stream().allMatch(p -> p.text().equals(word));
  }
}
