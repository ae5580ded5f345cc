package io.brasa.cli;

import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.cli.terminal.ResultFormat;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs one query over files in place and prints its rows. */
final class SqlCommand implements Command {
  private static final List<String> OPTIONS = List.of("--format", "--time", "--master", "--file");

  private ResultFormat format = ResultFormat.TABLE;
  private boolean isTimed;
  private String master = "local[*]";
  private String text;

  @Override
  public int run(List<String> arguments) throws IOException {
    read(arguments);
    if (text == null) return new HelpCommand().run(List.of("sql"));
    SystemEnvironment clock = new SystemEnvironment();
    long start = clock.nanoTime();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (BrasaSession session =
        BrasaSession.builder().master(master).appName("brasa sql").build()) {
      DataFrame result = session.sql(text);
      format.print(result, out);
      out.flush();
      if (isTimed) System.err.println("brasa: " + (clock.nanoTime() - start) / 1_000_000 + " ms");
      return 0;
    } catch (EngineException e) {
      out.flush();
      System.err.println("brasa: " + e.getMessage());
      return 1;
    }
  }

  private void read(List<String> words) throws IOException {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "--time" -> isTimed = true;
        case "--format" -> format = format(value(words, ++i, word));
        case "--master" -> master = value(words, ++i, word);
        case "--file" -> take(content(value(words, ++i, word)));
        default -> {
          if (word.startsWith("--")) throw invalid("There is no option " + word + " of sql", word);
          take(word);
        }
      }
    }
  }

  private void take(String query) {
    if (text != null)
      throw new EngineException(
          CliError.OPTION_INVALID,
          "There are several queries",
          "Put the query in quotes; give one query a call");
    text = query;
  }

  private static String value(List<String> words, int at, String option) {
    if (at < words.size()) return words.get(at);
    throw new EngineException(
        CliError.OPTION_INVALID, "The option " + option + " has no value", "Try: brasa help sql");
  }

  private static String content(String file) throws IOException {
    Path path = Path.of(file);
    if (!Files.isReadable(path))
      throw new EngineException(
          CliError.PROGRAM_NOT_FOUND, "There is no file " + file + " to read", "Check the path");
    return Files.readString(path);
  }

  private static ResultFormat format(String name) {
    for (ResultFormat format : ResultFormat.values()) {
      if (format.name().equalsIgnoreCase(name)) return format;
    }
    List<String> names =
        Stream.of(ResultFormat.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
    throw new EngineException(
        CliError.OPTION_INVALID,
        "There is no format " + name,
        "The formats are " + String.join(", ", names));
  }

  private static EngineException invalid(String what, String word) {
    String meant = Suggestion.of(word, OPTIONS);
    return new EngineException(
        CliError.OPTION_INVALID, what, meant.isEmpty() ? "Try: brasa help sql" : meant);
  }
}
