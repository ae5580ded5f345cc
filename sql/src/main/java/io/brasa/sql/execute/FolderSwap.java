package io.brasa.sql.execute;

import io.brasa.columnar.source.files.UnfinishedSaves;
import io.brasa.core.commit.Ownership;
import io.brasa.core.commit.Staging;
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
 *       pass over files of an ID whose folder is there ({@link UnfinishedSaves}); the step that
 *       counts is its renaming to {@code .NAME.done-ID~OWNER}, which is then deleted. Killed before
 *       it, {@link #recover} takes the files out again: who saves again has been told of no
 *       success.
 * </ol>
 *
 * <p>Who opens a table and finds nothing at its path runs {@link #recover} first.
 *
 * <p>A storage that fails without the process dying is undone on the spot. Only what belongs to
 * processes that are certainly dead is touched by {@link #recover}, which each save to the same
 * target begins with, and which may itself die anywhere and be run again.
 */
public final class FolderSwap {
  private final Storage storage;
  private final String target;
  private final String suffix;
  private final String id;

  /**
   * @param target an absolute path of the storage
   * @param id of this save; part of the names of all its files
   */
  public FolderSwap(Storage storage, String target, Ownership ownership, String id) {
    this(storage, target, id, id + "~" + ownership.self());
  }

  private FolderSwap(Storage storage, String target, String id, String suffix) {
    this.storage = storage;
    this.target = target;
    this.id = id;
    this.suffix = suffix;
  }

  /** Where what replaces the target is saved. */
  public String replacement() {
    return beside("new");
  }

  /** Where what is added to the target is saved. */
  public String addition() {
    return parent(target) + UnfinishedSaves.mark(name(target)) + suffix;
  }

  private String beside(String kind) {
    return parent(target) + "." + name(target) + "." + kind + "-" + suffix;
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Puts the replacement into the target's place. */
  public void replace() {
    String old = beside("old");
    storage.publish(target, old);
    try {
      storage.publish(replacement(), target);
    } catch (RuntimeException e) {
      undo(e, () -> storage.publish(old, target));
      throw e;
    }
    storage.delete(old);
  }

  /** Moves the addition's files into the target. */
  public void append() {
    try {
      move(addition(), target);
      storage.publish(addition(), beside("done"));
    } catch (RuntimeException e) {
      undo(e, this::withdraw);
      throw e;
    }
    storage.delete(beside("done"));
  }

  private void move(String from, String to) {
    for (StoredFile file : storage.list(from)) {
      String name = name(file.path());
      if (file.isFolder()) move(file.path(), to + "/" + name);
      else if (!name.equals(Staging.SUCCESS)) storage.publish(file.path(), to + "/" + name);
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
  private void withdraw() {
    if (storage.status(target).isPresent()) remove(target);
    storage.delete(addition());
  }

  private void remove(String folder) {
    for (StoredFile file : storage.list(folder)) {
      if (file.isFolder()) remove(file.path());
      else if (name(file.path()).contains("-" + id + "-")) storage.delete(file.path());
    }
  }

  /** Brings what processes that have died began to do with a target to an end. Idempotent. */
  public static void recover(Storage storage, String target, Ownership ownership) {
    String parent = parent(target);
    String folder = parent.length() > 1 ? parent.substring(0, parent.length() - 1) : "/";
    if (storage.status(folder).filter(StoredFile::isFolder).isEmpty()) return;
    for (FolderSwap swap : dead(storage, target, folder, ownership)) swap.recover();
  }

  private static List<FolderSwap> dead(
      Storage storage, String target, String folder, Ownership ownership) {
    List<FolderSwap> found = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (StoredFile file : storage.list(folder)) {
      String name = name(file.path());
      for (String kind : List.of("old", "new", "add", "done")) {
        String prefix = "." + name(target) + "." + kind + "-";
        if (!file.isFolder() || !name.startsWith(prefix)) continue;
        String suffix = name.substring(prefix.length());
        int tilde = suffix.indexOf('~');
        // A dot before the owner: what core's commit has beside a name of ours.
        if (tilde <= 0 || suffix.substring(0, tilde).indexOf('.') >= 0) continue;
        if (known.contains(suffix) || !ownership.isDead(suffix.substring(tilde + 1))) continue;
        known.add(suffix);
        found.add(new FolderSwap(storage, target, suffix.substring(0, tilde), suffix));
      }
    }
    return found;
  }

  private void recover() {
    if (storage.status(addition()).isPresent()) {
      withdraw();
      return;
    }
    boolean isGone = storage.status(target).isEmpty();
    boolean hasOld = storage.status(beside("old")).isPresent();
    boolean hasNew = storage.status(replacement()).isPresent();
    if (isGone && hasOld) storage.publish(hasNew ? replacement() : beside("old"), target);
    storage.delete(beside("old"));
    storage.delete(replacement());
    storage.delete(beside("done"));
  }
}
