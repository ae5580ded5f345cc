package io.brasa.sql.execute;

import io.brasa.columnar.source.files.SaveMark;
import io.brasa.core.commit.Ownership;
import io.brasa.core.commit.Staging;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/**
 * How rows that were saved take the place of a folder, or go into it.
 *
 * <p>They are saved beside the target first, under a hidden name, by core's commit: that name is
 * there with all rows or not at all. What comes then is renames of this class, any of which may be
 * the last thing that the process does:
 *
 * <ol>
 *   <li>To replace: the target becomes {@code .NAME.old-ID~OWNER}, {@code .NAME.new-ID~OWNER} the
 *       target, and the old one is deleted. Killed after the first, the target is not there; {@link
 *       #recover} goes on with the second. Killed after the second, what is left is garbage.
 *   <li>To append: the files of {@code .NAME.add-ID~OWNER} are moved into the target one by one,
 *       under names that hold the ID. No file system moves several files in one step, so readers
 *       pass over files of an ID whose folder is there ({@link SaveMark}); the step that counts is
 *       its renaming to {@code .NAME.done-ID~OWNER}, which is then deleted. Killed before it,
 *       {@link #recover} takes the files out again: who saves again has been told of no success.
 * </ol>
 *
 * <p>To replace the files of partitions alone is what {@link PartitionSwap} does.
 *
 * <p>Who opens a table and finds nothing at its path runs {@link #recover} first.
 *
 * <p>A storage that fails without the process dying is undone on the spot. Only what belongs to
 * processes that are certainly dead is touched by {@link #recover}, which each save to the same
 * target begins with, and which may itself die anywhere and be run again.
 *
 * <p><b>With a journal</b> the owner is the application, whose next driver goes on: its journal
 * says that the rows are to be put before the first rename, and {@link #place} does what is left,
 * even beside a driver that was only stopped and wakes: each rename is of something that only one
 * of them finds. So nobody else undoes what such an owner has begun; but where the target is gone,
 * anybody may take the one step that brings it back, since it is the one that the owner would take.
 */
public final class FolderSwap {
  private static final String NEW = "new";
  private static final SaveMark.Kind ADD = SaveMark.Kind.ADD;
  private static final SaveMark.Kind SWAP = SaveMark.Kind.SWAP;
  private static final SaveMark.Kind CUT = SaveMark.Kind.CUT;

  private final Storage storage;
  private final String target;
  private final String suffix;

  /**
   * @param target an absolute path of the storage
   * @param owner of all that is beside the target meanwhile
   * @param id of this save, unlike all others; part of the names of all its files
   */
  public FolderSwap(Storage storage, String target, String owner, String id) {
    this(storage, target, id + "~" + owner);
  }

  private FolderSwap(Storage storage, String target, String suffix) {
    this.storage = storage;
    this.target = target;
    this.suffix = suffix;
  }

  /** The one whose {@link #replacement}, {@link #addition} or {@link #exchange} a folder is. */
  public static FolderSwap of(Storage storage, String target, String folder) {
    for (String kind : List.of(NEW, ADD.text(), SWAP.text())) {
      String prefix = prefix(target, kind);
      if (folder.startsWith(prefix))
        return new FolderSwap(storage, target, folder.substring(prefix.length()));
    }
    throw new IllegalArgumentException(folder + " is of no save to " + target);
  }

  /** Where what replaces the target is saved. */
  public String replacement() {
    return beside(NEW);
  }

  /** Where what is added to the target is saved. */
  public String addition() {
    return beside(ADD.text());
  }

  /** Where what replaces the files of some partitions is saved. */
  public String exchange() {
    return beside(SWAP.text());
  }

  private String beside(String kind) {
    return prefix(target, kind) + suffix;
  }

