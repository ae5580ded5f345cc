package io.brasa.cli.prompt;

import io.brasa.cli.terminal.ResultFormat;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * What may come at the cursor: paths in quotes; behind FROM and the like views; elsewhere columns
 * of the views and files that the statement names, functions and keywords.
 */
final class StatementCompleter implements Completer {
  private static final List<String> BEFORE_TABLES =
      List.of("FROM", "JOIN", "TABLE", "DESCRIBE", "DESC", "VIEW", "UNCACHE");
  private static final int MAX_PATHS = 500;
  private static final int MAX_TABLES = 100;

  private final BrasaSession session;

  /** Columns of what was looked into, which for files costs reading them. */
  private final Map<String, List<String>> columns = new LinkedHashMap<>();

  StatementCompleter(BrasaSession session) {
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine parsed, List<Candidate> candidates) {
    StatementReader.Typed typed = (StatementReader.Typed) parsed;
    String before = typed.before();
    if (before.isBlank() && typed.word().startsWith(".")) {
      for (String command : PromptCommand.names()) add(candidates, command, "commands");
    } else if (before.strip().matches("[.\\\\](format|mode)")) {
      for (ResultFormat format : ResultFormat.values())
        add(candidates, format.name().toLowerCase(Locale.ROOT), "formats");
    } else if (typed.isQuoted() || before.strip().matches("[.\\\\](read|i)")) {
      addPaths(typed.word(), candidates);
    } else if (BEFORE_TABLES.contains(lastWord(before))) {
      for (String name : tables()) add(candidates, name, "tables");
    } else {
      addWords(typed, candidates);
    }
  }

  private static void add(List<Candidate> candidates, String word, String group) {
    candidates.add(new Candidate(word, word, group, null, null, null, true));
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

  private void addWords(StatementReader.Typed typed, List<Candidate> candidates) {
    String word = typed.word();
    String qualifier = word.substring(0, word.lastIndexOf('.') + 1);
    for (String table : MentionedTables.of(typed.line(), tables()))
      for (String column : columns(table)) add(candidates, qualifier + column, "columns");
    if (!qualifier.isEmpty()) return;
    boolean isUpper = !word.isEmpty() && word.equals(word.toUpperCase(Locale.ROOT));
    for (String keyword : Vocabulary.KEYWORDS)
      add(candidates, isUpper ? keyword : keyword.toLowerCase(Locale.ROOT), "keywords");
    for (String name : BuiltInFunctions.registry().names()) {
      if (!Character.isLetter(name.charAt(0))) continue;
      String function = (isUpper ? name.toUpperCase(Locale.ROOT) : name) + "(";
      candidates.add(new Candidate(function, function, "functions", null, null, null, false));
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

  private static void addPaths(String typed, List<Candidate> candidates) {
    int slash = typed.lastIndexOf('/');
    String folder = typed.substring(0, slash + 1);
    Path at = Path.of(folder.isEmpty() ? "." : folder);
    try (Stream<Path> files = Files.list(at)) {
      for (Path file : files.limit(MAX_PATHS).sorted().toList()) {
        boolean isFolder = Files.isDirectory(file);
        String name = folder + file.getFileName() + (isFolder ? "/" : "");
        candidates.add(new Candidate(name, name, "files", null, null, null, false));
      }
    } catch (IOException e) {
      // No folder of this name: nothing to offer.
    }
  }
}
