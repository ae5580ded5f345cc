package io.brasa.sql.execute;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.commit.TaskOutput;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that one attempt writes, one in each folder; a folder whose file was ended and that
 * gets further rows gets a further file. Who writes keeps the number of open ones small: each holds
 * memory.
 */
final class PartitionedFiles implements AutoCloseable {
  private final Storage storage;
  private final String folder;
  private final Sink sink;
  private final String prefix;
  private final TaskContext task;
  private final SourceContext context;
  private final Map<String, FileWriter> open = new LinkedHashMap<>();
  private final Map<String, Integer> ended = new HashMap<>();
  private final List<TaskOutput.StagedFile> staged = new ArrayList<>();

  /**
   * @param folder of the attempt
   * @param prefix what names of files begin with
   */
  PartitionedFiles(
      Storage storage,
      String folder,
      Sink sink,
      String prefix,
      TaskContext task,
      SourceContext context) {
    this.storage = storage;
    this.folder = folder;
    this.sink = sink;
    this.prefix = prefix;
    this.task = task;
    this.context = context;
  }

  boolean isOpen(String name) {
    return open.containsKey(name);
  }

  int openCount() {
    return open.size();
  }

  /** Adds rows to the file of a folder; the empty name is the output's own. */
  void write(String name, Batch rows) {
    FileWriter writer = open.get(name);
    if (writer == null) {
      writer = sink.create(folder + "/" + path(name), context);
      open.put(name, writer);
    }
    writer.write(rows);
  }

  /** Makes a file without rows, which has a schema at least. */
  void writeNone() {
    open.put("", sink.create(folder + "/" + path(""), context));
  }

  private String path(String name) {
    String digits = Integer.toString(task.partition());
    int before = ended.getOrDefault(name, 0);
    String file =
        prefix
            + "0".repeat(Math.max(0, 5 - digits.length()))
            + digits
            + (before == 0 ? "" : "-" + before)
            + sink.fileSuffix();
    return name.isEmpty() ? file : name + "/" + file;
  }

  /** Ends all files that are open. */
  void endAll() {
    for (Map.Entry<String, FileWriter> entry : List.copyOf(open.entrySet())) {
      FileWriter writer = entry.getValue();
      writer.finish();
      writer.close();
      String path = path(entry.getKey());
      open.remove(entry.getKey());
      ended.merge(entry.getKey(), 1, Integer::sum);
      long bytes = storage.status(folder + "/" + path).orElseThrow().sizeBytes();
      staged.add(new TaskOutput.StagedFile(path, bytes));
    }
  }

  /** The files that were ended. */
  List<TaskOutput.StagedFile> staged() {
    return staged;
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
