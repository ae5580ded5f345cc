package io.brasa.shell;

import io.brasa.runtime.error.EngineException;
import io.brasa.shell.line.LineEditor;
import io.brasa.shell.line.LineEditor.Input;
import io.brasa.shell.snippet.Origin;
import io.brasa.shell.snippet.Snippets;
import io.brasa.sql.BrasaSession;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs Java that is typed, or that stands in a file. The session is opened, and the compiler made
 * ready, while the prompt is there already: the first input waits for them. For one thread, one
 * use.
 */
public final class Shell {
  private static final String PROMPT = "brasa> ";
  private static final String CONTINUED = "   ... ";
  private static final String WELCOME =
      "brasa shell: Java with brasa, session and sql(\"SELECT ...\") at hand; /help tells more";

  private final Supplier<BrasaSession> sessions;
  private final List<String> classPath;
  private final Colours colours;
  private final PrintStream out;
  private final PrintStream errors;

  /**
   * @param sessions opens the session; called once, by another thread
   * @param classPath what snippets may use: files and folders
   */
  public Shell(
      Supplier<BrasaSession> sessions,
      List<String> classPath,
      Colours colours,
      PrintStream out,
      PrintStream errors) {
    this.sessions = sessions;
    this.classPath = List.copyOf(classPath);
    this.colours = colours;
    this.out = out;
    this.errors = errors;
  }

  /**
   * Runs a text up to its first error.
   *
   * @param name for errors, which say {@code name:line}
   * @param isEchoing whether values of expressions are printed
   * @return the exit code
   */
  public int script(String name, String text, List<String> arguments, boolean isEchoing) {
    try (Workspace workspace = Workspace.open(sessions, classPath, arguments, false)) {
      Inputs inputs = new Inputs(workspace, colours, out, errors);
      Inputs.Echo echo = isEchoing ? Inputs.Echo.VALUES : Inputs.Echo.NOTHING;
      return inputs.run(withoutLauncherLine(text), new Origin(name, 1), echo) ? 0 : 1;
    }
  }

  /** A first line {@code #!...} becomes blank, so that lines keep their numbers. */
  static String withoutLauncherLine(String text) {
    return text.startsWith("#!") ? text.substring(Math.max(text.indexOf('\n'), 2)) : text;
  }

  /**
   * Asks for inputs on the terminal of the process until Ctrl-D or {@code /exit}.
   *
   * @param history where what was typed is kept; empty for nowhere
   * @return the exit code
   */
  public int prompt(Optional<Path> history) throws IOException {
    AtomicReference<Inputs> running = new AtomicReference<>();
    FutureTask<Workspace> opening =
        new FutureTask<>(() -> Workspace.open(sessions, classPath, List.of(), true));
    Supplier<Snippets> snippets = () -> Workspace.result(opening).snippets();
    Runnable interrupted =
        () -> {
          Inputs inputs = running.get();
          if (inputs != null) inputs.cancel();
        };
    try (LineEditor editor =
        new LineEditor(new JavaLanguage(snippets), CONTINUED, history, interrupted)) {
      out.println(colours.aside(WELCOME));
      out.flush();
      // Not before: it would take the processors from what the prompt needs.
      Workspace.start("shell-start", Shell.class.getClassLoader(), opening);
      return converse(editor, opening, running);
    } catch (EngineException e) {
      out.flush();
      errors.println("brasa: " + e.getMessage());
      return 1;
    }
  }

  private int converse(
      LineEditor editor, FutureTask<Workspace> opening, AtomicReference<Inputs> running) {
    List<String> typed = new ArrayList<>();
    Workspace workspace = null;
    try {
      while (true) {
        Input input = editor.read(colours.prompt(PROMPT));
        if (input instanceof Input.Ended) return 0;
        if (!(input instanceof Input.Typed(String text)) || text.isBlank()) continue;
        if (workspace == null) {
          workspace = Workspace.result(opening);
          Thread.currentThread().setContextClassLoader(workspace.loader());
          running.set(new Inputs(workspace, colours, out, errors));
        }
        if (!step(text, running.get(), typed)) return 0;
      }
    } finally {
      // Who leaves before the session is there does not wait for it.
      if (workspace == null && opening.isDone()) workspace = Workspace.result(opening);
      if (workspace != null) workspace.close();
    }
  }

  private static boolean step(String text, Inputs inputs, List<String> typed) {
    if (ShellCommands.isCommand(text)) return new ShellCommands(inputs, typed).run(text);
    typed.add(text);
    boolean _ = inputs.run(text, new Origin("#" + typed.size(), 1), Inputs.Echo.ALL);
    return true;
  }
}
