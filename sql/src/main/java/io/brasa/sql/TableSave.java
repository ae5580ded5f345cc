package io.brasa.sql;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.files.SaveMark;
import io.brasa.core.Placement;
import io.brasa.core.Writing;
import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.Ownership;
import io.brasa.core.commit.Staging;
import io.brasa.core.error.CoreError;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.execute.FolderSwap;
import io.brasa.sql.execute.PartitionFolders;
import io.brasa.sql.execute.WriteBatches;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.operator.OperatorSettings;

/**
 * One save of a table into a folder. A new folder appears by core's commit: whole or not at all.
 * How one takes the place of another, or goes into it, is what {@link FolderSwap} says. An
 * application with a journal does each save once, whichever of its drivers: the journal knows it by
 * the plan and the rows' sources.
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
    // Not steady: what another life did again could not be told from what this one did.
    long chance = execution.assembly().environment().newRandom().nextLong();
    this.id = Long.toUnsignedString(chance, 36);
  }

  void run(LogicalPlan plan, SaveMode mode, Sink sink, PartitionFolders folders) {
    run(plan, mode, sink, folders, false);
  }

  /**
   * Runs it.
   *
   * @param isByPartition whether overwriting replaces only the partitions that rows come for
   */
  void run(
      LogicalPlan plan, SaveMode mode, Sink sink, PartitionFolders folders, boolean isByPartition) {
    Storage storage = target.storage();
    FolderSwap.recover(storage, target.path(), execution.assembly().ownership());
    boolean isThere = storage.status(target.path()).isPresent();
    if (isThere && mode == SaveMode.Ignore) return;
    boolean isNew = mode == SaveMode.ErrorIfExists;
    if (isThere && isNew && !execution.assembly().hasSaved(path)) throw exists();
    FolderSwap swap = new FolderSwap(storage, target.path(), execution.assembly().owner(), id);
    // A partition has others beside it, which are read while it is replaced.
    int depth = isByPartition ? folders.columns().size() : 0;
    boolean isOfSome = depth > 0 || SaveMark.isPartition(target.path());
    String folder =
        !isThere || isNew
            ? path
            : mode == SaveMode.Append
                ? swap.addition()
                : isOfSome ? swap.exchange() : swap.replacement();
    InPlace whole = new InPlace(storage, target.path(), path, folder);
    Placement place =
        folder.equals(swap.exchange())
            ? new ByPartition(whole, depth, execution.assembly().ownership())
            : whole;
    execution.use(
        plan,
        site,
        batches ->
            execution
                .assembly()
                .save(batches, place, site, new Rows(sink, folders, id, execution.operators())));
  }

  /**
   * @param target as the program said
   */
  private record InPlace(Storage storage, String absolute, String target, String folder)
      implements Placement {
    @Override
    public void place(String from) {
      FolderSwap.of(storage, absolute, from).place(from);
    }

    @Override
    public void withdraw(String from) {
      FolderSwap.of(storage, absolute, from).withdraw();
    }
  }

  private record ByPartition(InPlace whole, int depth, Ownership ownership) implements Placement {
    @Override
    public String target() {
      return whole.target();
    }

    @Override
    public String folder() {
      return whole.folder();
    }

    @Override
    public void place(String from) {
      FolderSwap.of(whole.storage(), whole.absolute(), from).exchange(depth, ownership);
    }

    @Override
    public void withdraw(String from) {
      whole.withdraw(from);
    }
  }

  private record Rows(Sink sink, PartitionFolders folders, String id, OperatorSettings operators)
      implements Writing {
    private static final String PREFIX = "part-";

    @Override
    public End.Action into(Staging staging) {
      return new WriteBatches(staging, sink, folders, PREFIX + id + "-", operators);
    }

    @Override
    public End.Action identity(Staging staging) {
      return new WriteBatches(staging, sink, folders, PREFIX, operators);
    }
  }

  private EngineException exists() {
    return new EngineException(
        CoreError.OUTPUT_EXISTS,
        "There is already something at " + path + ", where the rows should go",
        "Choose another folder, or a mode: append, overwrite or ignore");
  }
}
