package io.brasa.cli.prompt;

import io.brasa.cli.terminal.ResultFormat;
import io.brasa.runtime.error.EngineException;
import io.brasa.shell.line.Language;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.parser.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Statements as they are typed: a command is whole at once, statements are when a semicolon ends
 * the last. At the cursor may come: paths in quotes; behind FROM and the like views; elsewhere
 * columns of the views and files that the statement names, functions and keywords.
 */
final class StatementLanguage implements Language {
  private static final List<String> BEFORE_TABLES =
      List.of("FROM", "JOIN", "TABLE", "DESCRIBE", "DESC", "VIEW", "UNCACHE");
  private static final int MAX_PATHS = 500;
  private static final int MAX_TABLES = 100;

  private final BrasaSession session;

  /** Columns of what was looked into, which for files costs reading them. */
  private final Map<String, List<String>> columns = new LinkedHashMap<>();

  StatementLanguage(BrasaSession session) {
    this.session = session;
  }

  @Override
  public boolean isWhole(String text) {
    return PromptCommand.isCommand(text) || StatementSplitter.pieces(text).getLast().isBlank();
  }

  @Override
  public boolean ignoresCase() {
    return true;
  }

  @Override
  public Completions complete(String text, int cursor) {
    int quote = openQuote(text, cursor);
    int from = quote >= 0 ? quote + 1 : cursor;
    while (quote < 0 && from > 0 && isNamePart(text.charAt(from - 1))) from--;
    List<Proposal> proposals = new ArrayList<>();
    String before = text.substring(0, quote >= 0 ? quote : from);
    propose(before, text.substring(from, cursor), quote >= 0, text, proposals);
    return new Completions(from, proposals);
  }

  /** The quote that the cursor is behind with no other closing it, or -1. */
  private static int openQuote(String line, int cursor) {
    int open = -1;
    for (int i = 0; i < cursor; i++) {
      char c = line.charAt(i);
      if (c != '\'' && c != '"' && c != '`') continue;
      if (open < 0) open = i;
      else if (line.charAt(open) == c) open = -1;
    }
    return open;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '.' || c == '\\' || Character.isLetterOrDigit(c);
  }

  private void propose(
      String before, String word, boolean isQuoted, String line, List<Proposal> proposals) {
    if (before.isBlank() && word.startsWith(".")) {
      for (String command : PromptCommand.names()) add(proposals, command, "commands");
    } else if (before.strip().matches("[.\\\\](format|mode)")) {
      for (ResultFormat format : ResultFormat.values())
        add(proposals, format.name().toLowerCase(Locale.ROOT), "formats");
    } else if (isQuoted || before.strip().matches("[.\\\\](read|i)")) {
      addPaths(word, proposals);
    } else if (BEFORE_TABLES.contains(lastWord(before))) {
      for (String name : tables()) add(proposals, name, "tables");
    } else {
      addWords(word, line, proposals);
    }
  }

  private static void add(List<Proposal> proposals, String word, String group) {
    proposals.add(new Proposal(word, group, true));
  }

  private static String lastWord(String before) {
    String text = before.stripTrailing();
    int from = text.length();
    while (from > 0 && Character.isLetter(text.charAt(from - 1))) from--;
    return text.substring(from).toUpperCase(Locale.ROOT);
  }

  private List<String> tables() {
    List<String> names = new ArrayList<>();
    for (Row row : session.catalog().listTables().collectAsList()) names.add(row.getString(0));
    return names;
  }

  private void addWords(String word, String line, List<Proposal> proposals) {
    String qualifier = word.substring(0, word.lastIndexOf('.') + 1);
    for (String table : MentionedTables.of(line, tables()))
      for (String column : columns(table)) add(proposals, qualifier + column, "columns");
    if (!qualifier.isEmpty()) return;
    boolean isUpper = !word.isEmpty() && word.equals(word.toUpperCase(Locale.ROOT));
    for (String keyword : Vocabulary.KEYWORDS)
      add(proposals, isUpper ? keyword : keyword.toLowerCase(Locale.ROOT), "keywords");
    for (String name : BuiltInFunctions.registry().names()) {
      if (!Character.isLetter(name.charAt(0))) continue;
      String function = (isUpper ? name.toUpperCase(Locale.ROOT) : name) + "(";
      proposals.add(new Proposal(function, "functions", false));
    }
  }

  private List<String> columns(String table) {
    List<String> known = columns.get(table);
    if (known != null && table.startsWith("'")) return known;
    List<String> found = List.of();
    try {
      found = List.of(session.sql("SELECT * FROM " + table).columns());
    } catch (EngineException e) {
      // What cannot be read has no columns to offer; running the statement says why.
    }
    if (columns.size() >= MAX_TABLES) columns.clear();
    columns.put(table, found);
    return found;
  }

  private static void addPaths(String typed, List<Proposal> proposals) {
    int slash = typed.lastIndexOf('/');
    String folder = typed.substring(0, slash + 1);
    Path at = Path.of(folder.isEmpty() ? "." : folder);
    try (Stream<Path> files = Files.list(at)) {
      for (Path file : files.limit(MAX_PATHS).sorted().toList()) {
        boolean isFolder = Files.isDirectory(file);
        String name = folder + file.getFileName() + (isFolder ? "/" : "");
        proposals.add(new Proposal(name, "files", false));
      }
    } catch (IOException e) {
      // No folder of this name: nothing to offer.
    }
  }
}
