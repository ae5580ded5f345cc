package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.pipe.PipeOptions;
import io.brasa.core.pipe.PipedLines;
import io.brasa.runtime.storage.Storage;
import java.io.File;
import java.io.OutputStream;
import java.util.Iterator;

/** The lines that a process prints which is given the records of the partition. */
public record Pipe(PipeOptions<?> options) implements Operation {
  @Override
  public String name() {
    return "pipe";
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<Object> records = (Iterator<Object>) inputs.read(0, partition);
    PipeOptions<Object> any = (PipeOptions<Object>) options;
    if (!options.separateWorkingDir()) return lines(any, records, context, null);
    Storage storage = context.shuffle().storage();
    String folder = context.shuffle().spillFolder().path() + "-pipe-" + partition;
    makeFolder(storage, folder);
    try {
      return new InFolder(lines(any, records, context, new File(folder)), storage, folder);
    } catch (Exception e) {
      storage.delete(folder);
      throw e;
    }
  }

  private static PipedLines<Object> lines(
      PipeOptions<Object> options, Iterator<Object> records, TaskContext context, File folder)
      throws Exception {
    return new PipedLines<>(
        options,
        records,
        context.partition(),
        context.environment(),
        context::checkCancelled,
        folder);
  }

  /** Storages make folders for files only. */
  private static void makeFolder(Storage storage, String folder) throws Exception {
    String file = folder + "/.brasa";
    try (OutputStream out = storage.create(file)) {
      out.flush();
    }
    storage.delete(file);
  }

  /** Deletes the folder of the process when it has ended or was killed. */
  private record InFolder(PipedLines<Object> lines, Storage storage, String folder)
      implements Iterator<String>, AutoCloseable {
    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public String next() {
      return lines.next();
    }

    @Override
    public void close() {
      lines.close();
      storage.delete(folder);
    }
  }
}
