package io.brasa.sql.execute;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.OperatorSettings;
import io.brasa.sql.operator.fragment.Operators;
import java.util.Iterator;
import java.util.function.LongConsumer;

/**
 * Writes a partition's batches below the attempt's own staging folder: a file, or one in each
 * folder of equal values of the partition columns. Partitions without rows write nothing, but for
 * the first, so that the table has a schema.
 *
 * <p>The first {@value #MOST_OPEN} folders that occur are written as their rows come. Rows of
 * others are sorted by the partition columns, on disk if need be, and written afterwards, one
 * folder after the other: so a task holds few files open whatever the number of folders, and one
 * that meets few folders sorts nothing.
 *
 * @param prefix what names of files begin with
 */
public record WriteBatches(
    Staging staging, Sink sink, PartitionFolders folders, String prefix, OperatorSettings settings)
    implements End.Action {
  /** How many files a task writes to at once. */
  static final int MOST_OPEN = 16;

  @Override
  public Object finish(Iterator<?> records, TaskContext task) {
    Located place = task.storages().resolve(staging.of(task.attempt()).path());
    if (place.storage().status(new Staging(place.path()).marker()).isEmpty())
      throw new EngineException(
          CoreError.JOB_CANCELLED,
          "The save to " + staging.path() + " is over",
          "Nothing: another attempt did this work");
    String folder = new Staging(place.path()).attempt(task.partition(), task.attempt());
    TaskSource source = new TaskSource(task, settings.evaluation().zone());
    try (PartitionedFiles files =
        new PartitionedFiles(place.storage(), folder, sink, prefix, task, source)) {
      return written(records, files, task);
    }
  }

  private TaskOutput written(Iterator<?> records, PartitionedFiles files, TaskContext task) {
    long[] rows = {0};
    FolderDivision division = new FolderDivision(folders, settings.evaluation());
    Others others = new Others(records, division, files, task, count -> rows[0] += count);
    if (folders.columns().isEmpty()) {
      others.next();
    } else {
      OperatorContext context = OperatorContext.alone(task, settings);
      try (BatchIterator sorted = Operators.sorted(folders.order(), others, context)) {
        writeSorted(sorted, division, files, task);
      }
    }
    boolean isEmpty = files.staged().isEmpty() && files.openCount() == 0;
    if (isEmpty && task.partition() == 0 && folders.columns().isEmpty()) files.writeNone();
    files.endAll();
    return new TaskOutput(task.partition(), task.attempt(), files.staged(), rows[0]);
  }

  private static void writeSorted(
      BatchIterator sorted, FolderDivision division, PartitionedFiles files, TaskContext task) {
    for (Batch batch = sorted.next(); batch != null; batch = sorted.next()) {
      task.checkCancelled();
      division
          .divide(batch)
          .forEach(
              (name, part) -> {
                if (!files.isOpen(name)) files.endAll();
                files.write(name, part);
              });
    }
  }

  /** Writes what belongs to files that are open or may be opened, and gives the other rows. */
  private static final class Others implements BatchIterator {
    private final Iterator<?> records;
    private final FolderDivision division;
    private final PartitionedFiles files;
    private final TaskContext task;
    private final LongConsumer count;

    Others(
        Iterator<?> records,
        FolderDivision division,
        PartitionedFiles files,
        TaskContext task,
        LongConsumer count) {
      this.records = records;
      this.division = division;
      this.files = files;
      this.task = task;
      this.count = count;
    }

    @Override
    public Batch next() {
      while (records.hasNext()) {
        task.checkCancelled();
        Batch batch = (Batch) records.next();
        if (batch.rowCount() == 0) continue;
        count.accept(batch.rowCount());
        Batch rest = division.rest(batch, this::isTaken, files::write);
        if (rest.rowCount() > 0) return rest;
      }
      return null;
    }

    private boolean isTaken(String name) {
      return files.isOpen(name) || files.openCount() < MOST_OPEN;
    }

    @Override
    public void close() {}
  }
}
