package io.brasa.cli.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestKeptClasses {
  private static final String SEEN = "brasa.test.seen";
  private static final byte[] KEY = {1, 2, 3};
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
    byte[] good = Files.readAllBytes(entryOfTwo);
    Files.write(entryOfTwo, withLast("two", "one", good));
    assertEquals("one", run(two), "the entry was not read");
    Files.copy(entryOfOne, entryOfTwo, StandardCopyOption.REPLACE_EXISTING);
    assertEquals("two", run(two), "the entry of another text was taken");
    assertArrayEquals(good, Files.readAllBytes(entryOfTwo));
  }

  /** An entry whose class file, which is behind the text, says something else. */
  private static byte[] withLast(String before, String after, byte[] entry) {
    String text = new String(entry, ISO_8859_1);
    int at = text.lastIndexOf(before);
    byte[] changed =
        (text.substring(0, at) + after + text.substring(at + before.length())).getBytes(ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(changed, 12, changed.length - 12);
    ByteBuffer.wrap(changed).putInt(8, (int) sum.getValue());
    return changed;
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
      assertThrows(EngineException.class, () -> run(bad));
    }
    assertFalse(Files.exists(kept));
  }

  @Test
  void ignoresADamagedEntryAndReplacesIt() throws Exception {
    Path file = source("d", "Damaged.java", "right");
    run(file);
    Path entry = entries().getFirst();
    byte[] good = Files.readAllBytes(entry);
    for (int at : new int[] {0, 7, 8, 12, 16, good.length / 2, good.length - 1}) {
      byte[] flipped = good.clone();
      flipped[at] ^= 1;
      Files.write(entry, flipped);
      assertEquals("right", run(file), "byte " + at);
      assertEquals(good.length, Files.size(entry));
    }
    for (int length : new int[] {0, 3, 8, 12, 16, good.length - 1}) {
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
    for (String name : List.of("Z", "A", "M$1")) classes.put(name, name.getBytes(UTF_8));
    KeptClasses store = new KeptClasses(kept);
    assertEquals(Map.of(), store.find(KEY));
    store.keep(KEY, classes);
    Map<String, byte[]> found = store.find(KEY);
    assertEquals(List.of("Z", "A", "M$1"), List.copyOf(found.keySet()));
    assertEquals("M$1", new String(found.get("M$1"), UTF_8));
  }

  @Test
  void keepsTheEntriesUsedLast() throws Exception {
    KeptClasses store = new KeptClasses(kept);
    store.keep(KEY, CLASSES);
    for (int i = 1; i < KeptClasses.MOST_ENTRIES; i++) store.keep(key("k" + i), CLASSES);
    List<Path> all = entries();
    assertEquals(KeptClasses.MOST_ENTRIES, all.size());
    for (Path entry : all) Files.setLastModifiedTime(entry, FileTime.fromMillis(0));
    assertFalse(store.find(KEY).isEmpty());
    List<byte[]> right = new ArrayList<>(List.of(KEY));
    for (int i = 0; i < 5; i++) {
      right.add(key("new" + i));
      store.keep(right.getLast(), CLASSES);
    }
    assertEquals(KeptClasses.MOST_ENTRIES, entries().size());
    for (byte[] key : right)
      assertEquals(CLASSES.keySet(), store.find(key).keySet(), new String(key, UTF_8));
  }

  @Test
  void knowsANameATextAndJarsByTheirKey() throws Exception {
    Path jar = Files.writeString(folder.resolve("a.jar"), "jar");
    String jars = jar + File.pathSeparator + folder.resolve("absent.jar");
    Path file = source("k", "Key.java", "text");
    Set<ByteBuffer> keys = new HashSet<>();
    keys.add(hashed(file, jars));
    assertTrue(keys.contains(hashed(file, jars)));
    assertTrue(keys.add(hashed(source("k", "Other.java", "text"), jars)));
    assertTrue(keys.add(hashed(source("k", "Key.java", "texts"), jars)));
    source("k", "Key.java", "text");
    assertTrue(keys.add(hashed(file, jar.toString())));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
    assertTrue(keys.add(hashed(file, jars)));
    Files.writeString(jar, "longer");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
    assertTrue(keys.add(hashed(file, jars)));
  }

  private static ByteBuffer hashed(Path file, String jars) throws IOException {
    return ByteBuffer.wrap(KeptClasses.key(file, jars));
  }

  private static byte[] key(String name) {
    return name.getBytes(UTF_8);
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
