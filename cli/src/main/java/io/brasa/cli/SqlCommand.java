package io.brasa.cli;

import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.cli.prompt.SqlConsole;
import io.brasa.cli.prompt.SqlPrompt;
import io.brasa.cli.terminal.Progress;
import io.brasa.cli.terminal.ResultFormat;
import io.brasa.core.BrasaContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs statements over files in place and prints their rows: those of the command line, of a file,
 * of standard input, or what is typed at a prompt.
 */
final class SqlCommand implements Command {
  private static final List<String> OPTIONS =
      List.of(
          "--execute",
          "--file",
          "--format",
          "--time",
          "--master",
          "--conf",
          "--log-format",
          "--log-level",
          "--help");

  /** Set by the launcher, which can tell: standard input and output are a terminal. */
  private static final String PROMPT = "brasa.prompt";

  private final Map<String, String> settings = new LinkedHashMap<>();
  private ResultFormat format = ResultFormat.TABLE;
  private boolean isTimed;
  private String master = "local[*]";
  private String text;

  @Override
  public int run(List<String> arguments) throws IOException {
    read(arguments);
    if (text == null && Boolean.getBoolean(PROMPT)) RunCommand.showPages();
    try (BrasaSession session = session()) {
      SqlConsole console = new SqlConsole(session, format, System.out, System.err);
      console.setTimed(isTimed);
      if (text != null) return console.runAll(text) ? 0 : 1;
      if (!Boolean.getBoolean(PROMPT)) {
        var lines = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        return console.runAll(new BufferedReader(lines)) ? 0 : 1;
      }
      // Now, and not later into what somebody types.
      session.context().uiWebUrl().ifPresent(url -> System.err.println("Pages at " + url));
      new SqlPrompt(console, history()).run();
      return 0;
    } catch (EngineException e) {
      System.err.println("brasa: " + e.getMessage());
      return 1;
    }
  }

  private BrasaSession session() {
    BrasaContext.Builder context = BrasaContext.builder();
    Progress.onTerminal().ifPresent(context::listener);
    BrasaSession.Builder builder =
        BrasaSession.builder(context).master(master).appName("brasa sql");
    settings.forEach(builder::config);
    return builder.build();
  }

  /** {@code BRASA_HISTORY}, or a file in the user's folder; an empty name for none. */
  private static Optional<Path> history() {
    String given = System.getenv("BRASA_HISTORY");
    if (given != null) return given.isEmpty() ? Optional.empty() : Optional.of(Path.of(given));
    return Optional.of(Path.of(System.getProperty("user.home"), ".brasa_history"));
  }

  private void read(List<String> words) throws IOException {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "--time" -> isTimed = true;
        case "--format" -> format = ResultFormat.of(value(words, ++i, word));
        case "--master" -> master = value(words, ++i, word);
        case "-e", "--execute" -> take(value(words, ++i, word));
        case "-f", "--file" -> take(content(value(words, ++i, word)));
        case "--conf" -> set(value(words, ++i, word));
        case "--log-format" -> settings.put("log.format", value(words, ++i, word));
        case "--log-level" -> settings.put("log.level", value(words, ++i, word));
        default -> {
          if (isOption(word)) throw invalid("There is no option " + word + " of sql", word);
          take(word);
        }
      }
    }
  }

  /** A statement may begin with a comment, {@code -- why}, but with no dash and a letter. */
  private static boolean isOption(String word) {
    return word.startsWith("--") && word.indexOf(' ') < 0 && word.indexOf('\n') < 0
        || word.length() == 2 && word.charAt(0) == '-' && Character.isLetter(word.charAt(1));
  }

  private void set(String setting) {
    int equals = setting.indexOf('=');
    if (equals <= 0)
      throw new EngineException(
          CliError.OPTION_INVALID,
          "The setting " + setting + " is not of the form KEY=VALUE",
          "Write --conf KEY=VALUE");
    settings.put(setting.substring(0, equals), setting.substring(equals + 1));
  }

  private void take(String query) {
    if (text != null)
      throw new EngineException(
          CliError.OPTION_INVALID,
          "There are several texts of statements",
          "Put all in one pair of quotes, with semicolons between");
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

  private static EngineException invalid(String what, String word) {
    String meant = Suggestion.of(word, OPTIONS);
    return new EngineException(
        CliError.OPTION_INVALID, what, meant.isEmpty() ? "Try: brasa help sql" : meant);
  }
}
