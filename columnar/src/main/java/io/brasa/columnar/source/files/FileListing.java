package io.brasa.columnar.source.files;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Globs;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files of a table. A path is a file, a folder or a pattern. Of a folder these are the
 * files in it and in folders {@code k=v} below, whose names are columns; with {@code
 * recursiveFileLookup} those in all folders below, without columns. What begins with {@code _} or
 * {@code .} is hidden, unless it is a folder {@code _k=v}. A folder of another name in a folder is
 * an error, since leaving it out would give a wrong answer in silence.
 *
 * <p>Folders are read as columns from the path that was given on, or from the option {@code
 * basePath}.
 */
public final class FileListing {
  /** How often files are listed, as long as saves replace some of them meanwhile. */
  private static final int TURNS = 20;

  private final Storages storages;
  private final boolean isRecursive;
  private final String basePath;
  private final FileChoice choice;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final Map<Storage, UnfinishedSaves> saves = new IdentityHashMap<>();

  /**
   * @param table the folder that was named, or that a file lies in
   */
  private record Found(StoredFile file, String base, String table) {}

  private FileListing(Storages storages, boolean isRecursive, String basePath, FileChoice choice) {
    this.storages = storages;
    this.isRecursive = isRecursive;
    this.basePath = basePath;
    this.choice = choice;
  }

  /** The files that the paths name. Fails with {@code PATH_NOT_FOUND} if one names nothing. */
  public static FileTable list(SourceOptions options, FormatOptions format, Storages storages) {
    if (options.paths().isEmpty())
      throw new EngineException(
          RuntimeError.PATH_NOT_FOUND, "No path is given", "Name a file, a folder or a pattern");
    String base = format.text("basePath").map(path -> storages.resolve(path).path()).orElse("");
    boolean isRecursive = format.flag("recursiveFileLookup", false);
    for (int turn = 0; turn < TURNS; turn++) {
      FileListing listing = new FileListing(storages, isRecursive, base, FileChoice.of(format));
      for (String path : options.paths()) {
        for (StoredFile match : Globs.expand(storages, path)) listing.add(match);
      }
      if (listing.leaveUnfinished())
        return listing.table(options.schema().orElse(new StructType()), Tolerance.of(format));
    }
    throw new EngineException(
        RuntimeError.PATH_NOT_ACCESSIBLE,
        "The files of "
            + options.paths()
            + " were replaced "
            + TURNS
            + " times while they were listed",
        "Read it when fewer saves overwrite its partitions");
  }

  private void add(StoredFile match) {
    if (match.isFolder()) {
      String base = basePath.isEmpty() ? match.path() : basePath;
      Storage storage = storages.resolve(match.path()).storage();
      List<StoredFile> children = storage.list(match.path());
      if (UnfinishedSaves.mayReplace(match.path(), children)) {
        savesOf(match.path()).note(match.path());
        children = storage.list(match.path());
      }
      walk(storage, children, match.path(), base, match.path());
    } else if (choice.takes(match)) {
      found.putIfAbsent(
          match.path(),
          new Found(
              match, basePath.isEmpty() ? parent(match.path()) : basePath, parent(match.path())));
    }
  }

  /** Returns whether that is all, as nothing was replaced while files were listed. */
  private boolean leaveUnfinished() {
    Set<String> marked = new HashSet<>();
    for (Found one : found.values()) {
      String path = one.file().path();
      if (path.startsWith("part-", path.lastIndexOf('/') + 1)) marked.add(one.table());
    }
    List<String> hidden = new ArrayList<>();
    for (Found one : found.values()) {
      if (!marked.contains(one.table())) continue;
      String path = one.file().path();
      Optional<Boolean> isHidden = savesOf(path).hides(one.table(), path);
      if (isHidden.isEmpty()) return false;
      if (isHidden.get()) hidden.add(path);
    }
    hidden.forEach(found::remove);
    return true;
  }

  private UnfinishedSaves savesOf(String path) {
    return saves.computeIfAbsent(storages.resolve(path).storage(), UnfinishedSaves::new);
  }

  private void walk(
      Storage storage, List<StoredFile> children, String folder, String base, String table) {
    savesOf(folder).noteAll(children);
    for (StoredFile child : children) {
      String name = child.path().substring(child.path().lastIndexOf('/') + 1);
      boolean isPartition = child.isFolder() && name.indexOf('=') > 0;
      if (name.startsWith(".") || name.startsWith("_") && !isPartition) continue;
      if (!child.isFolder()) {
        if (choice.takes(child)) found.putIfAbsent(child.path(), new Found(child, base, table));
      } else if (isRecursive || isPartition)
        walk(storage, storage.list(child.path()), child.path(), base, table);
      else throw strangeFolder(folder, child.path());
    }
  }

  private static EngineException strangeFolder(String folder, String child) {
    return new EngineException(
        RuntimeError.PATH_NOT_ACCESSIBLE,
        "The folder " + folder + " is read as files but holds the folder " + child,
        "Set the option recursiveFileLookup to true, or name the files by a pattern");
  }

  private FileTable table(StructType given, Tolerance tolerance) {
    List<PartitionFolders.Placed> placed = new ArrayList<>();
    for (Found one : found.values())
      placed.add(
          new PartitionFolders.Placed(
              one.file(),
              isRecursive ? List.of() : PartitionFolders.between(one.base(), one.file().path())));
    return PartitionFolders.table(placed, given, tolerance);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
