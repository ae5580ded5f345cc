package io.brasa.core.commit;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Durable;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The driver's side of saving a dataset into a folder.
 *
 * <p><b>Promise.</b> At any moment, whatever was killed, the target is either absent or the whole
 * output: one attempt per partition, no file of any other attempt. A save that was decided can
 * always be finished; one that was not leaves nothing.
 *
 * <p><b>How.</b> Attempts write files into folders of their own in a hidden staging folder beside
 * the target (beside, so that moving never copies), and tell the driver by a message. Neither
 * writing nor the message makes an attempt a winner: the driver does, when the first message of
 * each partition is in, by writing the manifest. The steps, with what a crash after each leaves
 * behind:
 *
 * <ol>
 *   <li>{@link #begin} marks the staging folder: undecided. This also shows that the place can be
 *       written before any work.
 *   <li>Attempts write: undecided.
 *   <li>{@link #decide} writes the manifest with its checksum and syncs it. A torn one is none:
 *       undecided until its last byte, <em>decided</em> from then on. This is the only point of
 *       decision.
 *   <li>It moves the winners' files to {@code output/} and adds {@code _SUCCESS}: decided, and to
 *       be continued.
 *   <li>It renames {@code output/} to the target in one step that never replaces: published.
 *   <li>It deletes the manifest, then the rest of the staging folder.
 * </ol>
 *
 * {@link #recoverAll} deletes what is undecided, continues what is decided, and deletes the staging
 * folder of what is published. It may itself die anywhere and be run again. A target that exists
 * beside a staging folder needs no more than the deletion: either it is ours, or somebody else's
 * who was first, and then this save has failed.
 *
 * <p><b>Whose is a staging folder?</b> Its name says which process made it, so there is no moment
 * at which it has no owner, and no clock is needed: {@link Ownership} knows which owners are
 * certainly dead. Only their folders are touched, by {@link #recoverAll}, and by the next {@link
 * #begin} for the same target, which deletes them, decided or not: who saves again has been told of
 * no success.
 *
 * <p><b>Late attempts.</b> An attempt that was given up but still runs could create the staging
 * folder anew after it was deleted. {@link TextOutput} looks for the mark of step 1 before it
 * creates a file; what slips through is hidden and goes with the next begin.
 *
 * <p><b>Limits.</b> Killed processes lose nothing. After a power failure the manifest is safe, the
 * files it names as safe as the file system makes files that were closed. The target's folder must
 * be one file system.
 *
 * <p>Not thread-safe: one thread of the driver calls it. What is made from the dataset may be a
 * list of strings or petabytes; the driver pays three operations of the storage per file.
 */
public final class OutputCommit {
  /** How far a save has come. */
  public enum Step {
    STAGED,
    DECIDED,
    PUBLISHED
  }

  /** What {@link #recoverAll} found and did. */
  public enum Recovery {
    /** There was nothing to recover. */
    NOTHING,
    /**
     * What had not been decided was deleted, or a decided output came too late; a target, if any,
     * is somebody else's.
     */
    REMOVED,
    /** A decided output is at the target now. */
    PUBLISHED
  }

  /**
   * A save that succeeded.
   *
   * @param cleanupFailure why the staging folder could not be deleted, for the log
   */
  public record Published(long bytes, long rows, Optional<EngineException> cleanupFailure) {}

  private final Storage storage;
  private final String target;
  private final Staging staging;
  private final Ownership ownership;
  private final Consumer<Step> steps;

  /**
   * @param target the folder to be made: an absolute path of the storage
   * @param job unique among all jobs of this process
   * @param steps hears of each step that is done
   */
  public OutputCommit(
      Storage storage, String target, String job, Ownership ownership, Consumer<Step> steps) {
    this(storage, target, Staging.of(target, job, ownership.self()), ownership, steps);
  }

  /**
   * @param staging beside the target, of this process alone
   */
  public OutputCommit(
      Storage storage, String target, Staging staging, Ownership ownership, Consumer<Step> steps) {
    if (Staging.name(target).isEmpty())
      throw new IllegalArgumentException("'" + target + "' is not a path of a folder");
    this.storage = storage;
    this.target = target;
    this.staging = staging;
    this.ownership = ownership;
    this.steps = steps;
  }

  /** Where attempts write. */
  public Staging staging() {
    return staging;
  }

  /**
   * Prepares the staging folder and clears those of dead processes. Fails with {@code
   * OUTPUT_EXISTS} if there is something at the target, and as {@link Storage#create} does if the
   * place cannot be written.
   */
  public void begin() {
    for (Staging leftover : deadStagings(storage, target, ownership)) {
      new Publication(storage, leftover, target).discard();
    }
    if (storage.status(target).isPresent()) throw exists(target, null);
    abort();
    try {
      storage.create(staging.marker()).close();
    } catch (IOException e) {
      throw Publication.failed(staging.path(), e);
    }
    steps.accept(Step.STAGED);
  }

  /**
   * Decides that these attempts, exactly one for each partition from 0, are the output, and
   * publishes it. On failure the caller aborts.
   */
  public Published decide(List<TaskOutput> winners) {
    return decide(winners, _ -> {});
  }

  /**
   * As the shorter form.
   *
   * @param decided hears of the manifest once it is written; if it fails, nothing is published
   */
  public Published decide(List<TaskOutput> winners, Consumer<byte[]> decided) {
    List<TaskOutput> ordered =
        winners.stream().sorted(Comparator.comparingInt(TaskOutput::partition)).toList();
    requireOnePerPartition(ordered);
    for (TaskOutput winner : ordered) {
      for (TaskOutput.StagedFile file : winner.files()) {
        String path = staging.staged(winner, file.name());
        Publication.requireSize(storage.status(path), path, file.bytes());
      }
    }
    Manifest manifest = new Manifest(Staging.name(staging.path()), ordered);
    byte[] encoded = manifest.encode();
    write(encoded);
    decided.accept(encoded);
    steps.accept(Step.DECIDED);
    new Publication(storage, staging, target).run(manifest);
    Optional<EngineException> cleanupFailure = clean();
    steps.accept(Step.PUBLISHED);
    long bytes = ordered.stream().mapToLong(TaskOutput::bytes).sum();
    long rows = ordered.stream().mapToLong(TaskOutput::rows).sum();
    return new Published(bytes, rows, cleanupFailure);
  }

  private static void requireOnePerPartition(List<TaskOutput> ordered) {
    Set<String> names = new HashSet<>();
    for (int partition = 0; partition < ordered.size(); partition++) {
      TaskOutput winner = ordered.get(partition);
      Check.that(
          winner.partition() == partition, "each partition of an output has one winner", winner);
      for (TaskOutput.StagedFile file : winner.files()) {
        Check.that(
            names.add(file.name()), "the files of an output have different names", file.name());
      }
    }
  }

  private void write(byte[] manifest) {
    try (OutputStream out = storage.create(staging.manifest())) {
      out.write(manifest);
      if (out instanceof Durable durable) durable.sync();
    } catch (IOException e) {
      throw Publication.failed(staging.manifest(), e);
    }
  }

  /**
   * The output is visible already: a folder that stays behind is no reason to call the save a
   * failure.
   */
  private Optional<EngineException> clean() {
    try {
      abort();
      return Optional.empty();
    } catch (EngineException e) {
      return Optional.of(e);
    }
  }

  /** Deletes the staging folder and with it all that attempts wrote. Idempotent. */
  public void abort() {
    new Publication(storage, staging, target).discard();
  }

  /**
   * Brings every save to any target directly below a folder, whose process died on its way to an
   * end. Idempotent.
   *
   * @return the most that was done for one of them
   */
  public static Recovery recoverAll(Storage storage, String folder, Ownership ownership) {
    return recoverAllBut(storage, folder, "", ownership);
  }

  /**
   * As {@link #recoverAll}, leaving those to one target for the {@link #begin} of a save to it: who
   * saves again has been told of no success.
   */
  public static void recoverOthers(Storage storage, String target, Ownership ownership) {
    String parent = Staging.parent(target);
    recoverAllBut(storage, parent.isEmpty() ? "/" : parent, target, ownership);
  }

  private static Recovery recoverAllBut(
      Storage storage, String folder, String excepted, Ownership ownership) {
    Recovery most = Recovery.NOTHING;
    if (storage.status(folder).filter(StoredFile::isFolder).isEmpty()) return most;
    for (StoredFile file : storage.list(folder)) {
      Optional<String> target = Staging.targetOf(file.path());
      if (!file.isFolder() || target.isEmpty() || target.get().equals(excepted)) continue;
      Staging staging = new Staging(file.path());
      if (!ownership.isDead(staging.owner())) continue;
      Recovery one = recover(storage, target.get(), staging);
      if (one.compareTo(most) > 0) most = one;
    }
    return most;
  }

  private static Recovery recover(Storage storage, String target, Staging staging) {
    Publication publication = new Publication(storage, staging, target);
    Optional<Manifest> manifest = publication.decided();
    boolean isPublished = false;
    if (manifest.isPresent()) {
      boolean isTargetThere = storage.status(target).isPresent();
      if (!isTargetThere) publication.run(manifest.get());
      isPublished = !isTargetThere || publication.isDone(manifest.get());
    }
    publication.discard();
    return isPublished ? Recovery.PUBLISHED : Recovery.REMOVED;
  }

  /**
   * Ends a save of a process that may still be at work: its staging folder gets another name first,
   * so that whatever it still does there fails. Then what was decided is finished, and what was not
   * is deleted. May be run again, with another number, if it was cut off.
   *
   * @param path of the staging folder
   * @param number of this attempt, above all before
   * @return the manifest if it is, or was, published
   */
  public static Optional<byte[]> takeOver(
      Storage storage, String target, String path, long number) {
    Optional<byte[]> published = Optional.empty();
    for (String found : takenOver(storage, path)) {
      Staging taken = new Staging(path + "_t" + number);
      if (!found.equals(taken.path()) && !isTaken(storage, found, taken.path())) continue;
      Publication publication = new Publication(storage, taken, target);
      Optional<Manifest> manifest = publication.decided(Staging.name(path));
      if (published.isEmpty()
          && manifest.isPresent()
          && finish(storage, publication, manifest.get(), target))
        published = manifest.map(Manifest::encode);
      publication.discard();
    }
    return published;
  }

  /** Those that were taken over before come first: the folder itself may have come up again. */
  private static List<String> takenOver(Storage storage, String path) {
    String parent = Staging.parent(path);
    if (storage.status(parent.isEmpty() ? "/" : parent).isEmpty()) return List.of();
    List<String> found = new ArrayList<>();
    for (StoredFile file : storage.list(parent.isEmpty() ? "/" : parent))
      if (file.path().startsWith(path + "_t")) found.add(file.path());
    if (storage.status(path).isPresent()) found.add(path);
    return found;
  }

  /**
   * Undoes what other drivers of an application were saving by the same save, decided or not, of
   * which no journal tells any more: nobody has been told of a success.
   *
   * @param own the staging folder that stays
   */
  public static void undoOthers(Storage storage, String target, Staging each, Staging own) {
    String folder = Staging.parent(each.path());
    if (storage.status(folder.isEmpty() ? "/" : folder).isEmpty()) return;
    int count = 0;
    for (StoredFile file : storage.list(folder.isEmpty() ? "/" : folder)) {
      if (!file.path().startsWith(each.path() + "_e") || file.path().equals(own.path())) continue;
      Staging undone = new Staging(own.path() + "_u" + count++);
      if (isTaken(storage, file.path(), undone.path()))
        new Publication(storage, undone, target).discard();
    }
  }

  /** Renames a staging folder; false if its driver has just ended with it by itself. */
  private static boolean isTaken(Storage storage, String from, String to) {
    try {
      storage.publish(from, to);
      return true;
    } catch (EngineException failure) {
      if (failure.code() == RuntimeError.PATH_NOT_FOUND && storage.status(from).isEmpty())
        return false;
      throw failure;
    }
  }

  /** Returns whether the output is at the target, and by this save. */
  private static boolean finish(
      Storage storage, Publication publication, Manifest manifest, String target) {
    if (storage.status(target).isPresent()) return publication.isDone(manifest);
    try {
      publication.run(manifest);
      return true;
    } catch (EngineException lacking) {
      // A decision without its files: they went with another folder of the same save.
      if (lacking.code() == CoreError.OUTPUT_INCOMPLETE
          || lacking.code() == RuntimeError.PATH_NOT_FOUND) return false;
      throw lacking;
    }
  }

  /** What a manifest says, if the target holds just that; empty if it does not. */
  public static Optional<List<TaskOutput>> published(
      Storage storage, String target, byte[] encoded) {
    Optional<Manifest> manifest = Manifest.decode(encoded, target);
    if (manifest.isEmpty() || storage.status(target).isEmpty()) return Optional.empty();
    for (TaskOutput winner : manifest.get().winners()) {
      for (TaskOutput.StagedFile file : winner.files()) {
        Optional<StoredFile> there = storage.status(target + "/" + file.name());
        if (there.isEmpty() || there.get().sizeBytes() != file.bytes()) return Optional.empty();
      }
    }
    return manifest.map(Manifest::winners);
  }

  /** What a manifest says, wherever its files are now. */
  public static Optional<List<TaskOutput>> winners(byte[] encoded) {
    return Manifest.decode(encoded, "a journal").map(Manifest::winners);
  }

  private static List<Staging> deadStagings(Storage storage, String target, Ownership ownership) {
    String parent = Staging.parent(target);
    String folder = parent.isEmpty() ? "/" : parent;
    if (storage.status(folder).filter(StoredFile::isFolder).isEmpty()) return List.of();
    return storage.list(folder).stream()
        .filter(file -> file.isFolder() && Staging.isFor(target, file.path()))
        .map(file -> new Staging(file.path()))
        .filter(staging -> ownership.isDead(staging.owner()))
        .toList();
  }

  static EngineException exists(String target, EngineException cause) {
    return new EngineException(
        CoreError.OUTPUT_EXISTS,
        "There is already something at " + target + ", where the output should go",
        "Choose another folder, or delete this one first",
        cause);
  }
}
