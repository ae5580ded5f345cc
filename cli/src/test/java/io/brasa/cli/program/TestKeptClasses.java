package io.brasa.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestKeptClasses {
  private static final String SEEN = "brasa.test.seen";
  private static final String KEY = "0".repeat(64);
  private static final Map<String, byte[]> CLASSES =
      Map.of("A", new byte[] {1, 2, 3}, "a.B", new byte[100]);

  @TempDir Path folder;

  private Path kept;

  @BeforeEach
  void switchOn() {
    kept = folder.resolve("kept");
    System.setProperty(SourceFile.FOLDER, kept.toString());
  }

  @AfterEach
  void switchOff() {
    System.clearProperty(SourceFile.FOLDER);
  }

  @Test
  void runsWhatIsKeptWithoutCompiling() throws Exception {
    Path one = source("one", "One.java", "one");
    assertEquals("one", run(one));
    assertEquals("one", run(one));
    Path entryOfOne = entries().getFirst();
    Path two = source("two", "One.java", "two");
    assertEquals("two", run(two));
    Path entryOfTwo =
        entries().stream().filter(entry -> !entry.equals(entryOfOne)).findFirst().orElseThrow();
    Files.copy(entryOfOne, entryOfTwo, StandardCopyOption.REPLACE_EXISTING);
    assertEquals("one", run(two), "the entry was not read");
  }

  @Test
  void writesNothingBesideTheSource() throws Exception {
    Path file = source("alone", "Alone.java", "x");
    run(file);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void compilesAgainWhenTheTextChanges() throws Exception {
    assertEquals("one", run(source("same", "Same.java", "one")));
    assertEquals("two", run(source("same", "Same.java", "two")));
    assertEquals("one", run(source("same", "Same.java", "one")));
    assertEquals(2, entries().size());
  }

  @Test
  void keepsNothingOfSourceThatIsRefused() throws Exception {
    Path bad = folder.resolve("Bad.java");
    Files.writeString(bad, "class Bad { int x = \"text\"; }");
    for (int i = 0; i < 2; i++) {
      assertThrows(
          EngineException.class, () -> run(bad));
    }
    assertFalse(Files.exists(kept));
  }

  @Test
  void ignoresADamagedEntryAndReplacesIt() throws Exception {
    Path file = source("d", "Damaged.java", "right");
    run(file);
    Path entry = entries().getFirst();
    byte[] good = Files.readAllBytes(entry);
    for (int at : new int[] {0, 7, 8, 39, 40, good.length / 2, good.length - 1}) {
      byte[] flipped = good.clone();
      flipped[at] ^= 1;
      Files.write(entry, flipped);
      assertEquals("right", run(file), "byte " + at);
      assertEquals(good.length, Files.size(entry));
    }
    for (int length : new int[] {0, 3, 8, 40, good.length - 1}) {
      Files.write(entry, Arrays.copyOf(good, length));
      assertEquals("right", run(file), length + " bytes");
    }
    Files.write(entry, Arrays.copyOf(good, good.length + 1));
    assertEquals("right", run(file), "a byte too many");
  }

  @Test
  void runsThoughNothingCanBeKept() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    System.setProperty(SourceFile.FOLDER, file.resolve("below").toString());
    Path source = source("u", "Unkept.java", "unkept");
    assertEquals("unkept", run(source));
    assertEquals("unkept", run(source));
  }

  @Test
  void givesBackWhatWasKeptInItsOrder() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (String name : List.of("Z", "A", "M$1")) classes.put(name, name.getBytes());
    KeptClasses store = new KeptClasses(kept);
    assertEquals(Map.of(), store.find(KEY));
    store.keep(KEY, classes);
    Map<String, byte[]> found = store.find(KEY);
    assertEquals(List.of("Z", "A", "M$1"), List.copyOf(found.keySet()));
    assertEquals("M$1", new String(found.get("M$1")));
  }

  @Test
  void keepsTheEntriesUsedLast() throws Exception {
    KeptClasses store = new KeptClasses(kept);
    store.keep(KEY, CLASSES);
    for (int i = 1; i < KeptClasses.MOST_ENTRIES; i++) store.keep("k" + i, CLASSES);
    List<Path> all = entries();
    assertEquals(KeptClasses.MOST_ENTRIES, all.size());
    for (Path entry : all) Files.setLastModifiedTime(entry, FileTime.fromMillis(0));
    assertFalse(store.find(KEY).isEmpty());
    Set<String> right = new HashSet<>(Set.of(KEY));
    for (int i = 0; i < 5; i++) {
      store.keep("new" + i, CLASSES);
      right.add("new" + i);
    }
    assertEquals(KeptClasses.MOST_ENTRIES, entries().size());
    for (String key : right) assertEquals(CLASSES.keySet(), store.find(key).keySet(), key);
  }

  @Test
  void knowsANameATextAndJarsByTheirKey() throws Exception {
    Path jar = Files.writeString(folder.resolve("a.jar"), "jar");
    String jars = jar + File.pathSeparator + folder.resolve("absent.jar");
    Path file = source("k", "Key.java", "text");
    Set<String> keys = new HashSet<>();
    keys.add(KeptClasses.key(file, jars));
    assertTrue(keys.contains(KeptClasses.key(file, jars)));
    assertTrue(keys.add(KeptClasses.key(source("k", "Other.java", "text"), jars)));
    assertTrue(keys.add(KeptClasses.key(source("k", "Key.java", "texts"), jars)));
    source("k", "Key.java", "text");
    assertTrue(keys.add(KeptClasses.key(file, jar.toString())));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
    assertTrue(keys.add(KeptClasses.key(file, jars)));
    Files.writeString(jar, "longer");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
    assertTrue(keys.add(KeptClasses.key(file, jars)));
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.toList();
    }
  }

  private static String run(Path file) throws Exception {
    System.clearProperty(SEEN);
    ProgramFinder.find(file.toString(), "").run(List.of());
    return System.getProperty(SEEN);
  }

  private Path source(String below, String name, String seen) throws IOException {
    String type = name.substring(0, name.length() - ".java".length());
    Path file = folder.resolve(below).resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "class "
            + type
            + " { static void main(String[] a) { System.setProperty(\""
            + SEEN
            + "\", \""
            + seen
            + "\"); } }");
  }
}
