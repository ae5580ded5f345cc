package io.brasa.cli.program;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    return find(what, mainClass, List.of());
  }

  /** As {@link #find(String, String)}, with jars whose classes the program may use. */
  public static Program find(String what, String mainClass, List<Path> jars) throws IOException {
    List<Path> there = new ArrayList<>();
    for (Path jar : jars) there.add(existing(jar.toString()));
    if (what.endsWith(".java"))
      return new Program(SourceFile.compile(existing(what), mainClass, there, loader(there)));
    if (what.endsWith(".jar")) return ofJar(existing(what), mainClass, there);
    ClassLoader loader = loader(there);
    return new Program(ofClassPath(what, loader), loader);
  }

  private static ClassLoader loader(List<Path> jars) throws IOException {
    ClassLoader own = own();
    return jars.isEmpty() ? own : new ProgramClassLoader(jars, own);
  }

  private static ClassLoader own() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context instanceof ReleaseClassLoader ? context : ProgramFinder.class.getClassLoader();
  }

  private static Path existing(String file) {
    Path path = Path.of(file);
    if (Files.isReadable(path)) return path;
    throw missing(
        "There is no file " + file,
        "Give the path of one, relative to " + Path.of("").toAbsolutePath());
  }

  private static Program ofJar(Path jar, String mainClass, List<Path> further) throws IOException {
    String name = mainClass.isEmpty() ? mainClassOf(jar) : mainClass;
    List<Path> all = new ArrayList<>(List.of(jar));
    all.addAll(further);
    ClassLoader loader = loader(all);
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

  private static Class<?> ofClassPath(String name, ClassLoader loader) {
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
