package io.brasa.sql;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.Ownership;
import io.brasa.core.commit.Staging;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.Lineage;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.execute.FolderSwap;
import io.brasa.sql.execute.PartitionFolders;
import io.brasa.sql.execute.WriteBatches;
import io.brasa.sql.logical.LogicalPlan;

/**
 * One save of a table into a folder. A new folder appears by core's commit: whole or not at all.
 * How one takes the place of another, or goes into it, is what {@link FolderSwap} says.
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
    this.id = Long.toUnsignedString(execution.newSeed(), 36);
  }

  void run(LogicalPlan plan, SaveMode mode, Sink sink, PartitionFolders folders) {
    Storage storage = target.storage();
    Ownership ownership = execution.assembly().ownership();
    FolderSwap.recover(storage, target.path(), ownership);
    boolean isThere = storage.status(target.path()).isPresent();
    if (isThere && mode == SaveMode.Ignore) return;
    boolean isNew = mode == SaveMode.ErrorIfExists;
    if (isThere && isNew && !execution.assembly().hasSaved(path)) throw exists();
    if (!isThere || isNew) {
      write(plan, path, sink, folders);
      return;
    }
    FolderSwap swap = new FolderSwap(storage, target.path(), ownership, id);
    boolean isInstead = mode == SaveMode.Overwrite;
    write(plan, isInstead ? swap.replacement() : swap.addition(), sink, folders);
    if (isInstead) swap.replace();
    else swap.append();
  }

  private void write(LogicalPlan plan, String folder, Sink sink, PartitionFolders folders) {
    execution.use(plan, site, batches -> write(batches, folder, sink, folders));
  }

  private void write(Lineage<Batch> batches, String folder, Sink sink, PartitionFolders folders) {
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

  private EngineException exists() {
    return new EngineException(
        CoreError.OUTPUT_EXISTS,
        "There is already something at " + path + ", where the rows should go",
        "Choose another folder, or a mode: append, overwrite or ignore");
  }
}
