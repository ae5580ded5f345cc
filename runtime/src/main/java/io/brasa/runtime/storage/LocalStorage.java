package io.brasa.runtime.storage;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file system of this host. Streams are unbuffered, and those from {@link #create} are {@link
 * Durable}.
 *
 * <p><b>Publishing never replaces.</b> The rename of POSIX would replace a file in silence, and a
 * look before the rename leaves a window in which another process can put one there. So a
 * <em>file</em> is published by a hard link, which the system refuses when the name is taken, and
 * the old name is removed afterwards; a process killed in between leaves the whole file under both
 * names. Only where the file system has no hard links is the look before the rename all there is. A
 * <em>folder</em> is published by a rename, which the system refuses when the target is a file or a
 * folder that holds anything; what remains of the window is that an <em>empty</em> folder made
 * after the look is replaced, which loses nothing.
 *
 * <p><b>Symbolic links</b> are followed by reading, listing and status, never by deletion. One
 * whose target is missing is listed as an empty file.
 *
 * <p>Thread-safe without locks: it holds no state.
 */
public final class LocalStorage implements Storage {
  /** How often an operation starts again because another process changed the folders around it. */
  private static final int ATTEMPTS = 4;

  @Override
  public List<StoredFile> list(String folder) {
    return list(folder, "");
  }

  @Override
  public List<StoredFile> list(String folder, String prefix) {
    Path path = path(folder);
    List<StoredFile> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries)
        if (entry.getFileName().toString().startsWith(prefix))
          statusOf(entry).ifPresent(files::add);
    } catch (DirectoryIteratorException e) {
      throw LocalErrors.translate(path, "Could not list", e.getCause());
    } catch (IOException e) {
      throw LocalErrors.translate(path, "Could not list", e);
    }
    files.sort((left, right) -> left.path().compareTo(right.path()));
    return List.copyOf(files);
  }

  @Override
  public Optional<StoredFile> status(String path) {
    return statusOf(path(path));
  }

  private static Optional<StoredFile> statusOf(Path path) {
    try {
      return Optional.of(stored(path, Files.readAttributes(path, BasicFileAttributes.class)));
    } catch (FileSystemException e) {
      return linkStatus(path, e);
    } catch (IOException e) {
      throw LocalErrors.translate(path, "Could not look at", e);
    }
  }

  /**
   * What cannot be followed may be a link that leads nowhere, or in circles; it takes up its name
   * all the same.
   */
  private static Optional<StoredFile> linkStatus(Path path, FileSystemException failure) {
    try {
      return Optional.of(
          stored(
              path,
              Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (LocalErrors.isBelowFile(path)) return Optional.empty();
      throw LocalErrors.translate(path, "Could not look at", failure);
    }
  }

  private static StoredFile stored(Path path, BasicFileAttributes attributes) {
    boolean isFolder = attributes.isDirectory();
    long sizeBytes = attributes.isRegularFile() ? attributes.size() : 0;
    return new StoredFile(
        path.toString(), isFolder, sizeBytes, attributes.lastModifiedTime().toMillis());
  }

  @Override
  public InputStream open(String file, long offset, long length) {
    if (offset < 0 || length < 0)
      throw new IllegalArgumentException("offset " + offset + " and length " + length);
    Path path = path(file);
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      if (!Files.isDirectory(path)) return new LocalInput(path, channel, offset, length);
      channel.close();
    } catch (IOException e) {
      throw LocalErrors.translate(path, "Could not read", e);
    }
    throw LocalErrors.failed(path, "A folder has no bytes to read:", "Name a file in it", null);
  }

  @Override
  public OutputStream create(String file) {
    Path path = path(file);
    for (int attempt = 1; ; attempt++) {
      try {
        return new LocalOutput(
            path, FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) throw LocalErrors.translate(path, "Could not write", e);
        createFolder(path.getParent());
      } catch (IOException e) {
        throw LocalErrors.translate(path, "Could not write", e);
      }
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (NoSuchFileException e) {
      // Another process deletes around here; the caller tries again.
    } catch (FileAlreadyExistsException e) {
      throw new EngineException(
          RuntimeError.PATH_EXISTS,
          "There is a file where the folder " + folder + " should be",
          "Delete it, or choose another path",
          e);
    } catch (IOException e) {
      throw LocalErrors.translate(folder, "Could not write", e);
    }
  }

  @Override
  public void publish(String from, String to) {
    Path source = path(from);
    Path target = path(to);
    for (int attempt = 1; ; attempt++) {
      try {
        if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
          rename(source, target);
        } else {
          link(source, target);
        }
        return;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS || !isThere(source)) throw LocalErrors.notFound(source, e);
        createFolder(target.getParent());
      } catch (IOException e) {
        throw LocalErrors.translate(target, "Could not write", e);
      }
    }
  }

  private static void link(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      rename(source, target);
      return;
    }
    try {
      Files.delete(source);
    } catch (NoSuchFileException e) {
      // Someone removed the old name, which is all that was left to do.
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  private static void rename(Path source, Path target) throws IOException {
    if (isThere(target)) throw new FileAlreadyExistsException(target.toString());
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // The system's reasons differ (not empty, not a folder, is a folder), what they mean does
      // not.
      if (isThere(source) && isThere(target)) throw LocalErrors.exists(target, e);
      throw e;
    }
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean delete(String file) {
    Path path = path(file);
    if (path.getParent() == null) {
      throw LocalErrors.failed(
          path, "The root of a file system is never deleted:", "Name a folder below it", null);
    }
    LocalDeletion deletion = new LocalDeletion();
    for (int attempt = 1; ; attempt++) {
      try {
        Files.walkFileTree(path, deletion);
        return deletion.hasDeleted();
      } catch (DirectoryNotEmptyException e) {
        // A writer who has not noticed its end yet put something there.
        if (attempt == ATTEMPTS)
          throw LocalErrors.failed(path, "Others keep writing below", "Stop them first", e);
      } catch (IOException e) {
        if (LocalErrors.isBelowFile(path)) return deletion.hasDeleted();
        throw LocalErrors.translate(path, "Could not delete", e);
      }
    }
  }

  private static Path path(String text) {
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "This host cannot name a file " + text.replace('\0', '?') + " (" + e.getReason() + ")",
          "Check the path; for letters beyond ASCII start Java with LC_ALL=C.UTF-8",
          e);
    }
    if (!path.isAbsolute())
      throw new IllegalArgumentException("A storage takes absolute paths, not " + text);
    return path;
  }
}
