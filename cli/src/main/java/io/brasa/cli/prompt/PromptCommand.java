package io.brasa.cli.prompt;

import io.brasa.cli.error.Suggestion;
import io.brasa.cli.terminal.ResultFormat;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The commands of the prompt, which begin with a point or a backslash and end with their line.
 * Their names are those that people know from other prompts.
 */
final class PromptCommand {
  /** The names of a command, the first of which is shown. */
  private record Name(List<String> names, String argument, String meaning) {}

  private static final List<Name> COMMANDS =
      List.of(
          new Name(List.of("help", "h", "?"), "", "this text"),
          new Name(List.of("format", "mode"), "NAME", "how rows are printed: "),
          new Name(List.of("timing", "timer"), "on|off", "whether times are told"),
          new Name(List.of("maxrows"), "COUNT", "how many rows a table shows; 0 for all"),
          new Name(List.of("tables", "dt"), "", "the views there are"),
          new Name(List.of("schema", "d"), "NAME", "the columns of a view or a file in quotes"),
          new Name(List.of("functions", "df"), "PATTERN", "functions by name: *time*"),
          new Name(List.of("read", "i"), "FILE", "runs the statements of a file"),
          new Name(List.of("quit", "exit", "q"), "", "ends; so does Ctrl-D"));

  private final SqlConsole console;

  PromptCommand(SqlConsole console) {
    this.console = console;
  }

  static boolean isCommand(String line) {
    String text = line.strip();
    if (isWord(text, "quit") || isWord(text, "exit") || isWord(text, "help")) return true;
    if (text.length() < 2 || text.charAt(0) != '.' && text.charAt(0) != '\\') return false;
    return text.charAt(1) == '?' || Character.isLetter(text.charAt(1));
  }

  private static boolean isWord(String text, String word) {
    return text.equalsIgnoreCase(word) || text.equalsIgnoreCase(word + ";");
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Name command : COMMANDS) names.add("." + command.names.getFirst());
    return names;
  }

  /** Does what a line says; returns whether the prompt goes on. */
  boolean run(String line) {
    String text = line.strip();
    if (text.endsWith(";")) text = text.substring(0, text.length() - 1).strip();
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    String argument = blank < 0 ? "" : text.substring(blank + 1).strip();
    if (word.charAt(0) == '.' || word.charAt(0) == '\\') word = word.substring(1);
    String name = name(word);
    switch (name) {
      case "quit" -> {
        return false;
      }
      case "help" -> help();
      case "format" -> format(argument);
      case "timing" -> timing(argument);
      case "maxrows" -> maxRows(argument);
      case "tables" -> console.run("SHOW TABLES");
      case "schema" -> schema(argument);
      case "functions" ->
          console.run(
              "SHOW FUNCTIONS"
                  + (argument.isEmpty() ? "" : " LIKE '" + argument.replace("'", "") + "'"));
      case "read" -> read(argument);
      default -> unknown(word);
    }
    return true;
  }

  private static String name(String word) {
    for (Name command : COMMANDS)
      if (command.names.contains(word.toLowerCase(Locale.ROOT))) return command.names.getFirst();
    return "";
  }

  private void say(String text) {
    console.errors().println(text);
  }

  private void unknown(String word) {
    String meant = Suggestion.of("." + word, names());
    say("There is no command ." + word + ". " + (meant.isEmpty() ? "Try .help" : meant));
  }

  private void help() {
    PrintStream out = console.errors();
    out.println("Statements end with a semicolon. Ctrl-C ends the one that runs. Commands:");
    for (Name command : COMMANDS) {
      String first = "." + command.names.getFirst() + " " + command.argument;
      String formats = command.names.contains("format") ? ResultFormat.names() : "";
      String also = String.join(" .", command.names.subList(1, command.names.size()));
      out.println(
          "  "
              + first
              + " ".repeat(Math.max(1, 20 - first.length()))
              + command.meaning
              + formats
              + (also.isEmpty() ? "" : "  (also ." + also + ")"));
    }
  }

  private void format(String argument) {
    try {
      if (!argument.isEmpty()) console.setFormat(ResultFormat.of(argument));
      say("format " + console.format().name().toLowerCase(Locale.ROOT));
    } catch (EngineException e) {
      say(e.what() + ". " + e.remedy() + ".");
    }
  }

  private void timing(String argument) {
    switch (argument.toLowerCase(Locale.ROOT)) {
      case "on" -> console.setTimed(true);
      case "off" -> console.setTimed(false);
      default -> console.setTimed(!console.isTimed());
    }
    say("timing " + (console.isTimed() ? "on" : "off"));
  }

  private void maxRows(String argument) {
    try {
      int count = argument.isEmpty() ? console.maxRows() : Integer.parseInt(argument);
      console.setMaxRows(count <= 0 ? Integer.MAX_VALUE : count);
      boolean isAll = console.maxRows() == Integer.MAX_VALUE;
      say("maxrows " + (isAll ? "0 (all)" : String.valueOf(console.maxRows())));
    } catch (NumberFormatException e) {
      say(argument + " is no count of rows. Give a whole number, or 0 for all rows.");
    }
  }

  private void schema(String argument) {
    if (argument.isEmpty()) console.run("SHOW TABLES");
    else if (argument.startsWith("'") || argument.startsWith("\""))
      console.run("DESCRIBE QUERY SELECT * FROM " + argument);
    else console.run("DESCRIBE " + argument);
  }

  private void read(String argument) {
    String file = argument.replace("'", "");
    try {
      console.runAll(Files.readString(Path.of(file)));
    } catch (IOException | UncheckedIOException e) {
      say("The file " + file + " cannot be read: " + e.getMessage());
    }
  }
}
