package io.brasa.shell;

import io.brasa.shell.snippet.Origin;
import io.brasa.sql.BrasaSession;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A workspace without a terminal, with what it has printed. */
final class ShellSession implements AutoCloseable {
  private static final Path CHECKOUT = Path.of(System.getProperty("brasa.checkout", ".."));

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private final Workspace workspace;
  private final Inputs inputs;

  ShellSession(String master) {
    workspace = Workspace.open(() -> session(master), libraries(), List.of("a", "b"), false);
    inputs = new Inputs(workspace, new Colours(false), out, out);
  }

  static BrasaSession session(String master) {
    return BrasaSession.builder().master(master).appName("shell").build();
  }

  private static Libraries libraries() {
    return new Libraries(
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
        ShellSession.class.getClassLoader(),
        List.of(CHECKOUT.resolve("core/src/main/java"), CHECKOUT.resolve("sql/src/main/java")));
  }

  Inputs inputs() {
    return inputs;
  }

  /** What an input prints. */
  String run(String text) {
    return run(text, Inputs.Echo.ALL);
  }

  String run(String text, Inputs.Echo echo) {
    return run(text, new Origin("file.java", 1), echo);
  }

  /** As an input with a number at a prompt. */
  String run(String text, String name) {
    return run(text, new Origin(name, 1), Inputs.Echo.ALL);
  }

  private String run(String text, Origin origin, Inputs.Echo echo) {
    printed.reset();
    boolean _ = inputs.run(text, origin, echo);
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** What a text of inputs and commands prints. */
  String script(String name, String text) {
    printed.reset();
    ShellCommands.Next _ =
        new Script(name, text, Inputs.Echo.VALUES, 0).run(inputs, new ArrayList<>());
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** What a command prints. */
  String command(String line) {
    printed.reset();
    ShellCommands.Next _ =
        new ShellCommands(inputs, new ArrayList<>(List.of("int k = 1")), 0).run(line);
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    workspace.close();
    Thread.currentThread().setContextClassLoader(before);
  }
}
