package io.brasa.columnar.source.files;

import io.brasa.columnar.source.FileWriter;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.text.TextOutput;
import io.brasa.columnar.vector.Batch;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storages;
import java.io.IOException;
import java.io.OutputStream;

/** A file of text, perhaps packed or in another encoding than UTF-8. */
public final class TextFileWriter implements FileWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String path;
  private final RowText rows;
  private final TextOutput text;
  private final SourceContext context;
  private final OutputStream file;
  private final OutputStream out;
  private long written;
  private boolean isClosed;

  /** How the rows of a format look. Belongs to one file. */
  public interface RowText {
    /** What stands before the first row. */
    void begin(TextOutput out);

    /** One row of a batch. */
    void append(Batch batch, int row, TextOutput out);
  }

  /**
   * @param path of a file that does not exist
   */
  public TextFileWriter(
      String path, TextForm form, RowText rows, TextOutput text, SourceContext context) {
    this.path = path;
    this.rows = rows;
    this.text = text;
    this.context = context;
    Storages.Located located = context.storages().resolve(path);
    this.file = located.storage().create(located.path());
    try {
      this.out = form.over(file, path);
    } catch (IOException e) {
      throw failed(e);
    }
    rows.begin(text);
  }

  @Override
  public void write(Batch batch) {
    context.checkCancelled();
    int[] selected = batch.selection().map(selection -> selection.rows()).orElse(null);
    int count = batch.rowCount();
    for (int i = 0; i < count; i++) {
      rows.append(batch, selected == null ? i : selected[i], text);
      if (text.length() >= BUFFER_BYTES) drain();
    }
  }

  private void drain() {
    written += text.length();
    try {
      text.drainTo(out);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private EngineException failed(IOException cause) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Could not write " + path + ": " + cause.getMessage(),
        "Check the storage",
        cause);
  }

  @Override
  public long sizeBytes() {
    return written + text.length();
  }

  @Override
  public void finish() {
    drain();
    isClosed = true;
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    if (isClosed) return;
    isClosed = true;
    try {
      file.close();
    } catch (IOException e) {
      // What was not finished is of no use.
    }
  }
}
