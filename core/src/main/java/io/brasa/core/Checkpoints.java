package io.brasa.core;

import io.brasa.core.block.Chunk;
import io.brasa.core.block.ChunkEncoder;
import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.OutputCommit;
import io.brasa.core.commit.StagedPart;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.compression.Compression;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.operation.CheckpointSource;
import io.brasa.core.operation.LocalCheckpointSource;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Saves datasets that were marked with {@code checkpoint()} when a job that needs them has ended,
 * and cuts their lineage: what they were made from can be forgotten, and losing a partition costs a
 * read. A checkpoint is committed like any output.
 */
final class Checkpoints {
  private final BrasaContext context;
  private volatile String folder;
  private volatile boolean areWanted;

  /** The datasets that some thread is saving. */
  private final Set<Long> saving = ConcurrentHashMap.newKeySet();

  Checkpoints(BrasaContext context) {
    this.context = context;
  }

  void setFolder(String path) {
    Located place = context.engine().storages().resolve(path);
    removeUnfinished(place.storage(), place.path());
    folder = place.path() + "/" + context.applicationId();
  }

  Optional<String> folder() {
    return Optional.ofNullable(folder);
  }

  /**
   * What applications that were killed were just saving. Their finished checkpoints stay: others
   * may have been told of them. A favour: what cannot be looked at or deleted stays, too.
   */
  private void removeUnfinished(Storage storage, String root) {
    try {
      if (storage.status(root).isEmpty()) return;
      for (StoredFile application : storage.list(root)) {
        if (application.isFolder())
          OutputCommit.recoverAll(storage, application.path(), context.engine().ownership());
      }
    } catch (EngineException e) {
      context.engine().warnAll("Unfinished checkpoints in " + root + " stay: " + e.getMessage());
    }
  }

  /** Where a dataset was saved, if it was; one without partitions has no files. */
  static Optional<String> folderOf(Lineage<?> lineage) {
    Lineage.Definition definition = lineage.definition();
    if (!(definition.operation() instanceof CheckpointSource) || definition.splits().isEmpty())
      return Optional.empty();
    String path = ((CheckpointSource.Saved) definition.splits().getFirst()).path();
    return Optional.of(path.substring(0, path.lastIndexOf('/')));
  }

  /** Called for each {@code checkpoint()}. */
  void want() {
    if (folder == null) {
      throw new EngineException(
          CoreError.SETTING_INVALID,
          "checkpoint() was called without a checkpoint folder",
          "Call setCheckpointDir(folder) on the context first");
    }
    areWanted = true;
  }

  /** Called for each {@code localCheckpoint()}. */
  void wantLocal(Lineage<?> lineage) {
    if (lineage.isCheckpointed()) return;
    context.engine().persistence().pin(lineage);
    lineage.wantLocalCheckpoint();
    areWanted = true;
  }

  /**
   * Saves what a job's datasets were marked for. Those further down the lineage come first, so that
   * others build on them.
   */
  void saveWanted(Lineage<?> target) {
    if (!areWanted) return;
    List<Lineage<?>> found = wanted(target);
    for (Lineage<?> lineage : found.reversed()) {
      // Whoever comes second goes on without it: this job has its result already.
      if (!saving.add(lineage.id())) continue;
      try {
        if (lineage.isCheckpointed()) continue;
        if (lineage.isCheckpointLocal()) saveLocally(lineage);
        else save(lineage);
      } finally {
        saving.remove(lineage.id());
      }
    }
  }

  private static List<Lineage<?>> wanted(Lineage<?> target) {
    List<Lineage<?>> found = new ArrayList<>();
    Deque<Lineage<?>> open = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>();
    open.push(target);
    while (!open.isEmpty()) {
      Lineage<?> lineage = open.pop();
      if (!seen.add(lineage.id())) continue;
      if (lineage.isCheckpointWanted() && !lineage.isCheckpointed()) found.add(lineage);
      for (Dependency dependency : lineage.dependencies()) open.push(dependency.parent());
    }
    return found;
  }

  /** Computes the partitions that no job has needed yet, and cuts the lineage if all are kept. */
  private <T> void saveLocally(Lineage<T> lineage) {
    CallSite site = siteOf("localCheckpoint", lineage);
    Persistence persistence = context.engine().persistence();
    List<Integer> missing = persistence.missing(lineage);
    if (!missing.isEmpty())
      context.runOnly(new JobRequest(lineage, missing, Actions.Count.INSTANCE, site, false));
    if (persistence.missing(lineage).isEmpty()) {
      LocalCheckpointSource source =
          new LocalCheckpointSource(lineage.toString(), lineage.partitionCount());
      lineage.replaceBy(Lineage.ofSource(context.lineages().nextDataset(), source, site));
    } else {
      context
          .engine()
          .warnAll(
              "'" + lineage + "' has no local checkpoint yet: there was no room for all of it");
    }
  }

  private static CallSite siteOf(String name, Lineage<?> lineage) {
    return new CallSite(name, lineage.site().file(), lineage.site().line());
  }

  private <T> void save(Lineage<T> lineage) {
    CallSite site = siteOf("checkpoint", lineage);
    String path = folder + "/dataset-" + lineage.id();
    List<CheckpointSource.Saved> saved = new ArrayList<>();
    for (TaskOutput output : Output.save(context, lineage, path, site, SaveBlock::new)) {
      TaskOutput.StagedFile file = output.files().getFirst();
      saved.add(new CheckpointSource.Saved(path + "/" + file.name(), file.bytes(), output.rows()));
    }
    lineage.replaceBy(
        Lineage.ofSource(context.lineages().nextDataset(), new CheckpointSource(saved), site));
    if (context.engine().settings().cleansCheckpoints()) deleteWhenUnreachable(lineage, path);
  }

  private void deleteWhenUnreachable(Lineage<?> lineage, String path) {
    Engine engine = context.engine();
    Located place = engine.storages().resolve(path);
    engine.environment().whenUnreachable(lineage, () -> place.storage().delete(place.path()));
  }

  /** Writes a partition as one file of chunks. */
  record SaveBlock(Staging staging) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext task) throws IOException {
      Located place = task.storages().resolve(staging.of(task.attempt()).path());
      String name = StagedPart.fileName(task.partition(), Compression.NONE);
      String path =
          new Staging(place.path()).attempt(task.partition(), task.attempt()) + "/" + name;
      long bytes = 0;
      long rows = 0;
      boolean isWritten = false;
      try (OutputStream out = place.storage().create(path)) {
        ChunkEncoder encoder = new ChunkEncoder(task.codecs());
        while (records.hasNext()) {
          encoder.write(records.next());
          rows++;
          if (encoder.isFull()) bytes += write(encoder.seal(), out);
        }
        if (!encoder.isEmpty()) bytes += write(encoder.seal(), out);
        isWritten = true;
      } catch (IOException e) {
        throw new EngineException(
            RuntimeError.STORAGE_FAILED,
            "The checkpoint file " + path + " could not be written: " + e.getMessage(),
            "Check the disk",
            e);
      } finally {
        if (!isWritten) place.storage().delete(path);
      }
      return new TaskOutput(
          task.partition(), task.attempt(), List.of(new TaskOutput.StagedFile(name, bytes)), rows);
    }

    private static long write(Chunk chunk, OutputStream out) throws IOException {
      chunk.writeTo(out);
      return chunk.sizeBytes();
    }
  }
}
