package io.brasa.cli.program;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A single source file as classes in memory: compiled, or kept from an earlier run. */
final class SourceFile {
  /** Set by the launcher: the folder of {@link KeptClasses}. Without it every run compiles. */
  static final String FOLDER = "brasa.programs";

  private SourceFile() {}

  /**
   * Compiles the file, with the compiler's own messages on standard error, and gives the class to
   * start: the named one, or the one named like the file, or the first with a main method.
   *
   * @param further jars to compile against
   * @param parent has their classes
   */
  static Class<?> compile(Path file, String mainClass, List<Path> further, ClassLoader parent)
      throws IOException {
    return mainClass(file, mainClass, classes(file, further), parent);
  }

  private static Map<String, byte[]> classes(Path file, List<Path> further) throws IOException {
    String folder = System.getProperty(FOLDER, "");
    StringBuilder path = new StringBuilder(apiJars());
    for (Path jar : further) path.append(File.pathSeparator).append(jar);
    String jars = path.toString();
    if (folder.isEmpty()) return compiled(file, jars);
    KeptClasses kept = new KeptClasses(Path.of(folder));
    byte[] key = KeptClasses.key(file, jars);
    Map<String, byte[]> classes = kept.find(key);
    if (!classes.isEmpty()) return classes;
    classes = compiled(file, jars);
    // somebody may have saved the file while it was compiled: then nobody knows of which text these
    // classes are
    if (Arrays.equals(KeptClasses.key(file, jars), key)) kept.keep(key, classes);
    return classes;
  }

  private static Map<String, byte[]> compiled(Path file, String jars) throws IOException {
    if (!Compiler.isPresent())
      throw refused(file, "this Java has no compiler", "Run with a JDK, not a bare JRE");
    return Compiler.compile(file, jars)
        .orElseThrow(
            () -> refused(file, "it does not compile", "Mend what the compiler names above"));
  }

  /**
   * What programs may use: our own jars. Each further jar costs the compiler milliseconds, and
   * their content is no API.
   */
  private static String apiJars() {
    StringBuilder path = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = entry.substring(entry.lastIndexOf(File.separatorChar) + 1);
      if (name.endsWith(".jar") && !name.startsWith("brasa-")) continue;
      path.append(path.isEmpty() ? "" : File.pathSeparator).append(entry);
    }
    return path.toString();
  }

  private static Class<?> mainClass(
      Path file, String named, Map<String, byte[]> classes, ClassLoader parent) {
    ClassLoader loader = new SourceClassLoader(classes, parent);
    List<String> topLevel = topLevel(classes);
    try {
      if (!named.isEmpty()) return loader.loadClass(named);
      String fileName = file.getFileName().toString();
      String expected = fileName.substring(0, fileName.length() - ".java".length());
      Class<?> first = null;
      for (String name : topLevel) {
        Class<?> type = loader.loadClass(name);
        if (!Program.hasMain(type)) continue;
        if (type.getSimpleName().equals(expected)) return type;
        if (first == null) first = type;
      }
      if (first != null) return first;
    } catch (ClassNotFoundException e) {
      throw new EngineException(
          CliError.PROGRAM_NOT_FOUND,
          "The file " + file + " has no class " + named,
          "It has " + String.join(", ", topLevel),
          e);
    }
    throw new EngineException(
        CliError.MAIN_METHOD_MISSING,
        "No class in " + file + " has a main method",
        "Write one: static void main(String[] arguments)");
  }

  private static List<String> topLevel(Map<String, byte[]> classes) {
    List<String> names = new ArrayList<>();
    for (String name : classes.keySet()) if (name.indexOf('$') < 0) names.add(name);
    return names;
  }

  private static EngineException refused(Path file, String why, String remedy) {
    return new EngineException(
        CliError.SOURCE_REFUSED, "The file " + file + " cannot be run: " + why, remedy);
  }
}
