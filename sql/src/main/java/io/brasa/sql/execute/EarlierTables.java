package io.brasa.sql.execute;

import io.brasa.core.error.CoreError;
import io.brasa.core.journal.Journal;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tables as a program left them at the step that it is at, in a driver that goes on for one that
 * was killed further on: files that later steps have added are passed over. So a query reads what
 * it read before, and is known again. What a later step has replaced is gone, and whoever would
 * read it fails: with what is there now it would be another program. Thread-safe, as its storage
 * is.
 *
 * @param upcoming the saves of earlier lives that this one has not come to
 */
public record EarlierTables(Storage storage, Supplier<List<Journal.Upcoming>> upcoming)
    implements Storage {
  @Override
  public List<StoredFile> list(String folder) {
    List<StoredFile> files = storage.list(folder);
    for (Journal.Upcoming save : upcoming.get()) {
      if (!isBelow(folder, save.target())) continue;
      FolderSwap swap = FolderSwap.of(storage, save.target(), save.folder());
      if (!save.folder().equals(swap.addition())) {
        if (storage.status(save.folder()).isEmpty()) throw replaced(save.target());
        if (save.folder().equals(swap.replacement())) continue;
      }
      files = files.stream().filter(file -> file.isFolder() || !swap.holds(file.path())).toList();
    }
    return files;
  }

  private static boolean isBelow(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }

  private static EngineException replaced(String target) {
    return new EngineException(
        CoreError.INPUT_REPLACED,
        "What this step read of "
            + target
            + " is gone: a later step had replaced it when the driver before this one was killed",
        "Run the program from its beginning, under another application id");
  }

  @Override
  public Optional<StoredFile> status(String path) {
    return storage.status(path);
  }

  @Override
  public InputStream open(String path, long offset, long length) {
    return storage.open(path, offset, length);
  }

  @Override
  public OutputStream create(String path) {
    return storage.create(path);
  }

  @Override
  public void publish(String from, String to) {
    storage.publish(from, to);
  }

  @Override
  public boolean delete(String path) {
    return storage.delete(path);
  }
}
