package io.brasa.core.commit;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The way from a decided manifest to the target. Every step looks at what is there before it acts,
 * so the whole may be run again from the start after it was cut off anywhere.
 */
final class Publication {
  private final Storage storage;
  private final Staging staging;
  private final String target;

  Publication(Storage storage, Staging staging, String target) {
    this.storage = storage;
    this.staging = staging;
    this.target = target;
  }

  /** The manifest if one was decided. */
  Optional<Manifest> decided() {
    return decided(Staging.name(staging.path()));
  }

  /** As the shorter form, of a folder that had another name when it was decided. */
  Optional<Manifest> decided(String name) {
    if (storage.status(staging.manifest()).isEmpty()) return Optional.empty();
    byte[] bytes;
    try (InputStream in = storage.open(staging.manifest(), 0, Long.MAX_VALUE)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw failed(staging.manifest(), e);
    }
    return Manifest.decode(bytes, staging.manifest())
        .filter(manifest -> manifest.staging().equals(name));
  }

  /**
   * Moves the winners together and makes them the target. Fails with {@code OUTPUT_EXISTS} if there
   * is one by now.
   */
  void run(Manifest manifest) {
    for (TaskOutput winner : manifest.winners()) {
      for (TaskOutput.StagedFile file : winner.files()) {
        move(staging.staged(winner, file.name()), staging.published(file.name()), file.bytes());
      }
    }
    // A marker found here may be torn; it is empty, so writing it anew costs nothing.
    storage.delete(staging.published(Staging.SUCCESS));
    try {
      storage.create(staging.published(Staging.SUCCESS)).close();
    } catch (IOException e) {
      throw failed(staging.output(), e);
    }
    try {
      storage.publish(staging.output(), target);
    } catch (EngineException e) {
      throw e.code() == RuntimeError.PATH_EXISTS ? OutputCommit.exists(target, e) : e;
    }
  }

  /**
   * Whether the moves are done and their result is gone, so that the target is ours. Of an output
   * without files it is only known that somebody made it.
   */
  boolean isDone(Manifest manifest) {
    if (storage.status(staging.output()).isPresent()) return false;
    for (TaskOutput winner : manifest.winners()) {
      for (TaskOutput.StagedFile file : winner.files())
        return storage.status(staging.staged(winner, file.name())).isEmpty();
    }
    return true;
  }

  /**
   * Deletes the staging folder, the manifest first: a folder half deleted must not look decided.
   */
  void discard() {
    storage.delete(staging.manifest());
    storage.delete(staging.path());
  }

  private void move(String from, String to, long bytes) {
    Optional<StoredFile> moved = storage.status(to);
    if (moved.isEmpty()) {
      storage.publish(from, to);
      moved = storage.status(to);
    } else {
      // A storage may publish a file by giving it a second name first, and have died before it took
      // the first away.
      storage.delete(from);
    }
    requireSize(moved, to, bytes);
  }

  /**
   * Fails with {@code OUTPUT_INCOMPLETE} unless the file is there in the size its task reported.
   */
  static void requireSize(Optional<StoredFile> file, String path, long bytes) {
    if (file.isPresent() && !file.get().isFolder() && file.get().sizeBytes() == bytes) return;
    String found = file.isEmpty() ? "is gone" : "has " + file.get().sizeBytes() + " bytes";
    throw new EngineException(
        CoreError.OUTPUT_INCOMPLETE,
        "The staged file " + path + " " + found + " but its task wrote " + bytes + " bytes",
        "Look for what else writes or deletes there, and run the job again");
  }

  static EngineException failed(String path, IOException cause) {
    return new EngineException(
        RuntimeError.STORAGE_FAILED,
        "Could not use " + path + " (" + cause.getMessage() + ")",
        "Look at the cause below",
        cause);
  }
}
