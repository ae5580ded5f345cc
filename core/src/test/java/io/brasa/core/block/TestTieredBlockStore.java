package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.FailureKind;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestTieredBlockStore {
  private static final long TOTAL_BYTES = 10_000;

  private final Codecs codecs = new Codecs(TestTieredBlockStore.class.getClassLoader());
  private final MemoryStorage storage = new MemoryStorage();
  private final MemoryAccount account = new MemoryAccount(TOTAL_BYTES, 1_000);
  private final MemoryAccount offHeap = new MemoryAccount(100_000, 0);
  private final TieredBlockStore store =
      new TieredBlockStore(account, offHeap, codecs, storage, "/blocks");

  @Test
  void keepsReferencesToImmutableValues() {
    ObjectBlock block = objects(100, "a", "b", null);
    assertTrue(store.put(name(1, 0), block, StorageLevel.MEMORY_ONLY));
    assertSame(block, store.get(name(1, 0)).orElseThrow());
    assertEquals(new BlockStore.Usage(1, 100, 0), store.usage());
  }

  @Test
  void keepsBytesOfValuesThatCanChange() {
    int[] mutable = {1, 2};
    store.put(name(1, 0), objects(100, (Object) mutable), StorageLevel.MEMORY_ONLY);
    mutable[0] = 9;
    assertEquals(1, ((int[]) read(name(1, 0)).getFirst())[0]);
    assertNotSame(read(name(1, 0)).getFirst(), read(name(1, 0)).getFirst());
  }

  @Test
  void serializedLevelsKeepBytesInMemory() {
    store.put(name(1, 0), objects(100, "a"), StorageLevel.MEMORY_ONLY_SER);
    assertInstanceOf(ByteBlock.class, store.get(name(1, 0)).orElseThrow());
    assertEquals(List.of("a"), read(name(1, 0)));
    assertEquals(List.of(), storage.paths());
  }

  @Test
  void diskOnlyNeverUsesMemory() {
    store.put(name(1, 0), objects(100, "a", 2L), StorageLevel.DISK_ONLY);
    assertEquals(0, account.heldBytes());
    assertEquals(List.of("a", 2L), read(name(1, 0)));
    assertEquals(1, storage.paths().size());
  }

  @Test
  void noneKeepsNothing() {
    assertFalse(store.put(name(1, 0), objects(100, "a"), StorageLevel.NONE));
    assertTrue(store.get(name(1, 0)).isEmpty());
  }

  @Test
  void theLeastRecentlyUsedBlockLeavesFirst() {
    for (int i = 0; i < 3; i++)
      store.put(name(i, 0), objects(3_000, "v" + i), StorageLevel.MEMORY_ONLY);
    store.get(name(0, 0));
    store.put(name(3, 0), objects(3_000, "v3"), StorageLevel.MEMORY_ONLY);
    assertTrue(store.get(name(1, 0)).isEmpty());
    assertEquals(List.of("v0"), read(name(0, 0)));
    assertEquals(9_000, account.heldBytes());
  }

  @Test
  void anEvictedBlockGoesToDiskWhenItsLevelHasOne() {
    for (int i = 0; i < 4; i++)
      store.put(name(i, 0), objects(3_000, "v" + i), StorageLevel.MEMORY_AND_DISK);
    for (int i = 0; i < 4; i++) assertEquals(List.of("v" + i), read(name(i, 0)));
    assertEquals(1, storage.paths().size());
    assertEquals(9_000, store.usage().memoryBytes());
  }

  @Test
  void aDatasetDoesNotPushOutItsOwnBlocks() {
    for (int i = 0; i < 3; i++)
      assertTrue(store.put(name(1, i), objects(3_000, "v" + i), StorageLevel.MEMORY_ONLY));
    assertFalse(store.put(name(1, 3), objects(3_000, "v3"), StorageLevel.MEMORY_ONLY));
    assertEquals(List.of("v0"), read(name(1, 0)));
  }

  @Test
  void executionTakesMemoryBack() {
    for (int i = 0; i < 3; i++)
      store.put(name(i, 0), objects(3_000, "v" + i), StorageLevel.MEMORY_AND_DISK);
    try (Reservation task = account.forTask("task")) {
      assertTrue(task.grow(5_000));
      assertEquals(2, storage.paths().size());
      for (int i = 0; i < 3; i++) assertEquals(List.of("v" + i), read(name(i, 0)));
    }
  }

  @Test
  void aFullDiskKeepsTheBlockInMemory() {
    storage.bytesLeft = 3;
    for (int i = 0; i < 3; i++)
      store.put(name(i, 0), objects(3_000, "v" + i), StorageLevel.MEMORY_AND_DISK);
    try (Reservation task = account.forTask("task")) {
      assertFalse(task.grow(5_000));
      assertEquals(List.of("v0"), read(name(0, 0)));
      assertEquals(List.of(), storage.paths());
    }
  }

  @Test
  void damagedFilesAreNamedAndLost() {
    store.put(name(1, 0), objects(100, "some text", 2L), StorageLevel.DISK_ONLY);
    String path = storage.paths().getFirst();
    int size = storage.size(path);
    for (int offset = 0; offset < size; offset++) {
      storage.flipBit(path, offset);
      assertLost();
      storage.flipBit(path, offset);
    }
    assertEquals(List.of("some text", 2L), read(name(1, 0)));
    storage.truncate(path, size - 1);
    assertLost();
    storage.delete(path);
    assertLost();
  }

  private void assertLost() {
    EngineException failure = assertThrows(EngineException.class, () -> read(name(1, 0)));
    assertEquals(CoreError.BLOCK_CORRUPT, failure.code());
    assertEquals(FailureKind.LOST, failure.kind());
    assertTrue(failure.what().contains(name(1, 0).toString()), failure.what());
  }

  @Test
  void closingLeavesNeitherFilesNorMemory() {
    for (int i = 0; i < 9; i++)
      store.put(name(i, 0), objects(3_000, "v" + i), StorageLevel.MEMORY_AND_DISK);
    assertTrue(store.remove(name(0, 0)));
    assertFalse(store.remove(name(0, 0)));
    store.close();
    assertEquals(List.of(), storage.paths());
    assertEquals(0, account.heldBytes());
    assertFalse(store.put(name(1, 0), objects(1, "late"), StorageLevel.MEMORY_AND_DISK));
    assertEquals(0, account.heldBytes());
  }

  private List<Object> read(BlockName name) {
    List<Object> values = new ArrayList<>();
    store.get(name).orElseThrow().values(codecs).forEachRemaining(values::add);
    return values;
  }

  private static BlockName name(int dataset, int partition) {
    return new BlockName.Cached(dataset, partition);
  }

  private static ObjectBlock objects(long heapBytes, Object... values) {
    return new ObjectBlock(
        Arrays.copyOf(values, values.length, Object[].class), values.length, heapBytes);
  }
}
