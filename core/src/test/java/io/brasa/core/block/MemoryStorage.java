package io.brasa.core.block;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files in memory, of which tests damage some, on a disk that can be full. */
public final class MemoryStorage implements Storage {
  private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

  /** Bytes that may still be written before the disk is full. */
  public long bytesLeft = Long.MAX_VALUE;

  public List<String> paths() {
    return new ArrayList<>(files.keySet());
  }

  public void flipBit(String path, int offset) {
    byte[] bytes = files.get(path).clone();
    bytes[offset] ^= 4;
    files.put(path, bytes);
  }

  public void truncate(String path, int length) {
    files.put(path, Arrays.copyOf(files.get(path), length));
  }

  public int size(String path) {
    return files.get(path).length;
  }

  @Override
  public List<StoredFile> list(String folder) {
    List<StoredFile> found = new ArrayList<>();
    for (String path : files.keySet()) {
      if (path.startsWith(folder + "/")) found.add(status(path).orElseThrow());
    }
    return found;
  }

  @Override
  public Optional<StoredFile> status(String path) {
    return Optional.ofNullable(files.get(path))
        .map(bytes -> new StoredFile(path, false, bytes.length, 0));
  }

  @Override
  public InputStream open(String path, long offset, long length) {
    byte[] bytes = files.get(path);
    if (bytes == null)
      throw new EngineException(RuntimeError.PATH_NOT_FOUND, "There is no " + path, "Look");
    int start = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
  }

  @Override
  public OutputStream create(String path) {
    if (files.putIfAbsent(path, new byte[0]) != null) {
      throw new EngineException(RuntimeError.PATH_EXISTS, path + " exists", "Delete it");
    }
    return new ByteArrayOutputStream() {
      @Override
      public synchronized void write(byte[] source, int offset, int length) {
        bytesLeft -= length;
        if (bytesLeft < 0)
          throw new EngineException(RuntimeError.STORAGE_FULL, "No room for " + path, "Make room");
        super.write(source, offset, length);
      }

      @Override
      public void close() throws IOException {
        files.computeIfPresent(path, (name, old) -> toByteArray());
      }
    };
  }

  @Override
  public void publish(String from, String to) {
    files.put(to, files.remove(from));
  }

  @Override
  public boolean delete(String path) {
    return files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
  }
}
