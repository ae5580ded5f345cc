package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hash codes that no identity decides. */
final class TestStableHash {
  enum Color {
    RED,
    GREEN
  }

  record Pixel(Color color, int x, double weight) {}

  record Own(Color color) {
    @Override
    public int hashCode() {
      return 99;
    }
  }

  @Test
  void isTheHashOfTheJdkWhereThatIsStable() {
    for (Object value :
        new Object[] {
          1,
          2L,
          3.0,
          'c',
          true,
          "text",
          List.of(1, "a"),
          Set.of(1, 2),
          Map.of("a", 1),
          Optional.of("x"),
          Map.entry("k", 2),
          new Pair<>("a", 1L),
          Arrays.asList(null, 1),
          new HashSet<>(List.of("q"))
        }) {
      assertEquals(value.hashCode(), StableHash.hash(value), value.toString());
    }
    assertEquals(0, StableHash.hash(null));
    assertEquals(Objects.hash(1, "a", null), StableHash.hashAll(new Object[] {1, "a", null}));
    assertEquals(Arrays.hashCode(new int[] {1, 2}), StableHash.hash(new int[] {1, 2}));
  }

  @Test
  void enumsCountByName() {
    assertEquals("RED".hashCode(), StableHash.hash(Color.RED));
    assertEquals(31 + "RED".hashCode(), StableHash.hash(List.of(Color.RED)));
    assertEquals(
        "RED".hashCode() ^ "GREEN".hashCode(), StableHash.hash(Map.of(Color.RED, Color.GREEN)));
  }

  @Test
  void recordsCountByComponentsUnlessTheySayOtherwise() {
    int expected = 31 * (31 * "RED".hashCode() + 2) + Double.hashCode(0.5);
    assertEquals(expected, StableHash.hash(new Pixel(Color.RED, 2, 0.5)));
    assertEquals(99, StableHash.hash(new Own(Color.RED)));
    assertEquals(31 * "RED".hashCode() + 1, StableHash.hash(new Pair<>(Color.RED, 1)));
  }

  @Tag("slow")
  @Test
  void twoProcessesAgreeWhateverIdentitiesTheyHaveUsed(@TempDir Path folder) throws Exception {
    String first = hashesInAnotherProcess(folder.resolve("first"), 1);
    String second = hashesInAnotherProcess(folder.resolve("second"), 1000);
    assertEquals(first, second);
    assertTrue(first.length() > 4, first);
  }

  private static String hashesInAnotherProcess(Path output, int burned)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TestStableHashProgram.class.getName(), String.valueOf(burned)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(output));
    return read(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
