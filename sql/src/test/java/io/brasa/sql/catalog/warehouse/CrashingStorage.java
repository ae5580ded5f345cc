package io.brasa.sql.catalog.warehouse;

import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A storage whose process dies around its k-th step: before it, in a write, or right after it. */
public final class CrashingStorage implements Storage {
  /** The process is gone: nothing of it runs any more. */
  public static final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Storage storage;
  private final long crashAt;
  private long moment;

  public CrashingStorage(Storage storage, long crashAt) {
    this.storage = storage;
    this.crashAt = crashAt;
  }

  public long moments() {
    return moment;
  }

  private void pass() {
    if (moment++ >= crashAt) throw new SimulatedCrash();
  }

  @Override
  public List<StoredFile> list(String folder) {
    pass();
    return storage.list(folder);
  }

  @Override
  public Optional<StoredFile> status(String path) {
    pass();
    return storage.status(path);
  }

  @Override
  public InputStream open(String path, long offset, long length) {
    pass();
    return storage.open(path, offset, length);
  }

  @Override
  public OutputStream create(String path) {
    pass();
    OutputStream out = storage.create(path);
    try {
      pass();
    } catch (SimulatedCrash crash) {
      close(out);
      throw crash;
    }
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        pass();
        out.write(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        pass();
        out.write(bytes, offset, length / 2);
        pass();
        out.write(bytes, offset + length / 2, length - length / 2);
        pass();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  /** The system does that for a process that is gone. */
  private static void close(OutputStream out) {
    try {
      out.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void publish(String from, String to) {
    pass();
    storage.publish(from, to);
    pass();
  }

  /** Deleting a folder is many steps. */
  @Override
  public boolean delete(String path) {
    pass();
    Optional<StoredFile> status = storage.status(path);
    if (status.isPresent() && status.get().isFolder())
      for (StoredFile file : storage.list(path)) delete(file.path());
    boolean isDeleted = storage.delete(path);
    pass();
    return isDeleted;
  }
}
