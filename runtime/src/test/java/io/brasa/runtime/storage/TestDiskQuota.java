package io.brasa.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestDiskQuota {
  @TempDir private Path folder;

  private final DiskQuota quota = new DiskQuota(new LocalStorage(), 1_000);
  private final Storage work = quota.forWork();

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, int bytes) throws IOException {
    try (OutputStream out = work.create(path(name))) {
      out.write(new byte[bytes]);
    }
  }

  private EngineException refused(String name, int bytes) {
    EngineException failure = assertThrows(EngineException.class, () -> write(name, bytes));
    assertEquals(RuntimeError.DISK_QUOTA_EXCEEDED, failure.code());
    assertTrue(failure.what().contains(name), failure.what());
    return failure;
  }

  @Test
  void filesTakeNoMoreThanTheQuota() throws IOException {
    write("a/one", 600);
    write("a/two", 400);
    refused("a/three", 1);
    assertEquals(1_000, quota.usedBytes());
    assertEquals(600, work.status(path("a/one")).orElseThrow().sizeBytes(), "nothing is lost");
  }

  @Test
  void deletedFilesAndFoldersGiveTheirRoomBack() throws IOException {
    write("a/one", 300);
    write("a/two", 300);
    write("ab", 300);
    work.delete(path("a/one"));
    assertEquals(600, quota.usedBytes());
    work.delete(path("a"));
    assertEquals(300, quota.usedBytes());
    work.delete(path("a"));
    assertEquals(300, quota.usedBytes());
  }

  @Test
  void aFileThatIsDeletedWhileItIsWrittenCountsNoMore() throws IOException {
    try (OutputStream out = work.create(path("late"))) {
      out.write(new byte[500]);
      work.delete(path("late"));
      out.write(new byte[300]);
    }
    assertEquals(0, quota.usedBytes());
  }

  @Test
  void renamedFilesStillCount() throws IOException {
    write("from/one", 500);
    work.publish(path("from"), path("to"));
    assertEquals(500, quota.usedBytes());
    work.delete(path("to"));
    assertEquals(0, quota.usedBytes());
  }

  @Test
  void othersAreAskedToMakeRoomForWorkAndNotForKeeping() throws IOException {
    write("kept", 900);
    quota.onPressure(bytes -> work.delete(path("kept")));
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> {
              try (OutputStream out = quota.forKeeping().create(path("other"))) {
                out.write(new byte[200]);
              }
            });
    assertEquals(RuntimeError.DISK_QUOTA_EXCEEDED, failure.code());
    write("spill", 200);
    assertEquals(200, quota.usedBytes());
  }

  @Test
  void whatFailedOnceFailsAgain() throws IOException {
    OutputStream out = work.create(path("big"));
    assertThrows(EngineException.class, () -> out.write(new byte[2_000]));
    assertThrows(EngineException.class, () -> out.write(new byte[1]));
    out.close();
    assertEquals(0, quota.usedBytes());
  }
}
