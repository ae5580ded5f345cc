package io.brasa.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.github.luben.zstd.util.ZstdVersion;
import io.brasa.core.BrasaContext;
import java.io.Closeable;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program brings another version of a library that the command, and executors, have too. */
@Timeout(120)
final class TestOwnLibraries {
  private static final String LIBRARY = "com/github/luben/zstd/util/ZstdVersion";
  private static final String SEEN = "brasa.test.versions";

  @TempDir private Path folder;

  private Path compile(String name, String text, String classPath) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes-" + name.hashCode()));
    Path source = folder.resolve(name + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, text);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath,
                source.toString());
    assertEquals(0, code);
    return classes;
  }

  private Path jar(String name, Path classes) throws Exception {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path path : new ArrayList<>(all.filter(Files::isRegularFile).toList())) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        out.write(Files.readAllBytes(path));
      }
    }
    return jar;
  }

  private Path library() throws Exception {
    String text =
        """
        package com.github.luben.zstd.util;
        public final class ZstdVersion {
          public static String version() { return "the program's"; }
        }
        """;
    return jar("library.jar", compile(LIBRARY, text, "."));
  }

  private static String program(Path local) {
    return """
        import com.github.luben.zstd.util.ZstdVersion;
        import io.brasa.core.BrasaContext;
        import java.util.List;
        class Asks {
          public static void main(String[] words) {
            String here = ZstdVersion.version();
            try (BrasaContext brasa = BrasaContext.builder()
                .master("local-cluster[1,1,96m]").set("local.folder", "%s").build()) {
              String there = brasa.parallelize(List.of(1), 1).map(x -> ZstdVersion.version()).collect().get(0);
              System.setProperty("%s", here + ", " + there);
            }
          }
        }
        """
        .formatted(local, SEEN);
  }

  private static void run(Program program) throws Exception {
    System.clearProperty(SEEN);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(program.loader());
    try {
      program.run(List.of());
    } finally {
      thread.setContextClassLoader(before);
      for (ClassLoader at = program.loader(); at != before; at = at.getParent())
        if (at instanceof Closeable jars) jars.close();
    }
    assertEquals("the program's, the program's", System.getProperty(SEEN));
  }

  @Test
  void winInTheDriverAndInExecutors() throws Exception {
    Path library = library();
    String text = program(folder);
    Path program =
        jar(
            "program.jar",
            compile(
                "Asks",
                text,
                library + File.pathSeparator + System.getProperty("java.class.path")));
    run(ProgramFinder.find(program.toString(), "Asks", List.of(library)));
  }

  @Test
  void winForASourceFileToo() throws Exception {
    Path file = Files.writeString(folder.resolve("Asks.java"), program(folder));
    run(ProgramFinder.find(file.toString(), "Asks", List.of(library())));
  }

  @Test
  void theEngineAndAllElseAreTheCommands() throws Exception {
    try (ProgramClassLoader loader =
        new ProgramClassLoader(List.of(library()), getClass().getClassLoader())) {
      assertNotSame(ZstdVersion.class, loader.loadClass(ZstdVersion.class.getName()));
      assertSame(BrasaContext.class, loader.loadClass(BrasaContext.class.getName()));
      assertSame(String.class, loader.loadClass("java.lang.String"));
      assertSame(Test.class, loader.loadClass(Test.class.getName()));
      assertEquals(2, java.util.Collections.list(loader.getResources(LIBRARY + ".class")).size());
      assertEquals(loader.findResource(LIBRARY + ".class"), loader.getResource(LIBRARY + ".class"));
    }
  }
}
