package io.brasa.sql.execute;

import io.brasa.columnar.source.files.SaveMark;
import io.brasa.core.commit.Ownership;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Durable;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * How the files of some partitions of a folder are replaced, all of them in one step, whatever dies
 * on the way. The rows were saved into {@code .NAME.swap-ID~OWNER} beside the folder, by core's
 * commit.
 *
 * <ol>
 *   <li>The files that are in these partitions are written down, in {@code .NAME.list-ID~OWNER}.
 *   <li>The new files are moved to their places, under names that hold the ID. Readers pass over
 *       them, as {@link SaveMark} says, and see what they saw.
 *   <li>The folder is renamed to {@code .NAME.cut-ID~OWNER}: the step that counts. From then on
 *       readers pass over the files that were written down, and over no new one.
 *   <li>The files that were written down are deleted, and then the folder and the list.
 * </ol>
 *
 * <p>Killed before the third step, whoever saves next takes the new files away, if the owner is
 * dead: nobody has been told of a success. Killed after it, whoever saves next does the fourth. No
 * step needs more of a file system than that a file or a folder is renamed whole. Programs that
 * know nothing of marks see new files beside old ones from the second step to the fourth.
 *
 * <p>Two saves that replace the same partition at one time would each leave the files of the other:
 * the one that sees the other fails with {@code OUTPUT_EXISTS}, at least one does. Saves that add
 * to the partition meanwhile come after.
 *
 * <p>Each step is done by whoever finds it undone, as {@link FolderSwap} tells of applications with
 * a journal.
 *
 * @param swap what both have in common
 * @param saved the folder of new files
 * @param counted the mark that this becomes
 */
record PartitionSwap(
    Storage storage, String target, FolderSwap swap, String saved, SaveMark counted) {
  /** What the name of the file that tells what is replaced has, as marks have their kind. */
  static final String LIST = "list";

  /** Does what is left to do. */
  void exchange(int depth, Ownership ownership) {
    if (storage.status(saved).isPresent()) {
      List<String> partitions = partitions(saved, depth);
      for (String partition : partitions) settleOthers(partition, ownership);
      if (storage.status(counted.list()).isEmpty()) writeDown(partitions);
      for (String partition : partitions) move(saved + partition, target + partition);
      swap.rename(saved, counted.path());
    }
    cut();
  }

  /** Deletes what was replaced, if the new files count, and then what tells of it. */
  void cut() {
    if (storage.status(counted.path()).isPresent()) {
      counted
          .replaced(storage)
          .ifPresent(files -> files.stream().sorted().forEach(storage::delete));
      deleteDrafts();
      swap.rename(counted.path(), done());
    }
    storage.delete(counted.list());
    storage.delete(done());
  }

  /** Deletes the folder of new files, and then the list of what they would have replaced. */
  void forget() {
    if (storage.status(saved).isPresent()) deleteDrafts();
    storage.delete(saved);
    storage.delete(counted.list());
  }

  /** While there is something else by which they are found, and the first one last. */
  private void deleteDrafts() {
    int count = 0;
    while (storage.status(draft(count)).isPresent()) count++;
    while (count > 0) storage.delete(draft(--count));
  }

  private String done() {
    int kind = counted.list().lastIndexOf("." + LIST + "-");
    return counted.list().substring(0, kind) + ".done-" + counted.list().substring(kind + 6);
  }

  private String draft(int number) {
    return counted.list() + "." + number;
  }

  /** The paths of partitions below a folder, each with a slash before it; itself is empty. */
  private List<String> partitions(String folder, int depth) {
    List<String> found = new ArrayList<>();
    addPartitions(folder, "", depth, found);
    return found;
  }

  private void addPartitions(String folder, String below, int depth, List<String> found) {
    if (depth == 0) {
      found.add(below);
      return;
    }
    for (StoredFile each : storage.list(folder + below))
      if (each.isFolder())
        addPartitions(folder, each.path().substring(folder.length()), depth - 1, found);
  }

  /** Other saves that replace a partition: what counts is brought to its end. */
  private void settleOthers(String partition, Ownership ownership) {
    for (String folder : SaveMark.concerned(target + partition)) {
      if (folder.length() > target.length() && storage.status(parent(folder)).isEmpty()) continue;
      for (SaveMark mark : SaveMark.beside(storage, folder)) {
        if (mark.path().equals(saved) || mark.kind() == SaveMark.Kind.ADD) continue;
        String same = mark.path() + (target + partition).substring(folder.length());
        if (storage.status(same).isEmpty()) continue;
        if (mark.kind() == SaveMark.Kind.SWAP) {
          // Core may have put there what a dead process had decided, since this save began.
          FolderSwap.recover(storage, folder, ownership);
          if (storage.status(mark.path()).isPresent()) throw conflict(partition, mark);
          continue;
        }
        new PartitionSwap(storage, folder, swap, "", mark).cut();
      }
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private EngineException conflict(String partition, SaveMark other) {
    return new EngineException(
        CoreError.OUTPUT_EXISTS,
        "Another save replaces " + target + partition + " at this moment: " + other.path(),
        "Save again once it has ended; if its process was killed on another host, save to "
            + other.folder()
            + " from there first");
  }

  /** Another driver of the application may be doing the same: one of them is first. */
  private void writeDown(List<String> partitions) {
    List<String> files = new ArrayList<>();
    for (String partition : partitions)
      if (storage.status(target + partition).isPresent())
        addReplaced(target + partition, marks(partition), files);
    String draft = written(files);
    try {
      storage.publish(draft, counted.list());
    } catch (EngineException e) {
      if (e.code() != RuntimeError.PATH_EXISTS) throw e;
    }
  }

  /** A name that is taken is of a driver that was killed, or only stopped. */
  private String written(List<String> files) {
    for (int number = 0; ; number++) {
      String draft = draft(number);
      if (storage.status(draft).isPresent()) continue;
      try (OutputStream out = storage.create(draft)) {
        out.write(SaveMark.listing(files));
        if (out instanceof Durable durable) durable.sync();
        return draft;
      } catch (IOException e) {
        throw new EngineException(
            RuntimeError.STORAGE_FAILED,
            "Could not write " + draft + " (" + e.getMessage() + ")",
            "Look at the cause below",
            e);
      } catch (EngineException e) {
        if (e.code() != RuntimeError.PATH_EXISTS) throw e;
      }
    }
  }

  private List<SaveMark> marks(String partition) {
    List<SaveMark> marks = new ArrayList<>();
    for (String folder : SaveMark.concerned(target + partition))
      marks.addAll(SaveMark.beside(storage, folder));
    return marks;
  }

  /** All files but those of saves on their way, which come after, whichever they are. */
  private void addReplaced(String folder, List<SaveMark> marks, List<String> files) {
    for (StoredFile each : storage.list(folder)) {
      String name = each.path().substring(each.path().lastIndexOf('/') + 1);
      if (each.isFolder()) {
        if (!name.startsWith(".")) addReplaced(each.path(), marks, files);
      } else if (marks.stream()
          .noneMatch(mark -> mark.kind() != SaveMark.Kind.CUT && mark.isOfSave(each.path())))
        files.add(each.path().substring(target.length() + 1));
    }
  }

  /** Files beside partitions are of no rows. */
  private void move(String from, String to) {
    for (StoredFile each : storage.list(from)) {
      String name = each.path().substring(from.length());
      if (each.isFolder()) move(each.path(), to + name);
      else if (!name.startsWith("/_")) swap.moveFile(each.path(), to + name);
    }
  }
}
