package io.brasa.core.block;

/**
 * Where a persisted partition may be kept. Values that can change are kept as bytes at every level,
 * so that no task sees what another did to them.
 *
 * @param useMemory in memory while there is room
 * @param useDisk on disk when there is none
 * @param serialized as bytes also in memory
 * @param replication copies; only 1 so far
 */
public record StorageLevel(boolean useMemory, boolean useDisk, boolean serialized, int replication)
    implements java.io.Serializable {
  public static final StorageLevel NONE = new StorageLevel(false, false, false, 1);
  public static final StorageLevel DISK_ONLY = new StorageLevel(false, true, true, 1);
  public static final StorageLevel MEMORY_ONLY = new StorageLevel(true, false, false, 1);
  public static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(true, false, true, 1);
  public static final StorageLevel MEMORY_AND_DISK = new StorageLevel(true, true, false, 1);
  public static final StorageLevel MEMORY_AND_DISK_SER = new StorageLevel(true, true, true, 1);

  /** Whether anything is kept at all. */
  public boolean isKept() {
    return useMemory || useDisk;
  }

  public StorageLevel {
    if (replication != 1)
      throw new IllegalArgumentException("replication " + replication + " is not supported yet");
  }
}
