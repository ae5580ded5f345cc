package io.brasa.cli.architecture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the engine's compiled classes: folders and jars of the class path that hold {@code
 * io.brasa}, without tests.
 */
final class ClassPath {
  private ClassPath() {}

  static List<CompiledClass> engineClasses() {
    List<CompiledClass> classes = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      String name = String.valueOf(path.getFileName());
      if (Files.isDirectory(path)) {
        if (!name.endsWith("-test") && !name.equals("test-classes"))
          read(path.resolve("io/brasa"), classes);
      } else if (name.startsWith("brasa-") && name.endsWith(".jar")) {
        readJar(path, classes);
      }
    }
    return classes;
  }

  private static void readJar(Path jar, List<CompiledClass> classes) {
    try (FileSystem content = FileSystems.newFileSystem(jar)) {
      read(content.getPath("/io/brasa"), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Path root, List<CompiledClass> classes) {
    if (!Files.isDirectory(root)) return;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        classes.add(CompiledClass.parse(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
