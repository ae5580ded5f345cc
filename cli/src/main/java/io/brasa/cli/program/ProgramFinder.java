package io.brasa.cli.program;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** From the word on the command line to a program. */
public final class ProgramFinder {
  private ProgramFinder() {}

  /**
   * Finds, and if need be compiles, a program.
   *
   * @param what a file ending in .java or .jar, or a class name
   * @param mainClass the class to start, or empty for the obvious one
   */
  public static Program find(String what, String mainClass) throws IOException {
    if (what.endsWith(".java")) return new Program(SourceFile.compile(existing(what), mainClass));
    if (what.endsWith(".jar")) return ofJar(existing(what), mainClass);
    return new Program(ofClassPath(what));
  }

  private static Path existing(String file) {
    Path path = Path.of(file);
    if (Files.isReadable(path)) return path;
    throw missing(
        "There is no file " + file,
        "Give the path of one, relative to " + Path.of("").toAbsolutePath());
  }

  private static Program ofJar(Path jar, String mainClass) throws IOException {
    String name = mainClass.isEmpty() ? mainClassOf(jar) : mainClass;
    ClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ProgramFinder.class.getClassLoader());
    try {
      return new Program(Class.forName(name, false, loader));
    } catch (ClassNotFoundException e) {
      throw missing("The file " + jar + " has no class " + name, "Name one with --class");
    }
  }

  private static String mainClassOf(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String name = manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
      if (name != null) return name;
    }
    throw missing("The manifest of " + jar + " names no main class", "Name one with --class");
  }

  private static Class<?> ofClassPath(String name) {
    ClassLoader loader = ProgramFinder.class.getClassLoader();
    try {
      if (name.indexOf('.') < 0) return Class.forName(Examples.PACKAGE + name, false, loader);
    } catch (ClassNotFoundException | NoClassDefFoundError noExample) {
      // a class without package may be meant; a name that differs in case is an error on some file
      // systems
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      String meant = Examples.meant(name);
      throw missing(
          "There is no class or example " + name, meant.isEmpty() ? "See: brasa help run" : meant);
    }
  }

  private static EngineException missing(String what, String remedy) {
    return new EngineException(CliError.PROGRAM_NOT_FOUND, what, remedy);
  }
}
