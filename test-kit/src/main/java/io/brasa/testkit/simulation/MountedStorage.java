package io.brasa.testkit.simulation;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A disk of a host's own with a file system that all hosts share mounted in one folder. */
public final class MountedStorage implements Storage {
  private final Storage disk;
  private final String folder;
  private final Storage shared;

  /**
   * @param folder paths in it are on {@code shared}, under the same names
   */
  public MountedStorage(Storage disk, String folder, Storage shared) {
    this.disk = requireNonNull(disk);
    this.folder = requireNonNull(folder);
    this.shared = requireNonNull(shared);
  }

  private Storage at(String path) {
    return path.equals(folder) || path.startsWith(folder + "/") ? shared : disk;
  }

  @Override
  public List<StoredFile> list(String path) {
    return at(path).list(path);
  }

  @Override
  public Optional<StoredFile> status(String path) {
    return at(path).status(path);
  }

  @Override
  public InputStream open(String path, long offset, long length) {
    return at(path).open(path, offset, length);
  }

  @Override
  public OutputStream create(String path) {
    return at(path).create(path);
  }

  @Override
  public void publish(String from, String to) {
    if (at(from) != at(to)) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          from + " and " + to + " are on different file systems",
          "Publish within one file system");
    }
    at(from).publish(from, to);
  }

  @Override
  public boolean delete(String path) {
    return at(path).delete(path);
  }
}
