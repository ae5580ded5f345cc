package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.shared.Broadcast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a broadcast value costs its driver, with executors that are processes. */
@Timeout(120)
final class TestBroadcastPieces {
  private static final int LENGTH = 24_000_000;

  @TempDir private Path folder;

  /** All that this process has written, to sockets and files. */
  private static long writtenBytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/io")).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
        .findFirst()
        .orElseThrow();
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  @Test
  void theDriverSendsAtMostTwiceTheValueToFourExecutors() throws Exception {
    byte[] content = new byte[LENGTH];
    new Random(3).nextBytes(content);
    BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[4,1,160m]")
            .set("local.folder", folder.toString())
            .build();
    try (brasa) {
      List<Integer> numbers = IntStream.range(0, 16).boxed().toList();
      assertEquals(16, brasa.parallelize(numbers, 16).map(x -> x + 1).count());
      Broadcast<byte[]> value = brasa.broadcast(content);
      long before = writtenBytes();
      List<Long> read =
          brasa
              .parallelize(numbers, 16)
              .map(
                  x -> {
                    Thread.sleep(100);
                    return checksum(value.value());
                  })
              .distinct()
              .collect();
      long written = writtenBytes() - before;
      assertEquals(List.of(checksum(content)), read);
      assertTrue(
          written >= LENGTH && written <= 2 * LENGTH + 2_000_000, "the driver wrote " + written);
      System.out.println("The driver wrote " + written + " bytes for a value of " + LENGTH);
    }
  }
}
