package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * JVMs with a heap of 256 MB work through 1.4 GB: all end right. The property {@code
 * brasa.smallheap.exponent} asks for more lines than two to the power of 24, or fewer.
 */
@Tag("slow")
final class TestSmallHeap {
  private static final int EXPONENT = Integer.getInteger("brasa.smallheap.exponent", 24);

  @TempDir private static Path folder;

  @BeforeAll
  static void generate() throws Exception {
    run("generate", "256m");
  }

  @AfterAll
  static void deleteTheLargeFile() throws IOException {
    Files.deleteIfExists(folder.resolve("input"));
  }

  /**
   * @param leastSpilledMegabytes what must be seen to have been spilled: more than the heap where
   *     records are shuffled
   */
  @ParameterizedTest
  @CsvSource({
    "words, 300",
    "sort, 300",
    "join, 300",
    "MEMORY_ONLY, 0",
    "MEMORY_AND_DISK, 0",
  })
  void endsRight(String work, long leastSpilledMegabytes) throws Exception {
    String output = run(work, "256m");
    Matcher end = Pattern.compile("right, spilled (\\d+) MB").matcher(output);
    assertTrue(end.find(), output);
    assertTrue(Long.parseLong(end.group(1)) >= leastSpilledMegabytes, output);
    assertTrue(isEmpty(folder.resolve("local")), "leaves no file");
  }

  private static boolean isEmpty(Path local) throws IOException {
    if (!Files.exists(local)) return true;
    try (var files = Files.walk(local)) {
      return files.noneMatch(Files::isRegularFile);
    }
  }

  private static String run(String work, String heap) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SmallHeapProgram.class.getName());
    command.add(work);
    command.add(folder.resolve("input").toString());
    command.add(Integer.toString(EXPONENT));
    command.add(folder.resolve("local").toString());
    Path log = folder.resolve(work + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int code = process.waitFor();
      String output = Files.readString(log);
      assertEquals(0, code, output);
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
