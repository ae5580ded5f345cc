package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** {@code brasa run} in a process of its own, with what it writes; on a terminal if wanted. */
final class RunningProgram implements AutoCloseable {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("brasa.checkout", "..")).toAbsolutePath().normalize();
  private static final int POLLS = 200;
  private static final int POLL_MILLIS = 100;
  private static final long PATIENCE_SECONDS = Long.getLong("patience", 100);

  private final Process process;
  private final Reader reader;
  private final StringBuilder output = new StringBuilder();

  /** Behind what was awaited last. */
  private int seen;

  private RunningProgram(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    // A read that waits for what never comes ends with the program, and tells what came instead.
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
  }

  static RunningProgram inPipe(String... words) throws IOException {
    return new RunningProgram(java(false, words));
  }

  /** Another command than {@code run}, whose first word comes first. */
  static RunningProgram command(String... words) throws IOException {
    List<String> command = java(false, words);
    command.remove("run");
    return new RunningProgram(command);
  }

  /** The command {@code script} of util-linux gives the program a terminal. */
  static RunningProgram onTerminal(String... words) throws IOException {
    return script(java(true, words));
  }

  /** {@code brasa sql} with its prompt; history goes where it is told. */
  static RunningProgram prompt(Path history, String... words) throws IOException {
    return prompt("BRASA_HISTORY", history, "sql", words);
  }

  /** {@code brasa shell} with its prompt; history goes where it is told. */
  static RunningProgram shell(Path history, String... words) throws IOException {
    return prompt("BRASA_SHELL_HISTORY", history, "shell", words);
  }

  private static RunningProgram prompt(String variable, Path history, String name, String... words)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("env", "TERM=xterm", "NO_COLOR=1", variable + "=" + history));
    command.addAll(java(true));
    command.removeLast();
    command.addAll(command.size() - 1, List.of("-Dbrasa.summary=false"));
    command.add(name);
    command.addAll(List.of(words));
    return script(command);
  }

  private static RunningProgram script(List<String> command) throws IOException {
    assumeTrue(hasScript(), "needs the command script of util-linux, which gives a terminal");
    List<String> quoted = new ArrayList<>();
    for (String word : command) quoted.add("'" + word + "'");
    return new RunningProgram(
        List.of("script", "-qec", "exec " + String.join(" ", quoted), "/dev/null"));
  }

  private static boolean hasScript() {
    boolean isLinux = System.getProperty("os.name").equals("Linux");
    return isLinux
        && Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "script")));
  }

  /**
   * As the launcher starts it; that standard error is a terminal is what the launcher finds out.
   */
  private static List<String> java(boolean isTerminal, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dbrasa.terminal=" + isTerminal,
                "-Dbrasa.prompt=" + isTerminal,
                "-Dbrasa.launcher=" + CHECKOUT.resolve("brasa"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.brasa.cli.Main",
                "run"));
    command.addAll(List.of(words));
    return command;
  }

  /** Reads on until a text comes, behind what was awaited before. */
  void awaitOutput(String text) throws IOException {
    while (output.indexOf(text, seen) < 0) {
      int next = reader.read();
      if (next < 0) fail("'" + text + "' was not written but:\n" + output);
      output.append((char) next);
    }
    seen = output.indexOf(text, seen) + text.length();
  }

  void press(char key) throws IOException {
    process.getOutputStream().write(key);
    process.getOutputStream().flush();
  }

  /** Writes a text to standard input and closes it. */
  void write(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
  }

  /** Types a line. */
  void type(String line) throws IOException {
    process.getOutputStream().write((line + "\r").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** As kill -9 does; what it has written can be read still. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Reads the rest; returns the exit code. */
  int awaitEnd() throws IOException, InterruptedException {
    for (int next = reader.read(); next >= 0; next = reader.read()) output.append((char) next);
    return process.waitFor();
  }

  String output() {
    return output.toString();
  }

  /** The processes that this one has started, and they. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  static void assertEnds(ProcessHandle process)
      throws IOException, ExecutionException, InterruptedException {
    for (int i = 0; i < POLLS && !isGone(process); i++) {
      try {
        process.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        // looked at again: one that has ended may wait for its new parent
      }
    }
    assertTrue(isGone(process), "still runs: " + process.info());
  }

  private static boolean isGone(ProcessHandle process) throws IOException {
    if (!process.isAlive()) return true;
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines.anyMatch(line -> line.startsWith("State:") && line.contains("Z"));
    } catch (NoSuchFileException noSuchProcess) {
      return !process.isAlive();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
