package io.brasa.shell;

import io.brasa.shell.line.Language.Completions;
import io.brasa.shell.line.Language.Proposal;
import io.brasa.sql.error.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * The commands of the shell, which begin with a slash, as JShell's do, or a colon, and end with
 * their line.
 */
final class ShellCommands {
  /** What comes behind a command. */
  enum Next {
    GOES_ON,
    /** The shell is left. */
    ENDS,
    /** It could not be done, and why has been said. */
    FAILED
  }

  private record Command(String name, String argument, String meaning) {}

  private static final List<Command> COMMANDS =
      List.of(
          new Command(
              "help", "[NAME]", "this text, or what is known of a method, class or variable"),
          new Command("sql", "STATEMENTS", "runs statements of SQL and shows their rows"),
          new Command("vars", "", "the variables with their values"),
          new Command("methods", "", "the methods that were declared"),
          new Command("types", "", "the classes, records, interfaces and enums that were declared"),
          new Command("imports", "", "what is imported"),
          new Command("history", "", "what was typed since the start, with its numbers"),
          new Command("open", "FILE", "runs the Java of a file"),
          new Command("save", "FILE", "writes what was typed and counts still into a file"),
          new Command("ui", "", "where web pages show what runs"),
          new Command("reset", "", "forgets what was declared"),
          new Command("exit", "", "ends; so does Ctrl-D"));

  /** What statements of SQL begin with. */
  private static final Set<String> STATEMENTS =
      Set.of(
          "alter",
          "analyze",
          "create",
          "delete",
          "desc",
          "describe",
          "drop",
          "explain",
          "insert",
          "merge",
          "select",
          "set",
          "show",
          "update",
          "use",
          "values",
          "with");

  private static final int PATHS_MAX = 500;

  private final Inputs inputs;
  private final List<String> typed;
  private final int depth;
  private boolean isGood = true;

  /**
   * @param typed the inputs since the start, which grows
   * @param depth how many files that open others are around it
   */
  ShellCommands(Inputs inputs, List<String> typed, int depth) {
    this.inputs = inputs;
    this.typed = typed;
    this.depth = depth;
  }

  static boolean isCommand(String text) {
    String line = text.strip();
    if (line.length() < 2 || line.charAt(0) != '/' && line.charAt(0) != ':') return false;
    return Character.isLetter(line.charAt(1)) || line.charAt(1) == '?';
  }

  /** What may have been meant by an input that is no Java; empty if there is no telling. */
  static String meant(String input) {
    String[] words = input.strip().split("\\s+", 2);
    String word = words[0].toLowerCase(Locale.ROOT).replaceAll(";$", "");
    if (words.length == 2 && STATEMENTS.contains(word))
      return "Statements of SQL stand behind /sql: /sql "
          + input.strip().lines().toList().getFirst();
    boolean isCommand = COMMANDS.stream().anyMatch(each -> each.name.equals(word));
    boolean isEnd = word.equals("quit") || word.equals("bye");
    if (words.length == 2 || !isCommand && !isEnd && !word.equals("?")) return "";
    return "Perhaps /" + (isEnd ? "exit" : isCommand ? word : "help") + " is meant.";
  }

  /** Does what a line says. */
  Next run(String line) {
    isGood = true;
    String text = line.strip().substring(1);
    String word = text.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    String argument = text.substring(word.length()).strip();
    switch (word) {
      case "exit", "quit", "q" -> {
        return Next.ENDS;
      }
      case "help", "?" -> help(argument);
      case "sql" -> sql(argument);
      case "vars" -> variables();
      case "methods" -> methods();
      case "types" -> types();
      case "imports" -> imports();
      case "history" -> history();
      case "open" -> open(argument);
      case "save" -> save(argument);
      case "ui" -> pages();
      case "reset" -> {
        inputs.workspace().snippets().reset();
        say("forgotten; brasa, session and sql are as they were");
      }
      default -> unknown(word);
    }
    return isGood ? Next.GOES_ON : Next.FAILED;
  }

  private void complain(String text) {
    isGood = false;
    inputs.complain(text);
  }

  private void say(String text) {
    inputs.out().println(text);
    inputs.out().flush();
  }

  private void unknown(String word) {
    List<String> names = COMMANDS.stream().map(Command::name).toList();
    List<String> near = Nearest.of(word, names, 1);
    String remedy = near.isEmpty() ? "Try /help" : "Perhaps /" + near.getFirst() + " is meant";
    complain("brasa: There is no command /" + word + ". " + remedy + ".");
  }

  private void pages() {
    Optional<String> url = inputs.workspace().session().context().uiWebUrl();
    if (url.isPresent()) say(url.get());
    else complain("brasa: There are no pages. They come with --conf ui.enabled=true.");
  }

