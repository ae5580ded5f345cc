package io.brasa.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * A folder for what one process keeps on local disks while it lives. Its name says which process
 * that is, by id and start time, since ids are used again: so whoever opens the next folder under
 * the same root can tell which ones were left behind by processes that were killed, and deletes
 * them. There is no moment at which a folder exists without its owner's name. All users of a root
 * must see the same process ids: containers need roots of their own.
 */
public final class ProcessFolder implements AutoCloseable {
  /**
   * Start times are derived from the time of boot, which moves a little when the system's clock is
   * set.
   */
  private static final long START_TOLERANCE_MILLIS = 5_000;

  private final Storage storage;
  private final String path;

  private ProcessFolder(Storage storage, String path) {
    this.storage = storage;
    this.path = path;
  }

  /**
   * Makes a folder, and deletes those that processes which are gone have left under the root.
   *
   * @param name different for each folder that this process opens, without slashes
   */
  public static ProcessFolder open(Storage storage, String root, String name) {
    String path = reserve(storage, root, name);
    ProcessHandle self = ProcessHandle.current();
    mark(
        storage,
        path + "/owner",
        self.pid() + " " + self.info().startInstant().orElse(Instant.EPOCH) + "\n");
    return new ProcessFolder(storage, path);
  }

  /**
   * The path of a folder that need not be made before there is something to put into it: its name
   * alone tells whose it is. Deletes what processes that are gone have left, like {@link #open}.
   */
  public static String reserve(Storage storage, String root, String name) {
    requireNonNull(storage);
    if (name.isEmpty() || name.indexOf('/') >= 0)
      throw new IllegalArgumentException("A folder cannot be named '" + name + "'");
    ProcessHandle self = ProcessHandle.current();
    deleteAbandoned(storage, root);
    return root + "/" + new Owner(self.pid(), startMillis(self)).prefix() + name;
  }

  private static void mark(Storage storage, String file, String text) {
    try (OutputStream out = storage.create(file)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException failure) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "The file " + file + " cannot be written",
          "See the cause",
          failure);
    }
  }

  /**
   * A favour to the disk, not a need: what cannot be deleted, because it is somebody else's or
   * because another process is at it, stays.
   */
  private static void deleteAbandoned(Storage storage, String root) {
    try {
      if (storage.status(root).isEmpty()) return;
      for (StoredFile folder : storage.list(root, Owner.MARK)) {
        Optional<Owner> owner = Owner.of(folder.path().substring(root.length() + 1));
        if (owner.isPresent() && !owner.get().isAlive()) deleteIfPossible(storage, folder.path());
      }
    } catch (EngineException cannotBeListed) {
      // whoever needs the root will say so
    }
  }

  private static void deleteIfPossible(Storage storage, String path) {
    try {
      storage.delete(path);
    } catch (EngineException stays) {
      // the next process tries again
    }
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Who a folder belongs to, as its name says: {@code process-ID-START-NAME}. */
  private record Owner(long id, long startMillis) {
    private static final String MARK = "process-";

    static Optional<Owner> of(String folder) {
      if (!folder.startsWith(MARK)) return Optional.empty();
      int first = folder.indexOf('-', MARK.length());
      int second = folder.indexOf('-', first + 1);
      if (first < 0 || second < 0) return Optional.empty();
      try {
        return Optional.of(
            new Owner(
                Long.parseLong(folder.substring(MARK.length(), first)),
                Long.parseLong(folder.substring(first + 1, second))));
      } catch (NumberFormatException foreign) {
        return Optional.empty();
      }
    }

    String prefix() {
      return MARK + id + "-" + startMillis + "-";
    }

    /** In doubt it is. */
    boolean isAlive() {
      Optional<ProcessHandle> process = ProcessHandle.of(id);
      if (process.isEmpty() || !process.get().isAlive()) return false;
      Optional<Instant> start = process.get().info().startInstant();
      return start.isEmpty()
          || startMillis == 0
          || Math.abs(start.get().toEpochMilli() - startMillis) <= START_TOLERANCE_MILLIS;
    }
  }

  public String path() {
    return path;
  }

  /** Deletes the folder with all it holds. Idempotent. */
  @Override
  public void close() {
    storage.delete(path);
  }
}
