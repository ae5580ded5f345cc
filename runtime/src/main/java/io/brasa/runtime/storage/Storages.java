package io.brasa.runtime.storage;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The storages of one process by scheme: resolves the paths that users write. Immutable and
 * thread-safe if its storages are. The paths it gives resolve to themselves again, in any process,
 * whatever its working folder.
 */
public final class Storages {
  private final Storage local;
  private final String workingFolder;
  private final Map<String, Storage> others;

  /**
   * @param local serves plain paths and {@code file:} URIs
   * @param workingFolder where relative paths begin
   * @param others storages by scheme; they are given whole URIs as paths
   */
  public Storages(Storage local, String workingFolder, Map<String, Storage> others) {
    this.local = local;
    this.workingFolder = workingFolder;
    this.others = Map.copyOf(others);
  }

  /**
   * The file system of this host alone, with relative paths below the folder in which this process
   * was started.
   */
  public static Storages ofThisHost() {
    return new Storages(new LocalStorage(), System.getProperty("user.dir"), Map.of());
  }

  /** The same places, each storage seen through something. */
  public Storages through(UnaryOperator<Storage> view) {
    Map<String, Storage> seen = new HashMap<>();
    others.forEach((scheme, storage) -> seen.put(scheme, view.apply(storage)));
    return new Storages(view.apply(local), workingFolder, seen);
  }

  /** The storage of plain paths. */
  public Storage local() {
    return local;
  }

  /**
   * Where a path is.
   *
   * @param storage serves it
   * @param path in the form that the storage takes
   */
  public record Located(Storage storage, String path) {}

  /**
   * Finds the storage of a path. Fails with {@code STORAGE_UNKNOWN}, naming the scheme, if there is
   * none.
   */
  public Located resolve(String text) {
    if (text.isBlank()) {
      throw new EngineException(
          RuntimeError.PATH_NOT_FOUND, "The path is empty", "Name a file or a folder");
    }
    StoragePath parsed = StoragePath.parse(text);
    if (parsed.scheme().equals(StoragePath.FILE)) {
      return new Located(local, StoragePath.absolute(workingFolder, parsed.path()));
    }
    Storage storage = others.get(parsed.scheme());
    if (storage == null) throw unknown(text, parsed.scheme());
    return new Located(storage, parsed.path());
  }

  private EngineException unknown(String text, String scheme) {
    if (scheme.startsWith("file://")) {
      String host = scheme.substring("file://".length());
      return new EngineException(
          RuntimeError.STORAGE_UNKNOWN,
          "The path " + text + " is on another host, '" + host + "'",
          "Write three slashes for a file of this host: file:///"
              + text.substring("file://".length()));
    }
    return new EngineException(
        RuntimeError.STORAGE_UNKNOWN,
        "No storage here serves the scheme '" + scheme + "' of " + text,
        "Known are file"
            + (others.isEmpty() ? "" : " and " + String.join(", ", new TreeSet<>(others.keySet())))
            + "; add the connector of the other to the class path");
  }
}
