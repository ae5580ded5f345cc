package io.brasa.runtime.storage;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Turns what the JDK throws about local files into errors that name the path and say what to do.
 */
final class LocalErrors {
  /** A device with less room than this at the time of a failed write is held to be full. */
  private static final long FULL_BELOW_BYTES = 64 << 10;

  private LocalErrors() {}

  static EngineException notFound(Path path, IOException cause) {
    return new EngineException(
        RuntimeError.PATH_NOT_FOUND,
        "There is nothing at " + path,
        "Check the spelling of the path and the host it is on",
        cause);
  }

  static EngineException exists(Path path, IOException cause) {
    return new EngineException(
        RuntimeError.PATH_EXISTS,
        "There is already something at " + path,
        "Choose another path, or delete what is there",
        cause);
  }

  static EngineException failed(Path path, String what, String remedy, IOException cause) {
    return new EngineException(RuntimeError.STORAGE_FAILED, what + " " + path, remedy, cause);
  }

  /**
   * @param what what was tried, to be followed by the path: "Could not read"
   */
  static EngineException translate(Path path, String what, IOException cause) {
    return switch (cause) {
      case NoSuchFileException e -> notFound(path, e);
      case NotDirectoryException e ->
          new EngineException(
              RuntimeError.PATH_NOT_FOUND,
              path + " is a file, not a folder",
              "Name the folder that holds it",
              e);
      case FileAlreadyExistsException e ->
          exists(e.getFile() == null ? path : Path.of(e.getFile()), e);
      case AccessDeniedException e ->
          new EngineException(
              RuntimeError.PATH_NOT_ACCESSIBLE,
              what + " " + path + " because its permissions, or those of a folder above, forbid it",
              "Change the permissions, or run as a user who may",
              e);
      case AtomicMoveNotSupportedException e ->
          failed(
              path,
              "A rename cannot cross devices:",
              "Stage on the device that holds the target",
              e);
      case ClosedByInterruptException e ->
          failed(path, "The thread was interrupted in the use of", "Run the job again", e);
      default -> other(path, what, cause);
    };
  }

  private static EngineException other(Path path, String what, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    if (isFull(path, what, reason)) {
      return new EngineException(
          RuntimeError.STORAGE_FULL,
          "The device is full, or its quota used up, at " + path,
          "Free space, or choose another device",
          cause);
    }
    if (reason.contains("Read-only file system")) {
      return new EngineException(
          RuntimeError.PATH_NOT_ACCESSIBLE,
          path + " is on a read-only file system",
          "Choose a path that can be written",
          cause);
    }
    if (reason.contains("Too many levels of symbolic links")) {
      return new EngineException(
          RuntimeError.PATH_NOT_ACCESSIBLE,
          path + " is, or is below, a symbolic link that leads in a circle",
          "Delete the link, or make it lead somewhere",
          cause);
    }
    if (isBelowFile(path)) {
      return new EngineException(
          RuntimeError.PATH_NOT_FOUND,
          "There can be nothing at " + path + ": a part of it is a file",
          "Check the path",
          cause);
    }
    String remedy =
        reason.contains("Too many open files")
            ? "Raise the limit of open files (ulimit -n)"
            : "Look at the system's log of the device if the reason does not explain it";
    return failed(path, what + " (" + reason + ")", remedy, cause);
  }

  /**
   * The system words its reason in the user's language, so the room that is left is asked for too.
   */
  private static boolean isFull(Path path, String what, String reason) {
    if (reason.contains("No space left on device") || reason.contains("Disk quota exceeded"))
      return true;
    if (!what.contains("write")) return false;
    try {
      return Files.getFileStore(path.getParent()).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether one of the folders that the path names is a file. */
  static boolean isBelowFile(Path path) {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) return true;
      if (Files.isDirectory(above)) return false;
    }
    return false;
  }
}
