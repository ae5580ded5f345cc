package io.brasa.shell;

import io.brasa.shell.snippet.Origin;
import io.brasa.sql.BrasaSession;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A workspace without a terminal, with what it has printed. */
final class ShellSession implements AutoCloseable {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private final Workspace workspace;
  private final Inputs inputs;

  ShellSession(String master) {
    workspace = Workspace.open(() -> session(master), classPath(), List.of("a", "b"), false);
    inputs = new Inputs(workspace, new Colours(false), out, out);
  }

  static BrasaSession session(String master) {
    return BrasaSession.builder().master(master).appName("shell").build();
  }

  static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  Inputs inputs() {
    return inputs;
  }

  /** What an input prints. */
  String run(String text) {
    return run(text, Inputs.Echo.ALL);
  }

  String run(String text, Inputs.Echo echo) {
    printed.reset();
    boolean _ = inputs.run(text, new Origin("file.java", 1), echo);
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** What a command prints. */
  String command(String line) {
    printed.reset();
    boolean _ = new ShellCommands(inputs, List.of("int k = 1")).run(line);
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    workspace.close();
    Thread.currentThread().setContextClassLoader(before);
  }
}
