package io.brasa.sql;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.Staging;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.Lineage;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.runtime.storage.StoredFile;
import io.brasa.sql.execute.PartitionFolders;
import io.brasa.sql.execute.WriteBatches;
import io.brasa.sql.logical.LogicalPlan;

/**
 * One save of a table into a folder.
 *
 * <p>A new folder appears by core's commit: whole or not at all. To replace a folder, the new one
 * is committed under a hidden name beside it; then the old one is renamed away, the new one renamed
 * to its place, and the old one deleted. Between the two renames there is no folder at the place
 * for a moment; what dies there leaves both under hidden names, {@code .NAME.old-ID} and {@code
 * .NAME.new-ID}. To append, the new files are committed beside the folder likewise, and then moved
 * into it one by one, under names no other save gives: a driver killed in between leaves some of
 * them moved, the rest in {@code .NAME.new-ID}.
 */
final class TableSave {
  private final Execution execution;
  private final String path;
  private final CallSite site;
  private final Located target;
  private final String id;

  TableSave(Execution execution, String path, CallSite site) {
    this.execution = execution;
    this.path = path;
    this.site = site;
    this.target = execution.assembly().storages().resolve(path);
    this.id = Long.toUnsignedString(execution.assembly().environment().newRandom().nextLong(), 36);
  }

  void run(LogicalPlan plan, SaveMode mode, Sink sink, PartitionFolders folders) {
    Storage storage = target.storage();
    boolean isThere = storage.status(target.path()).isPresent();
    if (isThere && mode == SaveMode.Ignore) return;
    if (isThere && mode == SaveMode.ErrorIfExists) throw exists();
    if (!isThere) {
      write(plan, path, sink, folders);
      return;
    }
    String staged = beside("new");
    write(plan, staged, sink, folders);
    if (mode == SaveMode.Overwrite) replace(storage, staged);
    else append(storage, staged);
  }

  private void write(LogicalPlan plan, String folder, Sink sink, PartitionFolders folders) {
    Lineage<Batch> batches = execution.dataset(plan, site);
    execution
        .assembly()
        .save(
            batches,
            folder,
            site,
            (Staging staging) ->
                new WriteBatches(
                    staging, sink, folders, "part-" + id + "-", execution.operators()));
  }

  /** A hidden name in the folder that the target is in. */
  private String beside(String what) {
    int slash = target.path().lastIndexOf('/');
    String name = target.path().substring(slash + 1);
    return target.path().substring(0, slash + 1) + "." + name + "." + what + "-" + id;
  }

  private void replace(Storage storage, String staged) {
    String old = beside("old");
    storage.publish(target.path(), old);
    try {
      storage.publish(staged, target.path());
    } catch (RuntimeException e) {
      restore(storage, old, e);
      throw e;
    }
    storage.delete(old);
  }

  private void restore(Storage storage, String old, RuntimeException failure) {
    try {
      storage.publish(old, target.path());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void append(Storage storage, String staged) {
    move(storage, staged, target.path());
    storage.delete(staged);
  }

  private void move(Storage storage, String from, String to) {
    for (StoredFile file : storage.list(from)) {
      String name = file.path().substring(file.path().lastIndexOf('/') + 1);
      if (file.isFolder()) move(storage, file.path(), to + "/" + name);
      else if (!name.equals(Staging.SUCCESS)) storage.publish(file.path(), to + "/" + name);
    }
  }

  private EngineException exists() {
    return new EngineException(
        CoreError.OUTPUT_EXISTS,
        "There is already something at " + path + ", where the rows should go",
        "Choose another folder, or a mode: append, overwrite or ignore");
  }
}
