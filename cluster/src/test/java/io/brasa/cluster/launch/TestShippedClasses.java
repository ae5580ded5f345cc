package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that no file of an executor holds: its classes exist in the driver's memory alone. */
@Timeout(120)
final class TestShippedClasses {
  private static final String PROGRAM =
      """
      import io.brasa.core.BrasaContext;
      import io.brasa.core.function.Pair;
      import java.util.List;
      import java.util.Map;
      import java.util.TreeMap;

      public class Program {
        enum Size { SMALL, LARGE }
        record Word(Size size, String text) {}
        interface Scale { int by(int x); }
        static final class Twice implements Scale, java.io.Serializable {
          public int by(int x) { return 2 * x; }
        }

        public static Map<String, Integer> run(String folder) {
          try (BrasaContext brasa =
              BrasaContext.builder().master("local-cluster[2,1,128m]").set("local.folder", folder).build()) {
            Scale scale = new Twice();
            Map<String, Integer> result = new TreeMap<>();
            brasa
                .parallelize(List.of("a", "bbb", "a", "cc", "bbb", "a"), 3)
                .mapToPair(text -> new Pair<>(new Word(text.length() > 1 ? Size.LARGE : Size.SMALL, text), scale.by(1)))
                .reduceByKey(Integer::sum, 2)
                .collect()
                .forEach(pair -> result.put(pair._1().toString(), pair._2()));
            return result;
          }
        }
      }
      """;

  @TempDir private Path classes;
  @TempDir private Path local;

  /** Loads from memory: the files are gone when the program runs. */
  private static final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> files = new HashMap<>();

    MemoryLoader(Path folder) throws Exception {
      super(TestShippedClasses.class.getClassLoader());
      try (Stream<Path> found = Files.list(folder)) {
        for (Path file : found.toList())
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = files.get(name + ".class");
      if (bytes == null) throw new ClassNotFoundException(name);
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public java.io.InputStream getResourceAsStream(String name) {
      byte[] bytes = files.get(name);
      return bytes == null
          ? super.getResourceAsStream(name)
          : new java.io.ByteArrayInputStream(bytes);
    }
  }

  private void compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return PROGRAM;
          }
        };
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    assertEquals(true, compiler.getTask(null, null, null, options, null, List.of(source)).call());
  }

  @Test
  void reachTheExecutors() throws Exception {
    compile();
    MemoryLoader loader = new MemoryLoader(classes);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object counts =
          loader.loadClass("Program").getMethod("run", String.class).invoke(null, local.toString());
      assertEquals(
          "{Word[size=LARGE, text=bbb]=4, Word[size=LARGE, text=cc]=2, Word[size=SMALL, text=a]=6}",
          counts.toString());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
