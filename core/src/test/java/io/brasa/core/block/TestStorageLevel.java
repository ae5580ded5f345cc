package io.brasa.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestStorageLevel {
  private static final List<String> NAMES =
      List.of(
          "NONE",
          "DISK_ONLY",
          "DISK_ONLY_2",
          "DISK_ONLY_3",
          "MEMORY_ONLY",
          "MEMORY_ONLY_2",
          "MEMORY_ONLY_SER",
          "MEMORY_ONLY_SER_2",
          "MEMORY_AND_DISK",
          "MEMORY_AND_DISK_2",
          "MEMORY_AND_DISK_SER",
          "MEMORY_AND_DISK_SER_2",
          "OFF_HEAP");

  @Test
  void theNameSaysWhatItIs() {
    for (String name : NAMES) {
      StorageLevel level = StorageLevel.fromString(name);
      assertEquals(name, level.toString());
      assertEquals(!name.equals("NONE"), level.isKept());
      assertEquals(name.contains("DISK") || name.equals("OFF_HEAP"), level.useDisk(), name);
      assertEquals(name.contains("MEMORY") || name.equals("OFF_HEAP"), level.useMemory(), name);
      assertEquals(name.equals("OFF_HEAP"), level.useOffHeap());
      assertEquals(name.contains("MEMORY") && !name.contains("SER"), level.deserialized(), name);
      int copies = name.endsWith("_2") ? 2 : name.endsWith("_3") ? 3 : 1;
      assertEquals(copies, level.replication());
    }
    assertThrows(IllegalArgumentException.class, () -> StorageLevel.fromString("memory_only"));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(
        IllegalArgumentException.class, () -> new StorageLevel(true, true, false, true, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new StorageLevel(true, true, false, true, 41));
    assertThrows(IllegalArgumentException.class, () -> new StorageLevel(true, true, true, true, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new StorageLevel(true, false, true, false, 1));
    assertEquals(40, new StorageLevel(true, true, false, true, 40).replication());
  }

  @Test
  void diskCanBeAdded() {
    assertEquals(StorageLevel.MEMORY_AND_DISK, StorageLevel.MEMORY_ONLY.withDisk());
    assertEquals(StorageLevel.MEMORY_AND_DISK_SER_2, StorageLevel.MEMORY_ONLY_SER_2.withDisk());
    StorageLevel offHeap = new StorageLevel(false, true, true, false, 1);
    assertEquals("OFF_HEAP without disk", offHeap.toString());
    assertEquals(StorageLevel.OFF_HEAP, offHeap.withDisk());
    assertTrue(offHeap.isKept());
    assertFalse(offHeap.useDisk());
  }
}
