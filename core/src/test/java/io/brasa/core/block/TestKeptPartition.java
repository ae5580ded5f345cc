package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.DiskQuota;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Partitions on their way into the store, with room and without. */
final class TestKeptPartition {
  private static final BlockName NAME = new BlockName.Cached(1, 0);

  private final Codecs codecs = new Codecs(TestKeptPartition.class.getClassLoader());
  private final MemoryStorage storage = new MemoryStorage();

  record Point(double y, double[] x) {}

  static List<StorageLevel> levels() {
    return List.of(
        StorageLevel.DISK_ONLY,
        StorageLevel.MEMORY_ONLY,
        StorageLevel.MEMORY_ONLY_SER,
        StorageLevel.MEMORY_AND_DISK,
        StorageLevel.MEMORY_AND_DISK_SER,
        StorageLevel.OFF_HEAP);
  }

  private static List<Object> texts(int count) {
    return IntStream.range(0, count).<Object>mapToObj(i -> "record number " + i).toList();
  }

  private static List<Object> points(int count) {
    return IntStream.range(0, count).<Object>mapToObj(i -> new Point(i, new double[] {i})).toList();
  }

  private record Rig(TieredBlockStore store, MemoryAccount heap, MemoryAccount offHeap) {}

  private Rig rig(long memoryBytes) {
    MemoryAccount heap = new MemoryAccount(memoryBytes, 100);
    MemoryAccount offHeap = new MemoryAccount(memoryBytes, 0);
    return new Rig(new TieredBlockStore(heap, offHeap, codecs, storage, "/blocks"), heap, offHeap);
  }

  private static List<Object> drained(ClosingIterator<Object> values) {
    List<Object> found = new ArrayList<>();
    try (values) {
      while (values.hasNext()) found.add(values.next());
    }
    assertThrows(NoSuchElementException.class, values::next);
    return found;
  }

  private void assertEmpty(Rig rig) {
    rig.store.close();
    assertEquals(0, rig.heap.heldBytes());
    assertEquals(0, rig.offHeap.heldBytes());
    assertEquals(List.of(), storage.paths());
  }

  @ParameterizedTest
  @MethodSource("levels")
  void givesAllRecordsOnAndKeepsThemWhereThereIsRoom(StorageLevel level) {
    for (int count : List.of(0, 1, 17, 20_000)) {
      Rig rig = rig(100 << 20);
      assertEquals(
          texts(count),
          drained(rig.store.keep(NAME, 0, texts(count).iterator(), level, () -> false)));
      assertTrue(rig.store.contains(NAME));
      assertEquals(texts(count), drained(rig.store.read(NAME, 0, () -> false).orElseThrow()));
      assertEquals(texts(count), drained(rig.store.read(NAME, 0, () -> true).orElseThrow()));
      assertEmpty(rig);
    }
  }

  @ParameterizedTest
  @MethodSource("levels")
  void givesAllRecordsOnWhereThereIsNoRoom(StorageLevel level) {
    for (int memoryBytes : List.of(0, 10_000, 300_000)) {
      Rig rig = rig(memoryBytes);
      List<Object> records = texts(50_000);
      assertEquals(
          records, drained(rig.store.keep(NAME, 0, records.iterator(), level, () -> false)));
      assertEquals(level.useDisk(), rig.store.contains(NAME));
      if (level.useDisk()) {
        assertEquals(records, drained(rig.store.read(NAME, 0, () -> false).orElseThrow()));
        assertTrue(rig.store.usage().diskBytes() > 100_000);
      }
      assertEquals(0, rig.heap.heldBytes());
      assertEquals(0, rig.offHeap.heldBytes());
      assertEmpty(rig);
    }
  }

  @ParameterizedTest
  @MethodSource("levels")
  void holdsNoMoreThanIsGranted(StorageLevel level) {
    Rig rig = rig(300_000);
    long[] most = new long[1];
    Iterator<Object> watched =
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < 50_000;
          }

