package io.brasa.core;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.BlockName;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.block.TieredBlockStore;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.execute.Driver;
import io.brasa.core.execute.TaskRunner.Kept;
import io.brasa.core.lineage.Lineage;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Which datasets of a context are kept, and at which level. What is kept of a dataset goes when the
 * program cannot reach it any more. Thread-safe.
 */
final class Persistence {
  private final Settings settings;
  private final Environment environment;
  private final Driver driver;

  /** Where tasks of this process keep blocks; null when they run elsewhere. */
  private final TieredBlockStore localBlocks;

  private final EventListener listener;
  private final Consumer<String> warnings;
  private final Map<Long, WeakReference<Lineage<?>>> kept = new ConcurrentHashMap<>();
  private final AtomicBoolean hasWarned = new AtomicBoolean();
  private volatile boolean isClosed;

  Persistence(
      Settings settings,
      Environment environment,
      Driver driver,
      TieredBlockStore localBlocks,
      EventListener listener,
      Consumer<String> warnings) {
    this.settings = settings;
    this.environment = environment;
    this.driver = driver;
    this.localBlocks = localBlocks;
    this.listener = listener;
    this.warnings = warnings;
  }

  void keep(Lineage<?> lineage, StorageLevel level) {
    requireNonNull(level);
    StorageLevel now = lineage.storageLevel();
    if (now.isKept() && !now.equals(level)) throw fixed(lineage, now, level);
    if (now.isKept() || !level.isKept()) return;
    if (level.useOffHeap() && settings.offHeapBytes() == 0) throw noOffHeap(lineage, level);
    if (localBlocks != null && level.replication() > 1 && hasWarned.compareAndSet(false, true)) {
      warnings.accept(
          "'"
              + lineage
              + "' is persisted at "
              + level
              + ", but one copy is kept: all tasks run in this process");
    }
    lineage.keep(level);
    remember(lineage);
    tellKept(lineage, level);
  }

  private void tellKept(Lineage<?> lineage, StorageLevel level) {
    listener.on(
        new Event.DatasetPersisted(
            environment.currentTimeMillis(),
            lineage.id(),
            lineage.site().operation(),
            lineage.site().toString(),
            level.toString(),
            lineage.partitionCount()));
  }

  private static EngineException fixed(Lineage<?> lineage, StorageLevel now, StorageLevel level) {
    return new EngineException(
        CoreError.STORAGE_LEVEL_FIXED,
        "'" + lineage + "' is kept at " + now + " and cannot be kept at " + level,
        "Call unpersist() first");
  }

  private static EngineException noOffHeap(Lineage<?> lineage, StorageLevel level) {
    return new EngineException(
        CoreError.SETTING_INVALID,
        "'"
            + lineage
            + "' is to be kept at "
            + level
            + ", but nothing may be kept outside the heap",
        "Say how much may, with the setting memory.offheap, for example 2g");
  }

  private void remember(Lineage<?> lineage) {
    long id = lineage.id();
    Kept dataset = new Kept.Dataset(id, lineage.partitionCount());
    kept.put(id, new WeakReference<>(lineage));
    environment.whenUnreachable(
        lineage,
        () -> {
          kept.remove(id);
          if (!isClosed) forget(dataset, id);
        });
  }

  private void forget(Kept dataset, long id) {
    if (localBlocks != null) localBlocks.unpin(id);
    driver.forget(dataset);
    listener.on(new Event.DatasetUnpersisted(environment.currentTimeMillis(), id));
  }

  void unkeep(Lineage<?> lineage) {
    lineage.keep(StorageLevel.NONE);
    if (kept.remove(lineage.id()) == null) return;
    forget(new Kept.Dataset(lineage.id(), lineage.partitionCount()), lineage.id());
  }

  /** The datasets that are kept and that the program still reaches. */
  List<Lineage<?>> kept() {
    List<Lineage<?>> found = new ArrayList<>();
    for (WeakReference<Lineage<?>> reference : kept.values()) {
      Lineage<?> lineage = reference.get();
      if (lineage != null) found.add(lineage);
    }
    return found;
  }

  /**
   * Keeps a dataset for good, adding a disk to its level. Fails with {@code SETTING_INVALID} where
   * tasks do not run in this process: nobody would know where the blocks are.
   */
  void pin(Lineage<?> lineage) {
    if (localBlocks == null)
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "'" + lineage + "' cannot have a local checkpoint under the master " + settings.master(),
          "Use setCheckpointDir(folder) and checkpoint()");
    StorageLevel now = lineage.storageLevel();
    StorageLevel level = now.isKept() ? now.withDisk() : StorageLevel.MEMORY_AND_DISK;
    boolean isNew = !now.isKept();
    lineage.keep(level);
    if (isNew) remember(lineage);
    tellKept(lineage, level);
    localBlocks.pin(lineage.id());
  }

  /** The partitions of a dataset that this process does not keep. */
  List<Integer> missing(Lineage<?> lineage) {
    List<Integer> missing = new ArrayList<>();
    for (int p = 0; p < lineage.partitionCount(); p++) {
      if (!localBlocks.contains(new BlockName.Cached(lineage.id(), p))) missing.add(p);
    }
    return missing;
  }

  void close() {
    isClosed = true;
  }
}
