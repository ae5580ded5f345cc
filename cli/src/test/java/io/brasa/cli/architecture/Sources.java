package io.brasa.cli.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about source files, which class files cannot answer. */
final class Sources {
  private static final int LONGEST_FILE_LINES = 800;

  private Sources() {}

  /** The checkout: named by the build, else found above the working directory. */
  static Path checkout() {
    String named = System.getProperty("brasa.checkout");
    if (named != null) return Path.of(named);
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("runtime/pom.xml")))
      folder = folder.getParent();
    if (folder == null)
      throw new IllegalStateException("no checkout above " + Path.of("").toAbsolutePath());
    return folder;
  }

  /** The names, as in packages, of the modules that have main code. */
  static Set<String> modules(Path checkout) throws IOException {
    Set<String> names = new HashSet<>();
    for (Path root : mainRoots(checkout)) {
      String folder = checkout.relativize(root).getName(0).toString();
      if (!foldersWithCode(root).isEmpty()) names.add(folder.replace("-", ""));
    }
    return names;
  }

  /** Packages of main code whose package-info is missing or says nothing yet. */
  static List<String> undocumentedPackages(Path checkout) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path root : mainRoots(checkout)) {
      for (Path folder : foldersWithCode(root)) {
        Path info = folder.resolve("package-info.java");
        String name = root.relativize(folder).toString().replace('/', '.');
        if (!Files.exists(info)) found.add(name + " has no package-info");
        else if (!Files.readString(info).contains("/**"))
          found.add(name + " has a package-info without words");
        else if (Files.readString(info).contains("until its essay is here"))
          found.add(name + " still waits for its essay");
      }
    }
    return found;
  }

  static List<String> longFiles(Path checkout) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path root : mainRoots(checkout)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          int lines = Files.readAllLines(file).size();
          if (lines > LONGEST_FILE_LINES)
            found.add(root.relativize(file) + " has " + lines + " lines: it holds two ideas");
        }
      }
    }
    return found;
  }

  /** Of modules in the checkout, and of those in a folder of modules. */
  private static List<Path> mainRoots(Path checkout) throws IOException {
    try (Stream<Path> folders = Files.walk(checkout, 2)) {
      return folders
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static List<Path> foldersWithCode(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.getParent().equals(root))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    }
  }
}
