package io.brasa.shell.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The sources at hand.
 *
 * @param places folders that packages begin in, and archives
 */
record SourceTexts(List<Path> places) {
  private static final String JAR = ".jar";

  /** The archive of sources that lies beside a jar, as a repository of libraries has it. */
  static Optional<Path> beside(String jar) {
    if (!jar.endsWith(JAR)) return Optional.empty();
    Path sources = Path.of(jar.substring(0, jar.length() - JAR.length()) + "-sources" + JAR);
    return Optional.of(sources).filter(Files::isRegularFile);
  }

  /**
   * The text of a class's file, from the first place that has it. What cannot be read is as if it
   * were not there: documentation is no reason to fail.
   *
   * @param name its packages and its own name, with points
   */
  Optional<String> of(String name) {
    String file = name.replace('.', '/') + ".java";
    for (Path place : places) {
      Optional<String> text = from(place, file);
      if (text.isPresent()) return text;
    }
    return Optional.empty();
  }

  private static Optional<String> from(Path place, String file) {
    try {
      return Files.isDirectory(place) ? fromFolder(place.resolve(file)) : fromArchive(place, file);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> fromFolder(Path file) throws IOException {
    return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private static Optional<String> fromArchive(Path archive, String file) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(file);
      if (entry == null) return Optional.empty();
      try (InputStream bytes = zip.getInputStream(entry)) {
        return Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }
}
