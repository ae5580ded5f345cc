package io.brasa.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Storage} must do. A storage's test extends it and names the storage and an empty or missing folder to
 * work in, both anew for each test.
 */
public abstract class StorageContract {
  /** The storage under test. */
  protected abstract Storage storage();

  /** A folder for this test alone, without a slash at its end. */
  protected abstract String folder();

  private String at(String name) {
    return folder() + "/" + name;
  }

  private void write(String name, String text) throws IOException {
    try (OutputStream out = storage().create(at(name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read(String name) throws IOException {
    return read(name, 0, Long.MAX_VALUE);
  }

  private String read(String name, long offset, long length) throws IOException {
    try (InputStream in = storage().open(at(name), offset, length)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertFails(RuntimeError code, org.junit.jupiter.api.function.Executable action, String path) {
    EngineException failure = assertThrows(EngineException.class, action);
    assertEquals(code, failure.code(), failure.getMessage());
    assertTrue(failure.getMessage().contains(path), failure.getMessage());
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    write("a", "hello");
    assertEquals("hello", read("a"));
  }

  @Test
  void keepsAnEmptyFile() throws IOException {
    write("empty", "");
    assertEquals("", read("empty"));
    assertEquals(0, storage().status(at("empty")).orElseThrow().sizeBytes());
  }

  @Test
  void keepsBytesOfAllValuesAndManyBlocks() throws IOException {
    byte[] bytes = new byte[3 * 1024 * 1024 + 17];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 31 + i / 256);
    try (OutputStream out = storage().create(at("big"))) {
      out.write(bytes, 0, 1000);
      out.write(bytes[1000]);
      out.write(bytes, 1001, bytes.length - 1001);
    }
    try (InputStream in = storage().open(at("big"), 0, Long.MAX_VALUE)) {
      assertArrayEquals(bytes, in.readAllBytes());
    }
  }

  @Test
  void readsRangesAndStopsAtTheEnd() throws IOException {
    write("a", "0123456789");
    assertEquals("345", read("a", 3, 3));
    assertEquals("89", read("a", 8, 100));
    assertEquals("", read("a", 10, 5));
    assertEquals("", read("a", 50, 5));
    assertEquals("", read("a", 2, 0));
    assertEquals("9", read("a", 9, Long.MAX_VALUE));
  }

  @Test
  void refusesANegativeRange() throws IOException {
    write("a", "x");
    assertThrows(IllegalArgumentException.class, () -> storage().open(at("a"), -1, 1));
    assertThrows(IllegalArgumentException.class, () -> storage().open(at("a"), 0, -1));
  }

  @Test
  void namesAMissingFile() {
    assertFails(RuntimeError.PATH_NOT_FOUND, () -> storage().open(at("none"), 0, 1), at("none"));
    assertFails(RuntimeError.PATH_NOT_FOUND, () -> storage().list(at("none")), at("none"));
    assertFails(
        RuntimeError.PATH_NOT_FOUND, () -> storage().publish(at("none"), at("b")), at("none"));
    assertTrue(storage().status(at("none")).isEmpty());
    assertFalse(storage().delete(at("none")));
  }

  @Test
  void neverWritesOverAFile() throws IOException {
    write("a", "first");
    assertFails(RuntimeError.PATH_EXISTS, () -> storage().create(at("a")), at("a"));
    assertEquals("first", read("a"));
  }

  @Test
  void createsNoFileInPlaceOfAFolder() throws IOException {
    write("folder/a", "x");
    assertFails(RuntimeError.PATH_EXISTS, () -> storage().create(at("folder")), at("folder"));
  }

  @Test
  void refusesAFileAsFolder() throws IOException {
    write("a", "x");
    assertThrows(EngineException.class, () -> storage().create(at("a/b")));
    assertThrows(EngineException.class, () -> storage().list(at("a")));
    assertThrows(EngineException.class, () -> storage().open(folder(), 0, 1));
    assertEquals("x", read("a"));
  }

  @Test
  void listsWhatIsDirectlyBelowInOrder() throws IOException {
    write("b", "22");
    write("a", "1");
    write("c/d/e", "333");
    List<StoredFile> files = storage().list(folder());
    assertEquals(List.of(at("a"), at("b"), at("c")), files.stream().map(StoredFile::path).toList());
    assertEquals(List.of(1L, 2L, 0L), files.stream().map(StoredFile::sizeBytes).toList());
    assertEquals(
        List.of(false, false, true), files.stream().map(StoredFile::isFolder).toList());
    assertEquals(at("c/d"), storage().list(at("c")).getFirst().path());
  }

  @Test
  void tellsTheStateOfFilesAndFolders() throws IOException {
    write("c/e", "333");
    StoredFile file = storage().status(at("c/e")).orElseThrow();
    assertEquals(3, file.sizeBytes());
    assertFalse(file.isFolder());
    assertTrue(storage().status(at("c")).orElseThrow().isFolder());
    assertTrue(storage().status(at("c/e/x")).isEmpty());
  }

  @Test
  void publishesAFile() throws IOException {
    write("staged/a", "x");
    storage().publish(at("staged/a"), at("new/folder/b"));
    assertEquals("x", read("new/folder/b"));
    assertTrue(storage().status(at("staged/a")).isEmpty());
  }

  @Test
  void publishesAFolderWithAllItHolds() throws IOException {
    write("staged/a", "1");
    write("staged/b/c", "2");
    storage().publish(at("staged"), at("done"));
    assertEquals("1", read("done/a"));
    assertEquals("2", read("done/b/c"));
    assertTrue(storage().status(at("staged")).isEmpty());
  }

  @Test
  void publishesOverNothingThatIsThere() throws IOException {
    write("a", "1");
    write("b", "2");
    write("folder/c", "3");
    write("other/d", "4");
    assertFails(RuntimeError.PATH_EXISTS, () -> storage().publish(at("a"), at("b")), at("b"));
    assertFails(
        RuntimeError.PATH_EXISTS, () -> storage().publish(at("a"), at("folder")), at("folder"));
    assertFails(
        RuntimeError.PATH_EXISTS, () -> storage().publish(at("folder"), at("b")), at("b"));
    assertFails(
        RuntimeError.PATH_EXISTS, () -> storage().publish(at("folder"), at("other")), at("other"));
    assertEquals("1", read("a"));
    assertEquals("2", read("b"));
    assertEquals("3", read("folder/c"));
    assertEquals("4", read("other/d"));
  }

  @Test
  void deletesFilesAndFolders() throws IOException {
    write("a", "1");
    write("b/c/d", "2");
    write("bb", "3");
    assertTrue(storage().delete(at("a")));
    assertTrue(storage().delete(at("b")));
    assertFalse(storage().delete(at("b")));
    assertEquals(List.of(at("bb")), storage().list(folder()).stream().map(StoredFile::path).toList());
  }

  @Test
  void keepsPathsApartThatShareAPrefix() throws IOException {
    write("ab/x", "1");
    write("ab-c/x", "2");
    write("ab0/x", "3");
    assertEquals(1, storage().list(at("ab")).size());
    storage().publish(at("ab"), at("moved"));
    assertEquals("2", read("ab-c/x"));
    assertEquals("3", read("ab0/x"));
  }

  @Test
  void acceptsLettersOfAllScriptsAndBlanks() throws IOException {
    write("año nuevo-brasa +%20", "x");
    assertEquals("x", read("año nuevo-brasa +%20"));
    assertEquals(at("año nuevo-brasa +%20"), storage().list(folder()).getFirst().path());
  }

  @Test
  void refusesRelativePaths() {
    assertThrows(IllegalArgumentException.class, () -> storage().create("relative/file"));
  }

  @Test
  void refusesWritesAfterTheEnd() throws IOException {
    OutputStream out = storage().create(at("a"));
    out.write(1);
    out.close();
    out.close();
    assertThrows(Exception.class, () -> out.write(2));
    assertEquals(1, storage().status(at("a")).orElseThrow().sizeBytes());
  }
}
