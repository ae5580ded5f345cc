package io.brasa.ui.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the pages, where the build has put them. */
final class PageFiles {
  private PageFiles() {}

  static Path folder() {
    try {
      return Path.of(PageFiles.class.getResource("/io/brasa/ui/pages/index.html").toURI())
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Texts by path below the folder, of all files whose names end so. */
  static NavigableMap<String, String> texts(String... endings) {
    NavigableMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder().relativize(file).toString().replace('\\', '/');
        if (List.of(endings).stream().anyMatch(name::endsWith))
          texts.put(name, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
