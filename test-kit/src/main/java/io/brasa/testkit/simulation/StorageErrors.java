package io.brasa.testkit.simulation;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;

/** What a simulated storage says when an operation cannot be done. */
final class StorageErrors {
  private StorageErrors() {}

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  static EngineException notFound(String path) {
    return new EngineException(
        RuntimeError.PATH_NOT_FOUND, "There is no " + path, "Check the path");
  }

  static EngineException exists(String path) {
    return new EngineException(
        RuntimeError.PATH_EXISTS, path + " is there already", "Delete it, or choose another path");
  }

  static EngineException isFolder(String path) {
    return failed("A folder has no bytes to read: " + path, "Name a file in it");
  }

  static EngineException insideItself(String from, String to) {
    return failed("Folder " + from + " cannot move into itself as " + to, "Choose another path");
  }

  static EngineException root() {
    return failed("The root of a file system is never deleted", "Name a folder below it");
  }

  private static EngineException failed(String what, String remedy) {
    return new EngineException(RuntimeError.STORAGE_FAILED, what, remedy);
  }
}
