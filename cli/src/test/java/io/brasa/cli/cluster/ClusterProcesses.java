package io.brasa.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** Commands as processes of their own, which end with the test. */
final class ClusterProcesses implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 90_000;

  private final List<Process> all = new ArrayList<>();
  final Path folder;

  ClusterProcesses(Path folder) {
    this.folder = folder;
  }

  /**
   * @param first its first line on standard output
   */
  record Started(Process process, String first, Path log) {
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    void signal(String name) throws Exception {
      assertEquals(0, new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor());
    }

    String lines() throws IOException {
      return Files.readString(log);
    }
  }

  Path secret() throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("secret"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, "a secret of processes that are killed\n");
  }

  Started brasa(String... words) throws Exception {
    return java("io.brasa.cli.Main", words);
  }

  /** Starts a main class and waits for its first line. */
  Started java(String main, String... words) throws Exception {
    Started started = javaUnheard(main, words);
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(started.process().getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) throw new AssertionError(Arrays.toString(words) + "\n" + started.lines());
    return new Started(started.process(), line, started.log());
  }

  Started javaUnheard(String main, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dzookeeper.admin.enableServer=false",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(words));
    Path log = folder.resolve("log-" + all.size());
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    all.add(process);
    return new Started(process, "", log);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    for (long left = PATIENCE_MILLIS; !condition.call(); left -= 20) {
      assertTrue(left > 0, () -> "in vain: " + what);
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : all) process.destroyForcibly();
    for (Process process : all) process.waitFor();
  }
}
