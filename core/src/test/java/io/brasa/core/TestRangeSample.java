package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.RangePartitioner;
import io.brasa.core.shuffle.SortOrder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many records are looked at for the bounds of ranges, and how even these are. */
final class TestRangeSample {
  private static final int LENGTH = 100;
  private static final int COUNT = 200_000;
  private static final int RANGES = 4;

  /** Records that a function of a test has seen. */
  private static final AtomicLong seen = new AtomicLong();

  @TempDir private static Path folder;

  private final BrasaContext brasa = BrasaContext.builder().master("local[2]").build();

  @BeforeEach
  void forget() {
    seen.set(0);
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private static Path records() throws IOException {
    Path file = folder.resolve("records");
    if (Files.exists(file)) return file;
    byte[] content = new byte[COUNT * LENGTH];
    new Random(20).nextBytes(content);
    Files.write(file, content);
    return file;
  }

  private RDD<byte[]> read() throws IOException {
    return brasa
        .binaryRecords(records().toString(), LENGTH)
        .map(
            bytes -> {
              seen.incrementAndGet();
              return bytes;
            });
  }

  private static PairRDD<byte[], byte[]> sorted(RDD<byte[]> read) {
    return read.mapToPair(bytes -> new Pair<>(Arrays.copyOf(bytes, 10), bytes))
        .sortByKey(SortOrder.unsignedBytes(), RANGES);
  }

  private static List<Object> bounds(PairRDD<byte[], byte[]> sorted) {
    return ((RangePartitioner) sorted.partitioner().orElseThrow()).bounds();
  }

  private static void assertEven(PairRDD<byte[], byte[]> sorted, long count) {
    List<Integer> sizes = new ArrayList<>();
    for (List<Pair<byte[], byte[]>> part : sorted.glom().collect()) sizes.add(part.size());
    assertEquals(RANGES, sizes.size());
    assertEquals(count, sizes.stream().mapToLong(size -> size).sum());
    for (int size : sizes)
      assertTrue(size > count / RANGES / 2 && size < count / RANGES * 2, sizes.toString());
  }

  @Test
  void readsFewRecordsOfAFileWhoseRecordsHaveOneLength() throws IOException {
    PairRDD<byte[], byte[]> sorted = sorted(read());
    assertTrue(seen.get() > 100 && seen.get() < 2_000, seen + " records");
    assertEven(sorted, COUNT);
  }

  @Test
  void drawsTheSameRecordsAgain() throws IOException {
    List<Object> first = bounds(sorted(read()));
    List<Object> second = bounds(sorted(read()));
    assertTrue(Arrays.deepEquals(first.toArray(), second.toArray()));
  }

  /** Ten million records of zeros, which take no room on the disk. */
  private static Path holes() throws IOException {
    Path file = folder.resolve("holes");
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(10_000_000L * LENGTH);
    }
    return file;
  }

  @Test
  void drawsMoreWhereAFilterLeavesFew() throws IOException {
    brasa
        .binaryRecords(holes().toString(), LENGTH)
        .filter(bytes -> seen.incrementAndGet() % 6 == 0)
        .mapToPair(bytes -> new Pair<>(bytes, 1))
        .sortByKey(SortOrder.unsignedBytes(), RANGES);
    // The first draw alone would be less than a thousand.
    assertTrue(seen.get() > 3_000 && seen.get() < 20_000, seen + " records");
  }

  @Test
  void readsAllWhereAFilterLeavesNextToNothing() throws IOException {
    RDD<byte[]> rare = read().filter(bytes -> bytes[99] == 7 && bytes[98] == 7);
    PairRDD<byte[], byte[]> sorted = sorted(rare);
    assertTrue(seen.get() >= COUNT, seen + " records");
    assertEquals(rare.count(), sorted.count());
  }

  @Test
  void readsAllOfWhatIsToBeKept() throws IOException {
    RDD<byte[]> kept = read().cache();
    PairRDD<byte[], byte[]> sorted = sorted(kept);
    assertEquals(COUNT, seen.get());
    assertEven(sorted, COUNT);
    assertEquals(COUNT, seen.get());
  }

  @Test
  void readsAllWhereAFunctionSeesWholePartitions() throws IOException {
    sorted(read().mapPartitions(rows -> rows));
    assertEquals(COUNT, seen.get());
  }
}
