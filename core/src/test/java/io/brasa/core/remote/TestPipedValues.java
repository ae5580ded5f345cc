package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.error.CoreError;
import io.brasa.core.shared.Broadcast;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broadcast values come to executors in pieces, most of them from each other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestPipedValues {
  private static final int LENGTH = 6_000_000;

  @TempDir private Path folder;
  private BrasaContext brasa;
  private PipedCluster cluster;

  private void open(TestInfo test, int executors, int memoryKib) {
    String name = test.getTestMethod().orElseThrow().getName();
    brasa =
        BrasaContext.builder()
            .master("pipes[" + name + "," + executors + "," + memoryKib + "]")
            .set("local.folder", folder.toString())
            .set("locality.wait", "0")
            .build();
    cluster = PipedCluster.named(name);
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    brasa.close();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  /** In as many tasks as one wants, all at the same time. */
  private RDD<Long> readIn(int tasks, Broadcast<byte[]> value) {
    return brasa
        .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
        .map(
            x -> {
              Thread.sleep(40);
              return checksum(value.value());
            });
  }

  @Test
  void theDriverSendsAtMostTwiceTheValue(TestInfo test) {
    open(test, 6, 64 << 10);
    byte[] content = noise(LENGTH);
    Broadcast<byte[]> value = brasa.broadcast(content);
    assertEquals(List.of(checksum(content)), readIn(24, value).distinct().collect());
    long sent = cluster.sentValueBytes();
    assertTrue(sent >= LENGTH && sent <= 2 * LENGTH + 100, "sent " + sent);
    assertEquals(24, readIn(24, value).count());
    assertEquals(sent, cluster.sentValueBytes(), "who has it does not ask again");
  }

  @Test
  void isNotSentBeforeSomebodyReadsIt(TestInfo test) {
    open(test, 2, 64 << 10);
    Broadcast<byte[]> value = brasa.broadcast(noise(LENGTH));
    assertEquals(4, brasa.parallelize(List.of(1, 2, 3, 4), 4).filter(x -> value != null).count());
    assertEquals(0, cluster.sentValueBytes());
  }

  @Test
  void piecesLieInFilesWhenMemoryIsShort(TestInfo test) throws Exception {
    open(test, 3, 2 << 10);
    byte[] content = noise(LENGTH);
    Broadcast<byte[]> value = brasa.broadcast(content);
    assertEquals(List.of(checksum(content)), readIn(12, value).distinct().collect());
    assertTrue(valueFiles() >= 1);
    long before = cluster.sentValueBytes();
    assertTrue(before <= 2 * LENGTH + 100);
    cluster.add("executor-late");
    assertEquals(List.of(checksum(content)), readIn(24, value).distinct().collect());
    assertTrue(cluster.sentValueBytes() <= 2 * LENGTH + 100, "from files of the others");
    value.destroy();
    for (int i = 0; i < 200 && valueFiles() > 0; i++) Thread.sleep(10);
    assertEquals(0, valueFiles());
  }

  private long valueFiles() throws Exception {
    long[] count = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().startsWith("broadcast-")) count[0]++;
            return FileVisitResult.CONTINUE;
          }

          /** Those that are looked at may be deleted meanwhile. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException vanished) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException vanished) {
            return FileVisitResult.CONTINUE;
          }
        });
    return count[0];
  }

  @Test
  void piecesOfTheDeadComeFromElsewhere(TestInfo test) throws Exception {
    open(test, 4, 64 << 10);
    byte[] content = noise(LENGTH);
    Broadcast<byte[]> value = brasa.broadcast(content);
    AtomicInteger killed = new AtomicInteger();
    Thread killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (cluster.sentValueBytes() < LENGTH / 3) Thread.sleep(1);
                    cluster.kill(0);
                    cluster.kill(2);
                    killed.incrementAndGet();
                  } catch (InterruptedException over) {
                    // The test has ended.
                  }
                });
    assertEquals(List.of(checksum(content)), readIn(16, value).distinct().collect());
    killer.join();
    assertEquals(1, killed.get());
    cluster.add("executor-late");
    assertEquals(List.of(checksum(content)), readIn(16, value).distinct().collect());
  }

  @Test
  void aValueThatWasDroppedIsFetchedAgainAndOneDestroyedIsRefused(TestInfo test) {
    open(test, 2, 64 << 10);
    byte[] content = noise(LENGTH);
    Broadcast<byte[]> value = brasa.broadcast(content);
    assertEquals(4, readIn(4, value).count());
    long sent = cluster.sentValueBytes();
    value.unpersist();
    assertEquals(List.of(checksum(content)), readIn(4, value).distinct().collect());
    assertTrue(cluster.sentValueBytes() >= sent + LENGTH);
    value.destroy();
    RDD<Long> late = readIn(2, value);
    EngineException refused = assertThrows(EngineException.class, late::collect);
    assertSame(CoreError.BROADCAST_DESTROYED, refused.code());
  }

  @Test
  void noValueIsAValueToo(TestInfo test) {
    open(test, 2, 64 << 10);
    Broadcast<Object> nothing = brasa.broadcast(null);
    assertEquals(
        List.of(true),
        brasa
            .parallelize(List.of(1, 2, 3), 3)
            .map(x -> nothing.value() == null)
            .distinct()
            .collect());
  }
}
