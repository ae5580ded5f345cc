package io.brasa.sql.execute;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Scratch;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a partition's batches below the attempt's own staging folder: a file, or one in each
 * folder of equal values of the partition columns. Partitions without rows write nothing, but for
 * the first, so that the table has a schema.
 *
 * @param prefix what names of files begin with
 */
public record WriteBatches(
    Staging staging, Sink sink, PartitionFolders folders, String prefix, ZoneId zone)
    implements End.Action {
  @Override
  public Object finish(Iterator<?> records, TaskContext task) {
    Located place = task.storages().resolve(staging.path());
    if (place.storage().status(new Staging(place.path()).marker()).isEmpty())
      throw new EngineException(
          CoreError.JOB_CANCELLED,
          "The save to " + staging.path() + " is over",
          "Nothing: another attempt did this work");
    String folder = new Staging(place.path()).attempt(task.partition(), task.attempt());
    try (Files files = new Files(place.storage(), folder, task)) {
      while (records.hasNext()) {
        task.checkCancelled();
        files.write((Batch) records.next());
      }
      return files.finish();
    }
  }

  /** The files of one attempt. */
  private final class Files implements AutoCloseable {
    private final Storage storage;
    private final String folder;
    private final TaskContext task;
    private final SourceContext context;
    private final Map<String, FileWriter> open = new LinkedHashMap<>();
    private long rows;

    Files(Storage storage, String folder, TaskContext task) {
      this.storage = storage;
      this.folder = folder;
      this.task = task;
      this.context = new TaskSource(task, zone, new Scratch());
    }

    void write(Batch batch) {
      if (batch.rowCount() == 0) return;
      rows += batch.rowCount();
      folders
          .divide(batch)
          .forEach(
              (name, part) ->
                  writer(name.isEmpty() ? fileName() : name + "/" + fileName()).write(part));
    }

    private String fileName() {
      String digits = Integer.toString(task.partition());
      return prefix + "0".repeat(Math.max(0, 5 - digits.length())) + digits + sink.fileSuffix();
    }

    private FileWriter writer(String name) {
      return open.computeIfAbsent(name, file -> sink.create(folder + "/" + file, context));
    }

    TaskOutput finish() {
      if (open.isEmpty() && task.partition() == 0 && folders.columns().isEmpty())
        writer(fileName());
      List<TaskOutput.StagedFile> staged = new ArrayList<>();
      for (Map.Entry<String, FileWriter> entry : open.entrySet()) {
        entry.getValue().finish();
        entry.getValue().close();
        long bytes = storage.status(folder + "/" + entry.getKey()).orElseThrow().sizeBytes();
        staged.add(new TaskOutput.StagedFile(entry.getKey(), bytes));
      }
      return new TaskOutput(task.partition(), task.attempt(), staged, rows);
    }

    @Override
    public void close() {
      RuntimeException failure = null;
      for (FileWriter writer : open.values()) {
        try {
          writer.close();
        } catch (RuntimeException e) {
          if (failure == null) failure = e;
          else failure.addSuppressed(e);
        }
      }
      if (failure != null) throw failure;
    }
  }
}
