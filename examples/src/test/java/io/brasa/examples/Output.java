package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the main method of an example and takes what it prints. Standard output and the settings
 * belong to the process: tests that use this run one after the other.
 */
final class Output {
  private static final String PREFIX = "brasa.conf.";

  /** A main method. */
  @FunctionalInterface
  interface Main {
    void run(String... arguments);
  }

  private Output() {}

  static List<String> linesOf(String master, String localFolder, Main main, String... arguments) {
    Map<String, String> settings =
        Map.of("master", master, "local.folder", localFolder, "strict", "true");
    Map<String, String> before = new HashMap<>();
    settings.forEach((name, value) -> before.put(name, System.setProperty(PREFIX + name, value)));
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      main.run(arguments);
    } finally {
      System.setOut(console);
      before.forEach(Output::restore);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** As {@link #linesOf}, and sees to it that no file is left in the given folder. */
  static List<String> ofCleanRun(Path folder, String master, Main main, String... arguments)
      throws IOException {
    Path local = folder.resolve("local");
    List<String> lines = linesOf(master, local.toString(), main, arguments);
    if (!Files.exists(local)) return lines;
    try (Stream<Path> left = Files.list(local)) {
      assertEquals(List.of(), left.toList(), "files are left");
    }
    return lines;
  }

  private static void restore(String name, String value) {
    if (value == null) System.clearProperty(PREFIX + name);
    else System.setProperty(PREFIX + name, value);
  }
}
