package io.brasa.shell;

import io.brasa.shell.documentation.Documentation;
import io.brasa.shell.snippet.Snippets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.SourceCodeAnalysis;

/** Signatures and documentation of what stands in a text. For one thread. */
final class Explanations {
  private static final int SIGNATURES_MAX = 10;
  private static final Pattern MEMBER = Pattern.compile("([\\w.$]+)\\.([\\w$]+)");

  private final Snippets snippets;
  private final Documentation documentation;

  Explanations(Snippets snippets, Documentation documentation) {
    this.snippets = snippets;
    this.documentation = documentation;
  }

  /**
   * What stands before the cursor: what is being called, or a name. Empty when that is nothing.
   *
   * @param isFull whether with the documentation
   */
  String at(String text, int cursor, boolean isFull) {
    List<SourceCodeAnalysis.Documentation> all =
        snippets.analysis().documentation(text, cursor, isFull);
    StringBuilder told = new StringBuilder();
    for (SourceCodeAnalysis.Documentation each :
        all.subList(0, Math.min(SIGNATURES_MAX, all.size()))) {
      if (!told.isEmpty()) told.append('\n');
      told.append(SnippetNames.in(each.signature()));
      if (!isFull) continue;
      String comment = comment(each);
      if (!comment.isEmpty()) told.append('\n').append(PlainJavadoc.of(comment));
    }
    if (all.size() > SIGNATURES_MAX)
      told.append("\n... ").append(all.size() - SIGNATURES_MAX).append(" more");
    return told.toString();
  }

  /** A method, of a variable or of a class, a class, a variable; empty when there is none. */
  String of(String name) {
    Matcher member = MEMBER.matcher(name);
    // Of a class a method is known that needs an object of it.
    String ofObject = member.matches() ? member.replaceFirst("(($1) null).$2(") : name;
    for (String each : List.of(name + "(", ofObject, name)) {
      String told = at(each, each.length(), true);
      if (!told.isEmpty()) return told;
    }
    return "";
  }

  /** The compiler finds that of the JDK. */
  private String comment(SourceCodeAnalysis.Documentation element) {
    if (element.javadoc() != null) return element.javadoc();
    List<String> imports =
        snippets.imports().stream()
            .filter(each -> !each.isStatic())
            .map(ImportSnippet::fullname)
            .toList();
    return documentation.of(element.signature(), imports);
  }
}
