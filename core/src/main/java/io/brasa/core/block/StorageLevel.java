package io.brasa.core.block;

/**
 * Where a persisted partition may be kept, by Spark's names. Records that can change are safe at
 * every level: each reader gets copies of its own.
 *
 * <p>Levels ending in {@code _2} and {@code _3} ask for copies by several executors, on different
 * hosts if there are: a task ends when the partition that it has kept is with others, too, and what
 * a lost executor has kept is copied again from those. In one process, or with fewer executors,
 * there are fewer copies, and the context says so once, in its log and as an event.
 *
 * @param useDisk on disk when there is no room in memory
 * @param useMemory in memory while there is room
 * @param useOffHeap memory means memory outside the heap, as far as the setting {@code
 *     memory.offheap} goes
 * @param deserialized as objects in memory, else as bytes
 * @param replication in how many places
 */
public record StorageLevel(
    boolean useDisk, boolean useMemory, boolean useOffHeap, boolean deserialized, int replication)
    implements java.io.Serializable {
  public static final StorageLevel NONE = new StorageLevel(false, false, false, false, 1);
  public static final StorageLevel DISK_ONLY = new StorageLevel(true, false, false, false, 1);
  public static final StorageLevel DISK_ONLY_2 = new StorageLevel(true, false, false, false, 2);
  public static final StorageLevel DISK_ONLY_3 = new StorageLevel(true, false, false, false, 3);
  public static final StorageLevel MEMORY_ONLY = new StorageLevel(false, true, false, true, 1);
  public static final StorageLevel MEMORY_ONLY_2 = new StorageLevel(false, true, false, true, 2);
  public static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(false, true, false, false, 1);
  public static final StorageLevel MEMORY_ONLY_SER_2 =
      new StorageLevel(false, true, false, false, 2);
  public static final StorageLevel MEMORY_AND_DISK = new StorageLevel(true, true, false, true, 1);
  public static final StorageLevel MEMORY_AND_DISK_2 = new StorageLevel(true, true, false, true, 2);
  public static final StorageLevel MEMORY_AND_DISK_SER =
      new StorageLevel(true, true, false, false, 1);
  public static final StorageLevel MEMORY_AND_DISK_SER_2 =
      new StorageLevel(true, true, false, false, 2);
  public static final StorageLevel OFF_HEAP = new StorageLevel(true, true, true, false, 1);

  public StorageLevel {
    if (replication < 1 || replication > 40)
      throw new IllegalArgumentException("replication is 1 to 40, but this is " + replication);
    if (useOffHeap && deserialized)
      throw new IllegalArgumentException("objects are in the heap, not outside it");
    if (useOffHeap && !useMemory)
      throw new IllegalArgumentException("outside the heap is in memory");
  }

  /** By Spark's name, such as {@code MEMORY_ONLY_SER}. Fails if there is none of that name. */
  public static StorageLevel fromString(String name) {
    return switch (name) {
      case "NONE" -> NONE;
      case "DISK_ONLY" -> DISK_ONLY;
      case "DISK_ONLY_2" -> DISK_ONLY_2;
      case "DISK_ONLY_3" -> DISK_ONLY_3;
      case "MEMORY_ONLY" -> MEMORY_ONLY;
      case "MEMORY_ONLY_2" -> MEMORY_ONLY_2;
      case "MEMORY_ONLY_SER" -> MEMORY_ONLY_SER;
      case "MEMORY_ONLY_SER_2" -> MEMORY_ONLY_SER_2;
      case "MEMORY_AND_DISK" -> MEMORY_AND_DISK;
      case "MEMORY_AND_DISK_2" -> MEMORY_AND_DISK_2;
      case "MEMORY_AND_DISK_SER" -> MEMORY_AND_DISK_SER;
      case "MEMORY_AND_DISK_SER_2" -> MEMORY_AND_DISK_SER_2;
      case "OFF_HEAP" -> OFF_HEAP;
      default -> throw new IllegalArgumentException("there is no storage level '" + name + "'");
    };
  }

  /** Whether anything is kept at all. */
  public boolean isKept() {
    return useMemory || useDisk;
  }

  /** The same, on disk when there is no room in memory. */
  public StorageLevel withDisk() {
    return new StorageLevel(true, useMemory, useOffHeap, deserialized, replication);
  }

  /** Spark's name of this level, or what it is made of. */
  @Override
  public String toString() {
    if (!isKept()) return "NONE";
    String base =
        useOffHeap
            ? "OFF_HEAP"
            : (useMemory ? useDisk ? "MEMORY_AND_DISK" : "MEMORY_ONLY" : "DISK_ONLY")
                + (useMemory && !deserialized ? "_SER" : "");
    String full = useOffHeap && !useDisk ? base + " without disk" : base;
    return replication == 1 ? full : full + "_" + replication;
  }
}
