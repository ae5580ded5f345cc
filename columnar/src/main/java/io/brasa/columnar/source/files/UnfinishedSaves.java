package io.brasa.columnar.source.files;

import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Files of saves that go into a folder and have not ended, perhaps because their process was
 * killed. Beside a folder {@code NAME} there is {@code .NAME.add-ID~OWNER} as long as the save
 * {@code ID} has not, and names of its files in the folder hold {@code -ID-}: no reader takes them.
 * Whoever saves next takes them away. Belongs to one thread.
 */
public final class UnfinishedSaves {
  private final Storage storage;
  private final Map<String, Set<String>> known = new HashMap<>();

  UnfinishedSaves(Storage storage) {
    this.storage = storage;
  }

  /** What the name of the mark of a save into a folder begins with. */
  public static String mark(String folderName) {
    return "." + folderName + ".add-";
  }

  /** Whether a file is one of a save into a folder that has not ended. */
  boolean holds(String folder, String file) {
    Set<String> ids = known.computeIfAbsent(folder, this::ids);
    if (ids.isEmpty()) return false;
    String name = file.substring(file.lastIndexOf('/') + 1);
    for (String id : ids) if (name.contains("-" + id + "-")) return true;
    return false;
  }

  private Set<String> ids(String folder) {
    int slash = folder.lastIndexOf('/');
    if (slash < 0 || slash == folder.length() - 1) return Set.of();
    String mark = mark(folder.substring(slash + 1));
    Set<String> ids = new HashSet<>();
    for (StoredFile beside : storage.list(slash == 0 ? "/" : folder.substring(0, slash))) {
      String name = beside.path().substring(beside.path().lastIndexOf('/') + 1);
      int tilde = name.indexOf('~');
      if (name.startsWith(mark) && tilde > mark.length())
        ids.add(name.substring(mark.length(), tilde));
    }
    return ids;
  }
}
