package io.brasa.acceptance;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The local file system, in which some files may not be read, whoever asks. Thread-safe. */
final class ForbiddingStorage implements Storage {
  private final Storage files = Storages.ofThisHost().local();
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();

  void forbid(String path) {
    forbidden.add(path);
  }

  Storages everywhere() {
    return new Storages(this, System.getProperty("user.dir"), Map.of());
  }

  @Override
  public InputStream open(String path, long offset, long length) {
    if (forbidden.contains(path))
      throw new EngineException(
          RuntimeError.PATH_NOT_ACCESSIBLE, "The file " + path + " may not be read", "Ask for it");
    return files.open(path, offset, length);
  }

  @Override
  public OutputStream create(String path) {
    return files.create(path);
  }

  @Override
  public List<StoredFile> list(String folder) {
    return files.list(folder);
  }

  @Override
  public Optional<StoredFile> status(String path) {
    return files.status(path);
  }

  @Override
  public void publish(String from, String to) {
    files.publish(from, to);
  }

  @Override
  public boolean delete(String path) {
    return files.delete(path);
  }
}