          @Override
          public Object next() {
            most[0] = Math.max(most[0], rig.heap.heldBytes() + rig.offHeap.heldBytes());
            return "record number " + next++;
          }
        };
    drained(rig.store.keep(NAME, 0, watched, level, () -> false));
    assertTrue(most[0] <= 300_000, "held " + most[0]);
    assertEmpty(rig);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void readersOfRecordsThatCanChangeGetTheirOwn(StorageLevel level) {
    for (int memoryBytes : List.of(50_000, 100 << 20)) {
      Rig rig = rig(memoryBytes);
      Point reused = new Point(0, new double[1]);
      Iterator<Object> records =
          IntStream.range(0, 10_000)
              .<Object>mapToObj(
                  i -> {
                    reused.x()[0] = i;
                    return reused;
                  })
              .iterator();
      try (ClosingIterator<Object> first = rig.store.keep(NAME, 0, records, level, () -> false)) {
        for (int i = 0; first.hasNext(); i++) {
          Point point = (Point) first.next();
          assertEquals(i, point.x()[0]);
          point.x()[0] = -1;
        }
      }
      if (rig.store.contains(NAME)) {
        for (int pass = 0; pass < 2; pass++) {
          int i = 0;
          for (Object value : drained(rig.store.read(NAME, 0, () -> false).orElseThrow())) {
            assertEquals(i++, ((Point) value).x()[0]);
            ((Point) value).x()[0] = -1;
          }
        }
      }
      assertEmpty(rig);
    }
  }

  @Test
  void readersThatLeaveRecordsAloneShareThem() {
    Rig rig = rig(100 << 20);
    drained(rig.store.keep(NAME, 0, points(3).iterator(), StorageLevel.MEMORY_ONLY, () -> true));
    Object first = rig.store.read(NAME, 0, () -> true).orElseThrow().next();
    assertSame(first, rig.store.read(NAME, 0, () -> true).orElseThrow().next());
    assertNotSame(first, rig.store.read(NAME, 0, () -> false).orElseThrow().next());
    assertEmpty(rig);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void aReaderThatStopsEarlyLeavesNothingBehind(StorageLevel level) {
    for (int taken : List.of(0, 1, 700, 30_000)) {
      Rig rig = rig(200_000);
      try (ClosingIterator<Object> values =
          rig.store.keep(NAME, 0, texts(50_000).iterator(), level, () -> false)) {
        for (int i = 0; i < taken; i++) values.next();
      }
      assertFalse(rig.store.contains(NAME));
      assertEquals(0, rig.heap.heldBytes());
      assertEquals(0, rig.offHeap.heldBytes());
      assertEquals(List.of(), storage.paths());
    }
  }

  @ParameterizedTest
  @MethodSource("levels")
  void aFailureOfTheSourceLeavesNothingBehind(StorageLevel level) {
    for (int good : List.of(0, 10, 30_000)) {
      Rig rig = rig(200_000);
      Iterator<Object> failing =
          IntStream.range(0, 50_000)
              .<Object>mapToObj(
                  i -> {
                    if (i == good) throw new IllegalStateException("at " + i);
                    return "record number " + i;
                  })
              .iterator();
      assertThrows(
          IllegalStateException.class,
          () -> {
            try (ClosingIterator<Object> values =
                rig.store.keep(NAME, 0, failing, level, () -> false)) {
              while (values.hasNext()) values.next();
            }
          });
      assertFalse(rig.store.contains(NAME));
      assertEmpty(rig);
    }
  }

  @Test
  void memoryOutsideTheHeapIsFreeWhenTheLastReaderIsClosed() {
    Rig rig = rig(100 << 20);
    drained(rig.store.keep(NAME, 0, texts(10_000).iterator(), StorageLevel.OFF_HEAP, () -> false));
    assertEquals(0, rig.heap.heldBytes());
    assertTrue(rig.offHeap.heldBytes() > 100_000);
    ClosingIterator<Object> reader = rig.store.read(NAME, 0, () -> false).orElseThrow();
    Block found = rig.store.get(NAME).orElseThrow();
    rig.store.remove(NAME);
    assertTrue(rig.offHeap.heldBytes() > 0, "somebody still reads it");
    assertEquals(texts(10_000), drained(reader));
    assertEquals(0, rig.offHeap.heldBytes());
    EngineException failure = assertThrows(EngineException.class, () -> found.values(codecs));
    assertEquals(CoreError.BLOCK_CORRUPT, failure.code());
  }

  @Test
  void blocksOutsideTheHeapLeaveForOthersOutsideTheHeapOnly() {
    Rig rig = rig(400_000);
    BlockName other = new BlockName.Cached(2, 0);
    drained(rig.store.keep(NAME, 0, texts(10_000).iterator(), StorageLevel.OFF_HEAP, () -> false));
    assertTrue(rig.heap.forTask("task").grow(400_000));
    assertEquals(0, rig.store.usage().diskBytes());
    drained(rig.store.keep(other, 0, texts(10_000).iterator(), StorageLevel.OFF_HEAP, () -> false));
    assertEquals(texts(10_000), drained(rig.store.read(NAME, 0, () -> false).orElseThrow()));
    assertEquals(texts(10_000), drained(rig.store.read(other, 0, () -> false).orElseThrow()));
    assertTrue(rig.store.usage().diskBytes() > 0, "one of them is on disk now");
  }

  @Test
  void aFullDiskKeepsNothingAndLosesNothing() {
    Rig rig = rig(100_000);
    storage.bytesLeft = 200_000;
    List<Object> records = texts(50_000);
    for (StorageLevel level : levels()) {
      assertEquals(
          records, drained(rig.store.keep(NAME, 0, records.iterator(), level, () -> false)));
      assertFalse(rig.store.contains(NAME));
    }
    assertEmpty(rig);
  }

  @Test
  void anotherDatasetMakesRoomAndItsOwnDoesNot() {
    Rig rig = rig(900_000);
    BlockName second = new BlockName.Cached(1, 1);
    BlockName other = new BlockName.Cached(2, 0);
    List<Object> records = texts(25_000);
    drained(rig.store.keep(NAME, 0, records.iterator(), StorageLevel.MEMORY_ONLY, () -> false));
    drained(rig.store.keep(second, 0, records.iterator(), StorageLevel.MEMORY_ONLY, () -> false));
    assertTrue(rig.store.contains(NAME));
    assertFalse(rig.store.contains(second));
    drained(rig.store.keep(other, 0, records.iterator(), StorageLevel.MEMORY_ONLY, () -> false));
    assertFalse(rig.store.contains(NAME));
    assertTrue(rig.store.contains(other));
    assertEmpty(rig);
  }

  @Test
  void objectsBecomeBytesBeforeTheirDatasetGoesWithout() {
    Rig rig = rig(3_000_000);
    List<Object> records = texts(25_000);
    for (int partition = 0; partition < 4; partition++) {
      BlockName name = new BlockName.Cached(1, partition);
      drained(rig.store.keep(name, 0, records.iterator(), StorageLevel.MEMORY_ONLY, () -> false));
    }
    for (int partition = 0; partition < 4; partition++) {
      BlockName name = new BlockName.Cached(1, partition);
      assertEquals(records, drained(rig.store.read(name, 0, () -> false).orElseThrow()));
    }
    assertTrue(rig.heap.heldBytes() <= 3_000_000);
    assertEquals(rig.store.usage().memoryBytes(), rig.heap.heldBytes());
    assertEmpty(rig);
  }

  @Test
  void executionMakesBytesOfObjectsBeforeTheyLeave() {
    Rig rig = rig(3_000_000);
    List<Object> records = points(20_000);
    drained(rig.store.keep(NAME, 0, records.iterator(), StorageLevel.MEMORY_ONLY, () -> false));
    long asObjects = rig.store.usage().memoryBytes();
    try (ClosingIterator<Object> early = rig.store.read(NAME, 0, () -> false).orElseThrow()) {
      for (int i = 0; i < 5_000; i++) early.next();
      try (Reservation task = rig.heap.forTask("a task")) {
        assertTrue(task.grow(3_000_000 - asObjects + asObjects / 4));
        assertTrue(rig.store.usage().memoryBytes() < asObjects * 3 / 4);
        assertSamePoints(records, drained(rig.store.read(NAME, 0, () -> false).orElseThrow()), 0);
        assertSamePoints(records, drained(early), 5_000);
        assertTrue(task.grow(600_000));
        assertEquals(0, rig.store.usage().memoryBytes());
      }
    }
    assertEmpty(rig);
  }

  private static void assertSamePoints(List<Object> expected, List<Object> found, int from) {
    assertEquals(expected.size() - from, found.size());
    for (int i = 0; i < found.size(); i++) {
      Point point = (Point) expected.get(from + i);
      Point other = (Point) found.get(i);
      assertEquals(point.y, other.y);
      assertArrayEquals(point.x, other.x);
    }
  }

  @Test
  void whatHasNoFormAsBytesStaysAsObjectsOrGoes() {
    Rig rig = rig(3_000_000);
    record Opaque(Thread thread) {}
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) records.add(new Opaque(Thread.currentThread()));
    ObjectBlock block = new ObjectBlock(records.toArray(), records.size(), 1_500_000);
    KeptObjects kept = new KeptObjects(NAME, List.of(block));
    assertTrue(kept.mayBePacked());
    assertNull(kept.pack(codecs));
    assertFalse(kept.mayBePacked());
    assertEquals(1_500_000, kept.sizeBytes());
    assertEquals(records, drained(kept.values(codecs)));
    assertEmpty(rig);
  }

  @Test
  void bytesThatSaveTooLittleAreNotMade() {
    byte[] noise = new byte[100_000];
    KeptObjects kept =
        new KeptObjects(NAME, List.of(new ObjectBlock(new Object[] {noise}, 1, 100_016, true)));
    assertNull(kept.pack(codecs));
    assertTrue(kept.isWhollyObjects());
  }

  @Test
  void manyThreadsReadKeepAndTakeTheMemoryAtOnce() throws Exception {
    Rig rig = rig(2_000_000);
    List<Object> records = texts(10_000);
    List<Thread> threads = new ArrayList<>();
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 60; i++) {
                        BlockName name = new BlockName.Cached(first % 2, (first + i) % 5);
                        Optional<ClosingIterator<Object>> found =
                            rig.store.read(name, 0, () -> false);
                        ClosingIterator<Object> values =
                            found.orElseGet(
                                () ->
                                    rig.store.keep(
                                        name,
                                        0,
                                        records.iterator(),
                                        StorageLevel.MEMORY_ONLY,
                                        () -> false));
                        assertEquals(records, drained(values));
                        if (i % 7 == first) rig.store.remove(name);
                        try (Reservation task = rig.heap.forTask("a task")) {
                          task.grow(i * 20_000L);
                        }
                      }
                    } catch (Throwable e) {
                      failures.add(e);
                    }
                  }));
    }
    for (Thread thread : threads) thread.join();
    assertEquals(List.of(), List.copyOf(failures));
    assertEquals(rig.store.usage().memoryBytes(), rig.heap.heldBytes());
    assertEmpty(rig);
  }

  @Test
  void pinnedDatasetsLeaveMemoryForDiskOnlyAndDiskForNobody() {
    Rig rig = rig(3_000_000);
    drained(
        rig.store.keep(NAME, 0, texts(20_000).iterator(), StorageLevel.MEMORY_ONLY, () -> false));
    rig.store.pin(1);
    assertTrue(rig.heap.forTask("task").grow(2_900_000));
    assertEquals(texts(20_000), drained(rig.store.read(NAME, 0, () -> false).orElseThrow()));
    assertEquals(0, rig.store.relieveDisk(1));
    rig.store.unpin(1);
    assertTrue(rig.store.relieveDisk(1) > 1);
    assertFalse(rig.store.contains(NAME));
    assertEquals(List.of(), storage.paths());
  }

  @Test
  void spillsTakeTheDiskOfBlocksThatCanBeComputedAgain() throws Exception {
    DiskQuota quota = new DiskQuota(storage, 1_000_000);
    TieredBlockStore store =
        new TieredBlockStore(
            new MemoryAccount(0, 0),
            new MemoryAccount(0, 0),
            codecs,
            quota.forKeeping(),
            "/blocks");
    quota.onPressure(store::relieveDisk);
    drained(store.keep(NAME, 0, texts(20_000).iterator(), StorageLevel.DISK_ONLY, () -> false));
    BlockName second = new BlockName.Cached(2, 0);
    drained(store.keep(second, 0, texts(50_000).iterator(), StorageLevel.DISK_ONLY, () -> false));
    assertTrue(store.contains(NAME));
    assertFalse(store.contains(second), "blocks do not push each other from the disk");
    try (java.io.OutputStream spill = quota.forWork().create("/spill")) {
      spill.write(new byte[900_000]);
    }
    assertFalse(store.contains(NAME));
    assertEquals(900_000, quota.usedBytes());
  }

  @Test
  void aDamagedFileIsMissedBeforeTheFirstRecord() {
    Rig rig = rig(0);
    drained(rig.store.keep(NAME, 0, texts(10).iterator(), StorageLevel.DISK_ONLY, () -> false));
    storage.flipBit(storage.paths().getFirst(), 40);
    assertTrue(rig.store.read(NAME, 0, () -> false).isEmpty());
    assertFalse(rig.store.contains(NAME));
    assertEmpty(rig);
  }
}
