package io.brasa.runtime.storage;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * One file system. Paths are absolute strings of the form the file system understands; a folder's
 * path has no slash at its end. Thread-safe; calls block. Failures are {@code EngineException}s
 * that name the path.
 */
public interface Storage {
  /**
   * The files and folders directly below a folder, ordered by path. Fails with {@code
   * PATH_NOT_FOUND} if there is none.
   */
  List<StoredFile> list(String folder);

  /**
   * Those of {@link #list(String)} whose names begin with a prefix; the others need not be looked
   * at.
   */
  default List<StoredFile> list(String folder, String prefix) {
    int from = folder.endsWith("/") ? folder.length() : folder.length() + 1;
    return list(folder).stream().filter(file -> file.path().startsWith(prefix, from)).toList();
  }

  /** What is at a path, if anything. */
  Optional<StoredFile> status(String path);

  /** Opens the bytes from {@code offset} (at most {@code length} of them) for reading. */
  InputStream open(String path, long offset, long length);

  /**
   * Creates a file with its missing parent folders; fails with {@code PATH_EXISTS} if it exists.
   */
  OutputStream create(String path);

  /**
   * Renames a file or folder in one step. Afterwards either all of it is at {@code to} or all of it
   * still at {@code from}. Fails with {@code PATH_EXISTS} if {@code to} exists. Creates missing
   * parent folders of {@code to}.
   */
  void publish(String from, String to);

  /** Deletes a file, or a folder with all it holds. Returns whether anything was there. */
  boolean delete(String path);
}
