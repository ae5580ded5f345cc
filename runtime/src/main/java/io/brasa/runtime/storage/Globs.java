package io.brasa.runtime.storage;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the files that a user's text names: a list of paths and patterns separated by commas, as in
 * {@code textFile("logs/2026-??/*.log,extra.txt")}. The syntax is that of shells, with {@code
 * {a,b}} and a backslash as escape.
 *
 * <p>A folder stands for the files directly in it. Those whose name begins with {@code _} or {@code
 * .} are hidden: neither a folder nor a wildcard in front of the name brings them in; naming them
 * does. A folder in a named folder is an error, since leaving out what it holds would give a wrong
 * answer in silence.
 *
 * <p>Order: as the list has it, and by path within one entry, in which no file occurs twice.
 * Stateless.
 */
public final class Globs {
  private Globs() {}

  /**
   * The files that the text names. Fails with {@code PATH_NOT_FOUND}, naming entry and nearest
   * existing parent, if an entry names nothing; an entry may name only empty folders.
   */
  public static List<StoredFile> files(Storages storages, String list) {
    List<StoredFile> files = new ArrayList<>();
    for (String entry : GlobPattern.list(list)) {
      if (entry.isBlank()) continue;
      Map<String, StoredFile> found = new TreeMap<>();
      for (StoredFile match : expand(storages, entry)) {
        Storage storage = storages.resolve(match.path()).storage();
        for (StoredFile file : filesOf(storage, match)) found.put(file.path(), file);
      }
      files.addAll(found.values());
    }
    if (files.isEmpty() && list.isBlank()) storages.resolve(list);
    return List.copyOf(files);
  }

  /** Whether a pattern takes a name, which has no slashes. */
  public static boolean matches(String pattern, String name) {
    for (String alternative : GlobPattern.alternatives(pattern))
      if (GlobPattern.matches(alternative, name)) return true;
    return false;
  }

  /**
   * The files and folders that one pattern names, by path. Fails with {@code PATH_NOT_FOUND} if
   * there are none.
   */
  public static List<StoredFile> expand(Storages storages, String pattern) {
    Map<String, StoredFile> found = new TreeMap<>();
    List<String> alternatives = GlobPattern.alternatives(pattern);
    for (String alternative : alternatives) {
      Storages.Located located = storages.resolve(alternative);
      new Search(located.storage(), found).run(located.path());
    }
    if (found.isEmpty()) throw missing(storages.resolve(alternatives.getFirst()), alternatives);
    return List.copyOf(found.values());
  }

  private static EngineException missing(Storages.Located located, List<String> alternatives) {
    boolean isPattern = alternatives.size() > 1 || GlobPattern.hasWildcard(located.path());
    String parent = located.path();
    Optional<StoredFile> nearest = Optional.empty();
    while (nearest.isEmpty() && parent.lastIndexOf('/') > 0) {
      parent = parent.substring(0, parent.lastIndexOf('/'));
      if (!GlobPattern.hasWildcard(parent))
        nearest = located.storage().status(GlobPattern.literal(parent));
    }
    String what =
        isPattern
            ? "Nothing matches the pattern "
                + located.path()
                + (alternatives.size() > 1 ? " or its alternatives" : "")
            : "There is nothing at " + GlobPattern.literal(located.path());
    return new EngineException(
        RuntimeError.PATH_NOT_FOUND,
        what + nearest.map(folder -> "; the nearest that exists is " + folder.path()).orElse(""),
        "Check the spelling of the path and the host it is on");
  }

  private static List<StoredFile> filesOf(Storage storage, StoredFile match) {
    if (!match.isFolder()) return List.of(match);
    List<StoredFile> files = new ArrayList<>();
    for (StoredFile file : storage.list(match.path())) {
      if (isHidden(nameOf(file.path()))) continue;
      if (file.isFolder()) {
        throw new EngineException(
            RuntimeError.PATH_NOT_ACCESSIBLE,
            "The folder " + match.path() + " is read as files but holds the folder " + file.path(),
            "Name the files by a pattern, such as " + match.path() + "/*/*");
      }
      files.add(file);
    }
    return files;
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Walks down one pattern without braces: plain names are taken on trust until a wildcard or the
   * end asks the storage.
   */
  private record Search(Storage storage, Map<String, StoredFile> found) {
    void run(String pattern) {
      if (!GlobPattern.hasWildcard(pattern)) {
        storage.status(GlobPattern.literal(pattern)).ifPresent(this::add);
        return;
      }
      int root = pattern.indexOf("://");
      int start = root < 0 ? 0 : pattern.indexOf('/', root + 3);
      descend(
          start <= 0 ? "" : pattern.substring(0, start),
          pattern.substring(Math.max(start, 0) + 1).split("/"),
          0);
    }

    private void descend(String folder, String[] names, int index) {
      if (index == names.length) {
        storage.status(folder).ifPresent(this::add);
      } else if (!GlobPattern.hasWildcard(names[index])) {
        descend(folder + "/" + GlobPattern.literal(names[index]), names, index + 1);
      } else {
        boolean isFolderThere =
            storage
                .status(folder.isEmpty() ? "/" : folder)
                .filter(StoredFile::isFolder)
                .isPresent();
        if (isFolderThere) descendMatches(folder, names, index);
      }
    }

    private void descendMatches(String folder, String[] names, int index) {
      boolean isLast = index == names.length - 1;
      for (StoredFile file : storage.list(folder.isEmpty() ? "/" : folder)) {
        String name = nameOf(file.path());
        if ((isHidden(name) && !isHidden(names[index])) || !GlobPattern.matches(names[index], name))
          continue;
        if (isLast) {
          add(file);
        } else if (file.isFolder()) {
          descend(file.path(), names, index + 1);
        }
      }
    }

    private void add(StoredFile file) {
      found.put(file.path(), file);
    }
  }
}
