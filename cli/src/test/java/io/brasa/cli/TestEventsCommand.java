package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestEventsCommand {
  @TempDir private Path folder;

  @Test
  void printsTheLogOfAProgram() throws IOException {
    try (BrasaContext brasa =
        BrasaContext.builder().master("local[1]").set("event.log", folder.toString()).build()) {
      assertEquals(3, brasa.parallelize(List.of(1, 2, 3)).count());
    }
    Path log;
    try (Stream<Path> files = Files.list(folder)) {
      log = files.findFirst().orElseThrow();
    }
    List<String> lines = outputOf(0, log.toString()).lines().toList();
    assertTrue(lines.getFirst().startsWith("{\"event\":\"ApplicationStarted\","), lines.getFirst());
    assertTrue(lines.getLast().startsWith("{\"event\":\"ApplicationEnded\","), lines.getLast());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"event\":\"TaskEnded\",")));
  }

  @Test
  void failsByNameOnWhatIsNoLog() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "no log at all");
    assertEquals("", outputOf(1, file.toString()));
    assertEquals("", outputOf(1, folder + "/none"));
    assertEquals("", outputOf(2));
  }

  private static String outputOf(int exitCode, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      List<String> words = Stream.concat(Stream.of("events"), Stream.of(arguments)).toList();
      assertEquals(exitCode, Main.run(words));
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
