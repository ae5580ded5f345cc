package io.brasa.shell;

import java.nio.file.Path;
import java.util.List;

/**
 * What snippets may use.
 *
 * @param classPath files and folders
 * @param loader loads what they hold
 * @param sources where documentation is read from: folders that packages begin in, and archives;
 *     sources that lie beside jars of the class path need not be named
 */
public record Libraries(List<String> classPath, ClassLoader loader, List<Path> sources) {
  public Libraries {
    classPath = List.copyOf(classPath);
    sources = List.copyOf(sources);
  }
}
