package io.brasa.cli.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The JDK's compiler, to memory. Apart from {@link SourceFile} so that a run without compiling
 * loads nothing of it.
 */
final class Compiler {
  /** The language level of programs: that of the engine, also when the JDK is newer. */
  private static final int LEVEL = 25;

  private Compiler() {}

  static boolean isPresent() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  /**
   * Class files by binary name, or nothing when the compiler refuses the file; it has then said why
   * on standard error.
   *
   * @param classPath what programs may use
   */
  static Optional<Map<String, byte[]>> compile(Path file, String classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      CompiledClasses compiled = new CompiledClasses(files);
      boolean isDone =
          compiler
              .getTask(
                  null, compiled, null, options(classPath), null, files.getJavaFileObjects(file))
              .call();
      return isDone ? Optional.of(compiled.byName()) : Optional.empty();
    }
  }

  /**
   * {@code -parameters} and {@code -g} are for the engine: record components and messages about
   * captured variables. The level is named only where it differs from the JDK's own: asking for it
   * costs the compiler a second image of the API.
   */
  private static List<String> options(String classPath) {
    List<String> options =
        new ArrayList<>(List.of("-parameters", "-g", "-proc:none", "-cp", classPath));
    if (Runtime.version().feature() != LEVEL)
      options.addAll(List.of("--release", Integer.toString(LEVEL)));
    return options;
  }
}
