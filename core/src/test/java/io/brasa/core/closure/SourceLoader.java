package io.brasa.core.closure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Compiles a source text and loads its classes from memory, as a program given as a single file is.
 */
final class SourceLoader extends ClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();

  SourceLoader(String source) {
    super(SourceLoader.class.getClassLoader());
    try {
      Path folder = Files.createTempDirectory("brasa-source");
      try {
        compile(folder, source);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path folder, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name(source) + ".java"), source);
    Path output = Files.createDirectory(folder.resolve("classes"));
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    String[] arguments = {
      "-g",
      "-proc:none",
      "-nowarn",
      "-classpath",
      System.getProperty("java.class.path"),
      "-d",
      output.toString(),
      file.toString()
    };
    int result = ToolProvider.findFirst("javac").orElseThrow().run(printer, printer, arguments);
    if (result != 0) throw new IllegalArgumentException(messages.toString());
    try (Stream<Path> paths = Files.walk(output)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = output.relativize(path).toString().replace('/', '.');
        classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(path));
      }
    }
  }

  /** The public class, after which the file must be called. */
  private static String name(String source) {
    String before = "public class ";
    int start = source.indexOf(before) + before.length();
    return source.substring(start, source.indexOf(' ', start));
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) Files.delete(path);
  }

  /** Only these bytes, for a source that has nothing else. */
  Map<String, byte[]> classes() {
    return classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String path) {
    String suffix = ".class";
    if (!path.endsWith(suffix)) return super.getResourceAsStream(path);
    byte[] bytes =
        classes.get(path.substring(0, path.length() - suffix.length()).replace('/', '.'));
    return bytes == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(bytes);
  }
}
