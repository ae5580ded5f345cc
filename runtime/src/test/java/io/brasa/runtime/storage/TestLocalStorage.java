package io.brasa.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract of storages does not say: links, permissions, devices. */
final class TestLocalStorage {
  private final LocalStorage storage = new LocalStorage();
  @TempDir private Path folder;

  @Test
  void deletesLinksButNotWhatTheyLeadTo() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "precious");
    Path doomed = Files.createDirectories(folder.resolve("doomed"));
    Files.createSymbolicLink(doomed.resolve("link"), kept);
    Files.createSymbolicLink(folder.resolve("direct"), kept);
    assertTrue(storage.delete(doomed.toString()));
    assertTrue(storage.delete(folder.resolve("direct").toString()));
    assertEquals("precious", Files.readString(kept.resolve("file")));
    assertEquals(
        List.of(kept.toString()),
        storage.list(folder.toString()).stream().map(StoredFile::path).toList());
  }

  @Test
  void listsLinksThatLeadNowhereAsEmptyFiles() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    StoredFile listed = storage.list(folder.toString()).getFirst();
    assertEquals(0, listed.sizeBytes());
    assertFalse(listed.isFolder());
    assertCode(RuntimeError.PATH_EXISTS, () -> storage.create(link.toString()));
    assertCode(RuntimeError.PATH_NOT_FOUND, () -> storage.open(link.toString(), 0, 1));
  }

  @Test
  void followsLinksToFolders() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    Files.writeString(real.resolve("file"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertTrue(storage.status(link.toString()).orElseThrow().isFolder());
    assertEquals(link.resolve("file").toString(), storage.list(link.toString()).getFirst().path());
  }

  @Test
  void namesTheFolderThatMayNotBeWritten() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
    Path closed = Files.createDirectories(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    EngineException failure =
        assertCode(RuntimeError.PATH_NOT_ACCESSIBLE, () -> storage.create(closed + "/file"));
    assertTrue(failure.what().contains(closed + "/file"), failure.getMessage());
    assertCode(RuntimeError.PATH_NOT_ACCESSIBLE, () -> storage.create(closed + "/sub/file"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void saysWhenAFileIsWhereAFolderShouldBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertCode(RuntimeError.PATH_NOT_FOUND, () -> storage.create(file + "/below"));
    assertTrue(Files.isRegularFile(file));
    EngineException failure =
        assertCode(RuntimeError.STORAGE_FAILED, () -> storage.open(folder.toString(), 0, 1));
    assertTrue(failure.what().contains(folder.toString()), failure.getMessage());
  }

  @Test
  void reportsAFullDeviceAndKeepsFailing() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    // Deletion of the device node is refused or harmless only for a link to it, so the stream is
    // given a name of its own.
    LocalOutput out =
        new LocalOutput(folder.resolve("out"), FileChannel.open(full, StandardOpenOption.WRITE));
    Files.writeString(folder.resolve("out"), "partial");
    assertCode(RuntimeError.STORAGE_FULL, () -> out.write(new byte[10], 0, 10));
    assertFalse(Files.exists(folder.resolve("out")));
    assertCode(RuntimeError.STORAGE_FULL, () -> out.write(1));
    out.close();
  }

  @Test
  void removesTheFileOfAnInterruptedWriter() {
    String path = folder.resolve("out").toString();
    OutputStream out = storage.create(path);
    Thread.currentThread().interrupt();
    assertCode(RuntimeError.STORAGE_FAILED, () -> out.write(1));
    assertTrue(Thread.interrupted());
    assertFalse(Files.exists(Path.of(path)));
  }

  @Test
  void onlyOneOfManyPublishersOfAFileWins() throws Exception {
    AtomicInteger wins = new AtomicInteger();
    AtomicInteger refusals = new AtomicInteger();
    Thread[] threads = new Thread[8];
    for (int index = 0; index < threads.length; index++) {
      Path staged = Files.writeString(folder.resolve("staged" + index), "x");
      threads[index] =
          Thread.ofPlatform()
              .start(() -> publish(staged, folder.resolve("target"), wins, refusals));
    }
    for (Thread thread : threads) thread.join();
    assertEquals(1, wins.get());
    assertEquals(7, refusals.get());
  }

  private void publish(Path staged, Path target, AtomicInteger wins, AtomicInteger refusals) {
    try {
      storage.publish(staged.toString(), target.toString());
      wins.incrementAndGet();
    } catch (EngineException e) {
      if (e.code() == RuntimeError.PATH_EXISTS) refusals.incrementAndGet();
    }
  }

  @Test
  void refusesPathsThatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> storage.status("relative"));
    assertCode(RuntimeError.STORAGE_FAILED, () -> storage.status("/a\0b"));
    assertCode(RuntimeError.STORAGE_FAILED, () -> storage.delete("/"));
  }

  private static EngineException assertCode(
      RuntimeError code, org.junit.jupiter.api.function.Executable action) {
    EngineException failure = assertThrows(EngineException.class, action);
    assertEquals(code, failure.code(), failure.getMessage());
    return failure;
  }
}
