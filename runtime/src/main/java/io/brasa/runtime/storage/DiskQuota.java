package io.brasa.runtime.storage;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A bound on the bytes of all files that are made through it, counted as they are written. Nothing
 * that was written is lost when the bound is reached: the write that would cross it fails with
 * {@code DISK_QUOTA_EXCEEDED}, and so does every later one to that file. Thread-safe.
 */
public final class DiskQuota {
  private final Storage storage;
  private final long quotaBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final ConcurrentSkipListMap<String, Counted> files = new ConcurrentSkipListMap<>();
  private volatile LongConsumer relief = bytes -> {};

  /** A file; its bytes count until it is deleted, and no more afterwards. */
  private static final class Counted {
    private long bytes;
    private boolean isGone;
  }

  public DiskQuota(Storage storage, long quotaBytes) {
    this.storage = requireNonNull(storage);
    this.quotaBytes = quotaBytes;
  }

  /** Who is asked to delete files, so many bytes of them, before a write is refused. */
  public void onPressure(LongConsumer deletesFiles) {
    relief = requireNonNull(deletesFiles);
  }

  public long usedBytes() {
    return usedBytes.get();
  }

  /** The storage under this quota, for what the work cannot go on without: others make room. */
  public Storage forWork() {
    return new Limited(true);
  }

  /** The storage under this quota, for what may as well not be kept: nobody makes room for it. */
  public Storage forKeeping() {
    return new Limited(false);
  }

  private void take(String path, Counted file, int bytes, boolean asksForRelief) {
    long used = usedBytes.addAndGet(bytes);
    if (used > quotaBytes && asksForRelief) {
      relief.accept(used - quotaBytes);
      used = usedBytes.get();
    }
    if (used > quotaBytes) {
      usedBytes.addAndGet(-bytes);
      throw new EngineException(
          RuntimeError.DISK_QUOTA_EXCEEDED,
          path + " has no room: local files take " + (used - bytes) + " bytes of " + quotaBytes,
          "Raise the setting local.quota, give the process more memory, or keep fewer datasets");
    }
    synchronized (file) {
      // Whoever writes to a file that was deleted meanwhile takes up nothing that anybody counts.
      if (file.isGone) usedBytes.addAndGet(-bytes);
      else file.bytes += bytes;
    }
  }

  private void forget(Counted file) {
    synchronized (file) {
      if (!file.isGone) usedBytes.addAndGet(-file.bytes);
      file.isGone = true;
    }
  }

  /** The file at a path, or all below it. */
  private Map<String, Counted> at(String path) {
    Counted file = files.get(path);
    // '0' is what comes after '/'
    return file != null ? Map.of(path, file) : files.subMap(path + "/", path + "0");
  }

  private final class Limited implements Storage {
    private final boolean asksForRelief;

    Limited(boolean asksForRelief) {
      this.asksForRelief = asksForRelief;
    }

    @Override
    public List<StoredFile> list(String folder) {
      return storage.list(folder);
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
      OutputStream created = storage.create(path);
      Counted file = new Counted();
      Counted old = files.put(path, file);
      if (old != null) forget(old);
      return new CountedOutput(created, path, file, asksForRelief);
    }

    @Override
    public void publish(String from, String to) {
      storage.publish(from, to);
      for (String path : new ArrayList<>(at(from).keySet())) {
        Counted file = files.remove(path);
        if (file != null) files.put(to + path.substring(from.length()), file);
      }
    }

    @Override
    public boolean delete(String path) {
      boolean wasThere = storage.delete(path);
      for (String each : new ArrayList<>(at(path).keySet())) {
        Counted file = files.remove(each);
        if (file != null) forget(file);
      }
      return wasThere;
    }
  }

  private final class CountedOutput extends OutputStream {
    private final OutputStream out;
    private final String path;
    private final Counted file;
    private final boolean asksForRelief;
    private EngineException failure;

    CountedOutput(OutputStream out, String path, Counted file, boolean asksForRelief) {
      this.out = out;
      this.path = path;
      this.file = file;
      this.asksForRelief = asksForRelief;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failure != null) throw failure;
      try {
        take(path, file, length, asksForRelief);
      } catch (EngineException e) {
        failure = e;
        throw e;
      }
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