  private void help(String name) {
    if (!name.isEmpty()) {
      explain(name);
      return;
    }
    say("Java, with brasa (datasets), session (tables), sql(\"SELECT ...\") and args at hand.");
    say("Enter runs what is whole, Tab completes and tells signatures, Ctrl-C ends what runs.");
    for (Command command : COMMANDS) {
      String first = "/" + command.name + " " + command.argument;
      say("  " + first + " ".repeat(Math.max(1, 20 - first.length())) + command.meaning);
    }
  }

  private void explain(String name) {
    String word = name.startsWith("/") || name.startsWith(":") ? name.substring(1) : name;
    for (Command each : COMMANDS) {
      if (!each.name.equals(word)) continue;
      say(
          "/"
              + each.name
              + " "
              + each.argument
              + (each.argument.isEmpty() ? "" : " ")
              + each.meaning);
      return;
    }
    String told = inputs.workspace().explanations().of(name);
    if (told.isEmpty())
      complain(
          "brasa: Nothing is known of "
              + name
              + ". Try /help brasa.parallelize, /help RDD or /help Math.max.");
    else say(told.stripTrailing());
  }

  private void sql(String statements) {
    if (statements.isEmpty()) complain("brasa: /sql needs a statement: /sql SHOW TABLES");
    else isGood = inputs.runSql(statements);
  }

  private void variables() {
    for (VarSnippet each : inputs.workspace().snippets().variables()) {
      Object value = inputs.workspace().snippets().value(each);
      String type = SnippetNames.in(each.typeName());
      say(each.name() + " : " + type + " = " + inputs.values().inLine(value));
    }
  }

  private void methods() {
    for (MethodSnippet each : inputs.workspace().snippets().methods()) {
      String signature = each.signature();
      int close = signature.lastIndexOf(')') + 1;
      say(signature.substring(close) + " " + each.name() + signature.substring(0, close));
    }
  }

  private void types() {
    for (TypeDeclSnippet each : inputs.workspace().snippets().types())
      say(
          each.subKind().name().replace("_SUBKIND", "").toLowerCase(Locale.ROOT)
              + " "
              + each.name());
  }

  private void imports() {
    for (ImportSnippet each : inputs.workspace().snippets().imports())
      say("import " + (each.isStatic() ? "static " : "") + each.fullname());
  }

  private void history() {
    for (int i = 0; i < typed.size(); i++)
      say("#" + (i + 1) + "  " + typed.get(i).strip().replace("\n", "\n    "));
  }

  private void open(String file) {
    try {
      if (depth >= Script.DEPTH_MAX)
        complain(
            "brasa: The file '" + file + "' is not opened: files open each other in a circle.");
      else {
        String text = Files.readString(Path.of(file));
        Script script = new Script(file, text, Inputs.Echo.NOTHING, depth + 1);
        isGood = script.run(inputs, typed) != Next.FAILED;
      }
    } catch (NoSuchFileException e) {
      complain("brasa: There is no file '" + file + "'.");
    } catch (IOException | RuntimeException e) {
      complain("brasa: The file '" + file + "' cannot be read: " + e);
    }
  }

  private void save(String file) {
    StringBuilder text = new StringBuilder();
    for (Snippet each : inputs.workspace().snippets().valid())
      text.append(each.source().strip()).append('\n');
    try {
      Files.writeString(Path.of(file), text);
    } catch (NoSuchFileException e) {
      complain("brasa: There is no folder for the file '" + file + "'.");
    } catch (IOException | RuntimeException e) {
      complain("brasa: The file '" + file + "' cannot be written: " + e);
    }
  }

  static Completions complete(String text, int cursor) {
    String before = text.substring(0, cursor);
    int blank = before.lastIndexOf(' ');
    List<Proposal> proposals = new ArrayList<>();
    if (blank < 0) {
      for (Command each : COMMANDS)
        proposals.add(new Proposal(before.strip().charAt(0) + each.name, "commands", true));
      return new Completions(before.length() - before.stripLeading().length(), proposals);
    }
    if (before.matches("\\s*[/:](open|save) .*")) addPaths(before.substring(blank + 1), proposals);
    return new Completions(blank + 1, proposals);
  }

  private static void addPaths(String typed, List<Proposal> proposals) {
    String folder = typed.substring(0, typed.lastIndexOf('/') + 1);
    try (Stream<Path> files = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
      for (Path file : files.limit(PATHS_MAX).sorted().toList()) {
        String end = Files.isDirectory(file) ? "/" : "";
        proposals.add(new Proposal(folder + file.getFileName() + end, "files", false));
      }
    } catch (IOException e) {
      // No folder of this name: nothing to offer.
    }
  }
}
