package io.brasa.columnar.source.files;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files of saves that go into a folder and have not ended, perhaps because their process was
 * killed, and files that such a save has replaced and not deleted yet: no reader takes them ({@link
 * SaveMark}). Whoever saves next takes them away.
 *
 * <p>Marks are asked for once all files are known: what a save moved before, it had marked before
 * that. A save that replaces files takes new ones out of hiding and hides old ones in one step, by
 * the name of its mark, so those marks are noted before files are listed as well: if they are
 * others afterwards, the listing has something of both, and is made again.
 *
 * <p>Belongs to one thread and one listing.
 */
final class UnfinishedSaves {
  private final Storage storage;
  private final Map<String, List<SaveMark>> before = new HashMap<>();
  private final Map<String, List<SaveMark>> after = new HashMap<>();
  private final Map<String, List<StoredFile>> beside = new HashMap<>();
  private final Map<SaveMark, Set<String>> replaced = new HashMap<>();

  UnfinishedSaves(Storage storage) {
    this.storage = storage;
  }

  /**
   * Notes the marks of a folder, before files in it are listed. Where what is beside it may not be
   * listed this is the business of {@link #hides}, which is asked if files of saves are found.
   */
  void note(String folder) {
    for (String each : SaveMark.concerned(folder)) {
      try {
        before.computeIfAbsent(each, path -> swaps(SaveMark.beside(storage, path)));
      } catch (EngineException e) {
        if (e.code() != RuntimeError.PATH_NOT_ACCESSIBLE) throw e;
      }
    }
  }

  /** As {@link #note(String)}, of the folders in a folder. */
  void noteAll(List<StoredFile> listing) {
    List<StoredFile> hidden = hidden(listing);
    for (StoredFile each : listing)
      if (each.isFolder() && SaveMark.isPartition(each.path()))
        before.putIfAbsent(each.path(), swaps(SaveMark.among(hidden, each.path())));
  }

  private static List<StoredFile> hidden(List<StoredFile> listing) {
    return listing.stream()
        .filter(each -> each.path().startsWith(".", each.path().lastIndexOf('/') + 1))
        .toList();
  }

  private static List<SaveMark> swaps(List<SaveMark> marks) {
    return marks.stream().filter(mark -> mark.kind() != SaveMark.Kind.ADD).toList();
  }

  /**
   * Whether a file is one that readers pass over; empty if the folder changed meanwhile, so that
   * its files are to be listed again.
   *
   * @param table the folder that was named, or that the file lies in
   */
  Optional<Boolean> hides(String table, String file) {
    boolean isHidden = false;
    String folder = file.substring(0, Math.max(0, file.lastIndexOf('/')));
    for (String each : SaveMark.concerned(folder, table)) {
      List<SaveMark> marks = after.computeIfAbsent(each, this::look);
      List<SaveMark> noted = before.get(each);
      if (noted != null && !noted.equals(swaps(marks))) return Optional.empty();
      for (SaveMark mark : marks) {
        if (mark.kind() != SaveMark.Kind.CUT) isHidden |= mark.isOfSave(file);
        else {
          Optional<Set<String>> files = replacedBy(mark);
          if (files.isEmpty()) return Optional.empty();
          isHidden |= files.get().contains(file);
        }
      }
    }
    return Optional.of(isHidden);
  }

  private List<SaveMark> look(String folder) {
    int slash = folder.lastIndexOf('/');
    if (slash < 0 || slash == folder.length() - 1) return List.of();
    List<StoredFile> hidden =
        beside.computeIfAbsent(
            slash == 0 ? "/" : folder.substring(0, slash), path -> hidden(storage.list(path)));
    return SaveMark.among(hidden, folder);
  }

  private Optional<Set<String>> replacedBy(SaveMark mark) {
    Set<String> known = replaced.get(mark);
    if (known != null) return Optional.of(known);
    Optional<Set<String>> read = mark.replaced(storage);
    read.ifPresent(files -> replaced.put(mark, files));
    return read;
  }

  /** Whether some of the files below a folder may be replaced: it is divided, or a part. */
  static boolean mayReplace(String folder, List<StoredFile> listing) {
    return SaveMark.isPartition(folder)
        || listing.stream().anyMatch(each -> each.isFolder() && SaveMark.isPartition(each.path()));
  }
}
