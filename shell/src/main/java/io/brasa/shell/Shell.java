package io.brasa.shell;

import io.brasa.runtime.error.EngineException;
import io.brasa.shell.line.LineEditor;
import io.brasa.shell.line.LineEditor.Input;
import io.brasa.shell.snippet.Origin;
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
  private final Libraries libraries;
  private final Colours colours;
  private final PrintStream out;
  private final PrintStream errors;

  /**
   * @param sessions opens the session; called once, by another thread
   * @param libraries what snippets may use
   */
  public Shell(
      Supplier<BrasaSession> sessions,
      Libraries libraries,
      Colours colours,
      PrintStream out,
      PrintStream errors) {
    this.sessions = sessions;
    this.libraries = libraries;
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
    try (Workspace workspace = Workspace.open(sessions, libraries, arguments, false)) {
      Inputs inputs = new Inputs(workspace, colours, out, errors);
      Inputs.Echo echo = isEchoing ? Inputs.Echo.VALUES : Inputs.Echo.NOTHING;
      ShellCommands.Next end = new Script(name, text, echo, 0).run(inputs, new ArrayList<>());
      return end == ShellCommands.Next.FAILED ? 1 : 0;
    }
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
        new FutureTask<>(() -> Workspace.open(sessions, libraries, List.of(), true));
    Supplier<Workspace> workspace = () -> Workspace.result(opening);
    Runnable interrupted =
        () -> {
          Inputs inputs = running.get();
          if (inputs != null) inputs.cancel();
        };
    try (LineEditor editor =
        new LineEditor(new JavaLanguage(workspace), CONTINUED, history, interrupted)) {
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
    if (ShellCommands.isCommand(text))
      return new ShellCommands(inputs, typed, 0).run(text) != ShellCommands.Next.ENDS;
    typed.add(text);
    boolean _ = inputs.run(text, new Origin("#" + typed.size(), 1), Inputs.Echo.ALL);
    return true;
  }
}
