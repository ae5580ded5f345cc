package io.brasa.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestProcessFolder {
  private final Storage storage = new LocalStorage();
  @TempDir private Path root;

  private Path leftBehind(long id, long startMillis) throws IOException {
    Path folder = root.resolve("process-" + id + "-" + startMillis + "-old");
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(folder.resolve("deep/spill"), "data");
    return folder;
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElseThrow();
  }

  @Test
  void existsUntilItIsClosed() {
    ProcessFolder folder = ProcessFolder.open(storage, root.resolve("new/root").toString(), "one");
    assertTrue(Files.isDirectory(Path.of(folder.path())));
    folder.close();
    folder.close();
    assertTrue(Files.notExists(Path.of(folder.path())));
  }

  @Test
  void deletesWhatADeadProcessLeft() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path old = leftBehind(dead.pid(), 1_000);
    ProcessFolder.open(storage, root.toString(), "one").close();
    assertTrue(Files.notExists(old));
  }

  @Test
  void deletesWhatAnEarlierProcessOfTheSameIdLeft() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    Path old = leftBehind(self.pid(), startMillis(self) - 3_600_000);
    ProcessFolder.open(storage, root.toString(), "one").close();
    assertTrue(Files.notExists(old));
  }

  @Test
  void reservesAFolderWithoutMakingItAndDeletesWhatWasLeft() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path old = leftBehind(dead.pid(), 1_000);
    String reserved = ProcessFolder.reserve(storage, root.toString(), "one");
    assertTrue(Files.notExists(old));
    assertTrue(Files.notExists(Path.of(reserved)));
    try (ProcessFolder folder = ProcessFolder.open(storage, root.toString(), "one")) {
      assertEquals(folder.path(), reserved);
    }
  }

  @Test
  void leavesTheFoldersOfTheLiving() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    List<Path> kept =
        List.of(
            leftBehind(self.pid(), startMillis(self)),
            leftBehind(self.parent().orElseThrow().pid(), startMillis(self.parent().orElseThrow())),
            Files.createDirectory(root.resolve("process-x-y-z")),
            Files.createDirectory(root.resolve("something else")));
    try (ProcessFolder first = ProcessFolder.open(storage, root.toString(), "one");
        ProcessFolder second = ProcessFolder.open(storage, root.toString(), "two")) {
      assertNotEquals(first.path(), second.path());
      assertTrue(Files.isDirectory(Path.of(first.path())));
    }
    for (Path folder : kept) assertTrue(Files.isDirectory(folder), folder.toString());
    assertEquals(4, storage.list(root.toString()).size());
  }

  @Test
  void refusesANameThatIsAPath() {
    assertThrows(
        IllegalArgumentException.class, () -> ProcessFolder.open(storage, root.toString(), "a/b"));
  }
}
