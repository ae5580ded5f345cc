package io.brasa.cli.program;

import io.brasa.cli.error.CliError;
import io.brasa.runtime.error.EngineException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a single source file in memory. */
final class SourceFile {
  /** The language level of programs: that of the engine, also when the JDK is newer. */
  private static final int LEVEL = 25;

  private SourceFile() {}

  /**
   * Compiles the file, with the compiler's own messages on standard error, and gives the class to
   * start: the named one, or the one named like the file, or the first with a main method.
   */
  static Class<?> compile(Path file, String mainClass) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null)
      throw refused(file, "this Java has no compiler", "Run with a JDK, not a bare JRE");
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      CompiledClasses compiled = new CompiledClasses(files);
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, compiled, null, options(), null, files.getJavaFileObjects(file));
      if (!task.call())
        throw refused(file, "it does not compile", "Mend what the compiler names above");
      return mainClass(
          file,
          mainClass,
          new SourceClassLoader(compiled.byName(), SourceFile.class.getClassLoader()),
          compiled);
    }
  }

  /**
   * {@code -parameters} and {@code -g} are for the engine: record components and messages about
   * captured variables. The level is named only where it differs from the JDK's own: asking for it
   * costs the compiler a second image of the API.
   */
  private static List<String> options() {
    List<String> options =
        new ArrayList<>(List.of("-parameters", "-g", "-proc:none", "-cp", apiJars()));
    if (Runtime.version().feature() != LEVEL)
      options.addAll(List.of("--release", Integer.toString(LEVEL)));
    return options;
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
      Path file, String named, SourceClassLoader loader, CompiledClasses compiled) {
    List<String> topLevel =
        compiled.byName().keySet().stream().filter(name -> name.indexOf('$') < 0).toList();
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

  private static EngineException refused(Path file, String why, String remedy) {
    return new EngineException(
        CliError.SOURCE_REFUSED, "The file " + file + " cannot be run: " + why, remedy);
  }
}
