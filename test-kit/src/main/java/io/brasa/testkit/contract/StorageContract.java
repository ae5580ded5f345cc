package io.brasa.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Durable;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every {@link Storage} does. */
public abstract class StorageContract {
  /** The storage under test. */
  protected abstract Storage storage();

  /** The path of an existing, empty folder that this test alone uses. */
  protected abstract String folder();

  @Test
  protected void readsWhatWasWritten() {
    write("a", "hello");
    assertEquals("hello", read("a"));
    assertEquals(new Named("a", false, 5), named(storage().status(path("a")).orElseThrow()));
  }

  @Test
  protected void writesAndReadsManyBytesInPieces() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(7).nextBytes(bytes);
    try (OutputStream out = storage().create(path("big"))) {
      out.write(bytes[0]);
      out.write(bytes, 1, 2_500_000);
      out.write(bytes, 2_500_001, bytes.length - 2_500_001);
    }
    assertArrayEquals(bytes, readBytes("big", 0, Long.MAX_VALUE));
    assertEquals(bytes.length, storage().status(path("big")).orElseThrow().sizeBytes());
  }

  @Test
  protected void readsARangeAndNothingElse() {
    write("a", "0123456789");
    assertEquals("345", new String(readBytes("a", 3, 3), UTF_8));
    assertEquals("89", new String(readBytes("a", 8, 100), UTF_8));
    assertEquals("", new String(readBytes("a", 10, 5), UTF_8));
    assertEquals("", new String(readBytes("a", 1_000, Long.MAX_VALUE), UTF_8));
    assertEquals("", new String(readBytes("a", 2, 0), UTF_8));
  }

  @Test
  protected void skipsInsideOfARange() throws IOException {
    write("a", "0123456789");
    try (InputStream in = storage().open(path("a"), 2, 6)) {
      assertEquals('2', in.read());
      assertEquals(2, in.skip(2));
      assertEquals('5', in.read());
      in.skip(100);
      assertEquals(-1, in.read());
    }
  }

  @Test
  protected void readsOneFileThroughTwoStreamsAtOnce() throws IOException {
    write("a", "0123456789");
    try (InputStream one = storage().open(path("a"), 0, 10);
        InputStream two = storage().open(path("a"), 5, 5)) {
      assertEquals('0', one.read());
      assertEquals('5', two.read());
      assertEquals('1', one.read());
    }
  }

  @Test
  protected void refusesToReadWhatIsNotThereByName() {
    assertFails(
        RuntimeError.PATH_NOT_FOUND, path("none"), () -> storage().open(path("none"), 0, 1));
    assertTrue(storage().status(path("none")).isEmpty());
    write("file", "x");
    assertTrue(storage().status(path("file/below")).isEmpty());
    assertFails(
        RuntimeError.PATH_NOT_FOUND,
        path("file/below"),
        () -> storage().open(path("file/below"), 0, 1));
  }

  @Test
  protected void createsMissingFolders() {
    write("x/y/z", "deep");
    assertEquals("deep", read("x/y/z"));
    assertTrue(storage().status(path("x/y")).orElseThrow().isFolder());
    assertEquals(0, storage().status(path("x/y")).orElseThrow().sizeBytes());
  }

  @Test
  protected void createsNoFileTwice() {
    write("a", "first");
    assertFails(RuntimeError.PATH_EXISTS, path("a"), () -> storage().create(path("a")));
    assertEquals("first", read("a"));
    write("folder/file", "x");
    assertFails(RuntimeError.PATH_EXISTS, path("folder"), () -> storage().create(path("folder")));
  }

  @Test
  protected void closesAStreamTwiceInPeace() throws IOException {
    OutputStream out = storage().create(path("a"));
    out.write('x');
    if (out instanceof Durable durable) durable.sync();
    out.close();
    out.close();
    assertEquals("x", read("a"));
  }

  @Test
  protected void listsFilesAndFoldersInOrderOfPath() {
    for (String name : List.of("b", "a/inner", "c", "B", "a.txt")) write("list/" + name, "1");
    assertEquals(
        List.of(
            new Named("list/B", false, 1),
            new Named("list/a", true, 0),
            new Named("list/a.txt", false, 1),
            new Named("list/b", false, 1),
            new Named("list/c", false, 1)),
        storage().list(path("list")).stream().map(this::named).toList());
  }

  @Test
  protected void listsThoseWhoseNamesBeginAlike() {
    for (String name : List.of("list/ab", "list/abc/inner", "list/b", "list/a", "list/Ab"))
      write(name, "1");
    assertEquals(
        List.of(new Named("list/ab", false, 1), new Named("list/abc", true, 0)),
        storage().list(path("list"), "ab").stream().map(this::named).toList());
    assertEquals(storage().list(path("list")), storage().list(path("list"), ""));
    assertEquals(List.of(), storage().list(path("list"), "list"));
    assertFails(RuntimeError.PATH_NOT_FOUND, path("none"), () -> storage().list(path("none"), "a"));
  }

  @Test
  protected void refusesToListWhatIsNoFolder() {
    assertFails(RuntimeError.PATH_NOT_FOUND, path("none"), () -> storage().list(path("none")));
    write("file", "x");
    assertFails(RuntimeError.PATH_NOT_FOUND, path("file"), () -> storage().list(path("file")));
  }

  @Test
  protected void publishesAFile() {
    write("staged", "content");
    storage().publish(path("staged"), path("made/up/target"));
    assertEquals("content", read("made/up/target"));
    assertTrue(storage().status(path("staged")).isEmpty());
  }

  @Test
  protected void publishesAFolderWithAllItHolds() {
    write("staged/one", "1");
    write("staged/deep/two", "2");
    storage().publish(path("staged"), path("made/target"));
    assertEquals("1", read("made/target/one"));
    assertEquals("2", read("made/target/deep/two"));
    assertTrue(storage().status(path("staged")).isEmpty());
    assertFails(
        RuntimeError.PATH_NOT_FOUND,
        path("staged/one"),
        () -> storage().open(path("staged/one"), 0, 1));
  }

  @Test
  protected void publishingNeverReplaces() {
    write("staged", "new");
    write("folder/new", "new");
    write("file", "old");
    write("full/old", "old");
    for (String from : List.of("staged", "folder")) {
      for (String to : List.of("file", "full")) {
        assertFails(
            RuntimeError.PATH_EXISTS, path(to), () -> storage().publish(path(from), path(to)));
      }
    }
    assertEquals("old", read("file"));
    assertEquals("old", read("full/old"));
    assertEquals("new", read("staged"));
    assertEquals("new", read("folder/new"));
  }

  @Test
  protected void publishesNothingFromNothing() {
    assertFails(
        RuntimeError.PATH_NOT_FOUND,
        path("none"),
        () -> storage().publish(path("none"), path("target")));
    assertTrue(storage().status(path("target")).isEmpty());
  }

  @Test
  protected void deletesFilesAndWholeFolders() {
    write("a", "x");
    write("f/g/h", "x");
    assertTrue(storage().delete(path("a")));
    assertTrue(storage().delete(path("f")));
    assertFalse(storage().delete(path("f")));
    assertFalse(storage().delete(path("never/was")));
    assertEquals(List.of(), storage().list(folder()));
  }

  @Test
  protected void createsAnewWhatWasDeleted() {
    write("a", "one");
    storage().delete(path("a"));
    write("a", "two");
    assertEquals("two", read("a"));
  }

  @Test
  protected void keepsNamesBeyondLetters() {
    for (String name :
        List.of("with space", "per%20cent", "comma,star*", "[x]{y}", "_hidden", ".dot"))
      write("n/" + name, name);
    for (StoredFile file : storage().list(path("n"))) {
      assertEquals("n/" + read(file.path().substring(folder().length() + 1)), named(file).path());
    }
  }

  @Test
  protected void keepsPathsApartThatShareAPrefix() {
    write("ab/x", "1");
    write("ab-c/x", "2");
    write("ab0/x", "3");
    assertEquals(1, storage().list(path("ab")).size());
    storage().publish(path("ab"), path("moved"));
    assertTrue(storage().delete(path("moved")));
    assertEquals("2", read("ab-c/x"));
    assertEquals("3", read("ab0/x"));
  }

  @Test
  protected void refusesRangesAndPathsThatMakeNoSense() {
    write("a", "x");
    assertThrows(IllegalArgumentException.class, () -> storage().open(path("a"), -1, 1));
    assertThrows(IllegalArgumentException.class, () -> storage().open(path("a"), 0, -1));
    assertThrows(IllegalArgumentException.class, () -> storage().create("relative/file"));
    assertThrows(EngineException.class, () -> storage().open(folder(), 0, 1));
    assertThrows(EngineException.class, () -> storage().create(path("a/below")));
    assertEquals("x", read("a"));
  }

  @Test
  protected void writesNothingAfterTheEnd() throws IOException {
    OutputStream out = storage().create(path("a"));
    out.write('x');
    out.close();
    assertThrows(Exception.class, () -> out.write('y'));
    assertEquals("x", read("a"));
  }

  private record Named(String path, boolean isFolder, long sizeBytes) {}

  private Named named(StoredFile file) {
    assertTrue(file.path().startsWith(folder() + "/"), () -> file.path() + " is below " + folder());
    return new Named(
        file.path().substring(folder().length() + 1), file.isFolder(), file.sizeBytes());
  }

  /** A path below the folder of the test. */
  protected final String path(String relative) {
    return folder() + "/" + relative;
  }

  /** Writes a text to a new file. */
  protected final void write(String relative, String text) {
    try (OutputStream out = storage().create(path(relative))) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError("storages throw EngineException", e);
    }
  }

  /** The whole text of a file. */
  protected final String read(String relative) {
    return new String(readBytes(relative, 0, Long.MAX_VALUE), UTF_8);
  }

  private byte[] readBytes(String relative, long offset, long length) {
    try (InputStream in = storage().open(path(relative), offset, length)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("storages throw EngineException", e);
    }
  }

  /** Expects an error with this code that names this path. */
  protected static void assertFails(RuntimeError code, String path, Executable action) {
    EngineException failure = assertThrows(EngineException.class, action);
    assertEquals(code, failure.code(), failure.getMessage());
    assertTrue(failure.what().contains(path), failure.getMessage());
    assertFalse(failure.remedy().isBlank());
  }
}
