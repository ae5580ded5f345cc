package io.brasa.acceptance;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The local file system with two kinds of misfortune in the engine's own files: a task's write
 * fails, as if its process had gone, and a shuffle file is gone when it is to be read, of which
 * other readers may have had their part. Thread-safe.
 */
final class LosingStorage implements Storage {
  private final Storage files = Storages.ofThisHost().local();
  private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger readsLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger failedWrites = new AtomicInteger();
  private final AtomicInteger lostFiles = new AtomicInteger();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  /** The so-many-th write of a task and read of a shuffle file from now on go wrong, from zero. */
  void arm(int write, int read) {
    failedWrites.set(0);
    lostFiles.set(0);
    writesLeft.set(write);
    readsLeft.set(read);
  }

  int failedWrites() {
    return failedWrites.get();
  }

  int lostFiles() {
    return lostFiles.get();
  }

  Storages everywhere() {
    return new Storages(this, System.getProperty("user.dir"), java.util.Map.of());
  }

  private static boolean isMapOutput(String path) {
    return path.contains("/shuffle") && path.contains("/map-");
  }

  @Override
  public OutputStream create(String path) {
    if (isMapOutput(path) && writesLeft.getAndDecrement() == 0) {
      failedWrites.incrementAndGet();
      throw new EngineException(
          RuntimeError.STORAGE_FAILED, "Writing " + path + " failed, for show", "Nothing");
    }
    return files.create(path);
  }

  @Override
  public InputStream open(String path, long offset, long length) {
    if (isMapOutput(path) && readsLeft.getAndDecrement() == 0 && lost.add(path)) {
      lostFiles.incrementAndGet();
      files.delete(path);
    }
    return files.open(path, offset, length);
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