  private static String prefix(String target, String kind) {
    return parent(target) + "." + name(target) + "." + kind + "-";
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Does what is left of a replacement or an addition that was saved, whichever it is. */
  public void place(String folder) {
    if (folder.equals(addition())) append();
    else replace();
  }

  /** Puts the replacement into the target's place, as far as it is not. */
  public void replace() {
    String old = beside("old");
    if (storage.status(replacement()).isPresent()) {
      if (storage.status(old).isEmpty() && storage.status(target).isPresent()) rename(target, old);
      try {
        rename(replacement(), target);
      } catch (RuntimeException e) {
        undo(e, () -> storage.publish(old, target));
        throw e;
      }
    }
    storage.delete(old);
  }

  /**
   * Replaces the files of each partition of the exchange by those in it, as far as they are not.
   *
   * @param depth how many folders a partition is below the target
   * @param ownership tells who is dead of those that were at the same partitions
   */
  public void exchange(int depth, Ownership ownership) {
    partitions().exchange(depth, ownership);
  }

  private PartitionSwap partitions() {
    return new PartitionSwap(
        storage, target, this, exchange(), new SaveMark(beside(CUT.text()), target, CUT, id()));
  }

  private String id() {
    return suffix.substring(0, suffix.indexOf('~'));
  }

  /** Moves the addition's files into the target, those that are not there. */
  public void append() {
    if (storage.status(addition()).isPresent()) {
      move(addition(), target);
      rename(addition(), beside("done"));
    }
    storage.delete(beside("done"));
  }

  private void move(String from, String to) {
    for (StoredFile file : storage.list(from)) {
      String name = name(file.path());
      if (file.isFolder()) move(file.path(), to + "/" + name);
      else if (!name.equals(Staging.SUCCESS)) moveFile(file.path(), to + "/" + name);
    }
  }

  /** Nobody else has a file of this name: what is there is this one, whole, by another way. */
  void moveFile(String from, String to) {
    try {
      storage.publish(from, to);
    } catch (EngineException e) {
      if (storage.status(to).isEmpty()) throw e;
      storage.delete(from);
    }
  }

  /** Whoever else goes on with the same save may have been faster. */
  void rename(String from, String to) {
    try {
      storage.publish(from, to);
    } catch (EngineException e) {
      if (storage.status(from).isPresent() || storage.status(to).isEmpty()) throw e;
    }
  }

  private static void undo(RuntimeException failure, Runnable undoing) {
    try {
      undoing.run();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Takes out of the target what was moved into it, and lets go of the rest. */
  public void withdraw() {
    boolean isAdded = storage.status(addition()).isPresent();
    if (isAdded || storage.status(exchange()).isPresent())
      if (storage.status(target).isPresent()) remove(target);
    storage.delete(addition());
    partitions().forget();
    storage.delete(replacement());
  }

  /** Whether a file of the target is one that this save has added. */
  boolean holds(String file) {
    return name(file).contains("-" + id() + "-");
  }

  private String owner() {
    return suffix.substring(suffix.indexOf('~') + 1);
  }

  private void remove(String folder) {
    for (StoredFile file : storage.list(folder)) {
      if (file.isFolder()) remove(file.path());
      else if (holds(file.path())) storage.delete(file.path());
    }
  }

  /** Brings what processes that have died began to do with a target to an end. Idempotent. */
  public static void recover(Storage storage, String target, Ownership ownership) {
    String parent = parent(target);
    String folder = parent.length() > 1 ? parent.substring(0, parent.length() - 1) : "/";
    if (storage.status(folder).filter(StoredFile::isFolder).isEmpty()) return;
    for (FolderSwap swap : others(storage, target, folder, ownership)) {
      if (Staging.isLasting(swap.owner())) swap.bringBack();
      else swap.recover();
    }
  }

  /** Of dead processes, and of applications that outlive theirs. */
  private static List<FolderSwap> others(
      Storage storage, String target, String folder, Ownership ownership) {
    List<FolderSwap> found = new ArrayList<>();
    List<String> known = new ArrayList<>();
    List<String> kinds =
        List.of("old", NEW, ADD.text(), SWAP.text(), CUT.text(), "done", PartitionSwap.LIST);
    for (StoredFile file : storage.list(folder)) {
      String name = name(file.path());
      for (String kind : kinds) {
        String prefix = name(prefix(target, kind));
        if (file.isFolder() == kind.equals(PartitionSwap.LIST) || !name.startsWith(prefix))
          continue;
        String suffix = name.substring(prefix.length());
        int tilde = suffix.indexOf('~');
        // A dot before the owner: what core's commit has beside a name of ours.
        if (tilde <= 0 || suffix.substring(0, tilde).indexOf('.') >= 0) continue;
        String owner = suffix.substring(tilde + 1);
        if (!Staging.isLasting(owner) && !ownership.isDead(owner)) continue;
        if (known.contains(suffix)) continue;
        known.add(suffix);
        found.add(new FolderSwap(storage, target, suffix));
      }
    }
    return found;
  }

  /** Its driver may be killed between two renames, and nobody start it again. */
  private void bringBack() {
    if (storage.status(target).isPresent() || storage.status(beside("old")).isEmpty()) return;
    storage.publish(
        storage.status(replacement()).isPresent() ? replacement() : beside("old"), target);
  }

  private void recover() {
    if (storage.status(addition()).isPresent() || storage.status(exchange()).isPresent()) {
      withdraw();
      return;
    }
    partitions().cut();
    boolean isGone = storage.status(target).isEmpty();
    boolean hasOld = storage.status(beside("old")).isPresent();
    boolean hasNew = storage.status(replacement()).isPresent();
    if (isGone && hasOld) storage.publish(hasNew ? replacement() : beside("old"), target);
    storage.delete(beside("old"));
    storage.delete(replacement());
    storage.delete(beside("done"));
  }
}
