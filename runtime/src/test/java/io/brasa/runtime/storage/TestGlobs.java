package io.brasa.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestGlobs {
  @TempDir private Path folder;
  private Storages storages;

  @BeforeEach
  void writeFiles() throws IOException {
    storages = new Storages(new LocalStorage(), folder.toString(), Map.of());
    for (String name :
        List.of(
            "b.txt",
            "a.txt",
            "c.log",
            "_SUCCESS",
            ".crc",
            "days/01/x",
            "days/02/x",
            "days/02/y",
            "days/_tmp/x",
            "odd/a,b",
            "odd/[1]")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    Files.createDirectories(folder.resolve("empty"));
  }

  @Test
  void findsFilesByPlainPath() {
    assertFiles("a.txt", "a.txt");
    assertFiles("a.txt", "file://" + folder + "/a.txt");
    assertFiles("_SUCCESS", "_SUCCESS");
  }

  @Test
  void aFolderStandsForItsVisibleFiles() {
    assertFiles("days/02/x days/02/y", "days/02");
    assertFiles("days/02/x days/02/y", "days/02/");
    assertFiles("", "empty");
  }

  @Test
  void expandsWildcardsInOrderOfPath() {
    assertFiles("a.txt b.txt", "*.txt");
    assertFiles("a.txt b.txt c.log", "?.*");
    assertFiles("b.txt c.log", "[b-z].*");
    assertFiles("a.txt b.txt", "[!c].*");
    assertFiles("days/01/x days/02/x", "days/*/x");
    assertFiles("days/01/x days/02/x days/02/y", "days/*");
    assertFiles("days/_tmp/x", "days/_*");
    assertFiles("", "emp*");
  }

  @Test
  void expandsBraces() {
    assertFiles("a.txt c.log", "{c.log,a.txt}");
    assertFiles("days/01/x days/02/y", "days/{01/x,02/{y,none}}");
    assertFiles("a.txt b.txt", "{a,a,b}.{txt,log}");
  }

  @Test
  void keepsTheOrderOfListsAndTheirRepetitions() {
    assertFiles("c.log a.txt b.txt a.txt", "c.log,*.txt,a.txt");
  }

  @Test
  void takesEscapedCharactersAsThemselves() {
    assertFiles("odd/a,b", "odd/a\\,b");
    assertFiles("odd/[1]", "odd/\\[1]");
    assertFiles("odd/[1]", "o*/\\[1]");
  }

  @Test
  void namesTheNearestParentOfWhatIsMissing() {
    assertMissing(
        "There is nothing at "
            + folder
            + "/days/03/x/y; the nearest that exists is "
            + folder
            + "/days",
        "days/03/x/y");
    assertMissing(
        "Nothing matches the pattern "
            + folder
            + "/days/9*/x; the nearest that exists is "
            + folder
            + "/days",
        "days/9*/x");
    assertMissing(
        "There is nothing at " + folder + "/zzz; the nearest that exists is " + folder,
        "a.txt,zzz");
    assertMissing("The path is empty", "");
  }

  @Test
  void refusesAFolderInAFolder() {
    EngineException failure =
        assertThrows(EngineException.class, () -> Globs.files(storages, "days"));
    assertEquals(RuntimeError.PATH_NOT_ACCESSIBLE, failure.code());
    assertTrue(failure.what().contains(folder + "/days/01"), failure.what());
  }

  @Test
  void matchesNamesAsARegularExpressionWould() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder glob = new StringBuilder();
      StringBuilder regex = new StringBuilder();
      for (int left = random.nextInt(6); left > 0; left--) {
        switch (random.nextInt(5)) {
          case 0 -> append(glob, "*", regex, ".*");
          case 1 -> append(glob, "?", regex, ".");
          case 2 -> append(glob, "[ab]", regex, "[ab]");
          case 3 -> append(glob, "[!a-b]", regex, "[^a-b]");
          default -> append(glob, "a", regex, "a");
        }
      }
      StringBuilder name = new StringBuilder();
      for (int left = random.nextInt(8); left > 0; left--)
        name.append((char) ('a' + random.nextInt(3)));
      boolean expected = Pattern.matches(regex.toString(), name);
      assertEquals(
          expected,
          GlobPattern.matches(glob.toString(), name.toString()),
          () -> glob + " on " + name + ", seed " + seed);
    }
  }

  private static void append(
      StringBuilder glob, String globPart, StringBuilder regex, String regexPart) {
    glob.append(globPart);
    regex.append(regexPart);
  }

  @Test
  void takesUnclosedBracketsAsThemselves() {
    assertTrue(GlobPattern.matches("a[b", "a[b"));
    assertFalse(GlobPattern.hasWildcard("a[b"));
    assertEquals(List.of("a{b"), GlobPattern.alternatives("a{b"));
    assertTrue(GlobPattern.matches("[]]", "]"));
  }

  @Test
  void boundsTheAlternativesOfBraces() {
    assertThrows(
        IllegalArgumentException.class, () -> GlobPattern.alternatives("{a,b}".repeat(30)));
  }

  private void assertFiles(String expected, String list) {
    List<String> names =
        Globs.files(storages, list).stream()
            .map(file -> file.path().substring(folder.toString().length() + 1))
            .toList();
    assertEquals(expected, String.join(" ", names));
  }

  private void assertMissing(String expected, String list) {
    EngineException failure =
        assertThrows(EngineException.class, () -> Globs.files(storages, list));
    assertEquals(RuntimeError.PATH_NOT_FOUND, failure.code());
    assertEquals(expected, failure.what());
  }
}
