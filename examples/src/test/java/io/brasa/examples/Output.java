package io.brasa.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private static void restore(String name, String value) {
    if (value == null) System.clearProperty(PREFIX + name);
    else System.setProperty(PREFIX + name, value);
  }
}
