package io.brasa.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.runtime.codec.Codecs;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher with a build of this test's class path: how it trains its caches, and what a small
 * program then still loads beside them. The time of its start follows from that.
 */
@Tag("slow")
final class TestLauncher {
  private static final String TINY =
      """
      import io.brasa.core.BrasaContext;
      import java.util.stream.IntStream;

      public class Tiny {
        public static void main(String[] arguments) {
          try (BrasaContext brasa = BrasaContext.builder().build()) {
            var numbers = brasa.parallelize(IntStream.rangeClosed(1, 1000).boxed().toList(), 2);
            System.out.println(numbers.map(number -> number * 2).reduce(Integer::sum));
          }
        }
      }
      """;

  /** Made at run time for this program: its own, its lambdas, what the JDK makes to read fields. */
  private static final int BESIDE_MOST = 12;

  /** From the upper cache, one by one: what only some small programs use. */
  private static final int ABOVE_MOST = 15;

  /** In the lower cache, each there at the begin of every JVM: 2,102 on 2026-11-22. */
  private static final int BELOW_MOST = 2_500;

  @TempDir Path folder;

  @Test
  void aSmallProgramLoadsItsClassesFromTheCaches() throws Exception {
    Path launcher = launcher();
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("target/dist/lib"));
    Files.copy(launcher, home.resolve("brasa"));
    assertTrue(home.resolve("brasa").toFile().setExecutable(true));
    jars(home.resolve("target/dist/lib"));
    Files.createFile(home.resolve("target/dist/stamp"));
    Path tiny = Files.writeString(folder.resolve("Tiny.java"), TINY);

    assertTrue(run(home, "", tiny).contains("1001000"));
    List<String> caches = names(home.resolve("target/dist"), ".aot");
    assertEquals(2, caches.size(), () -> caches + log(home));
    assertTrue(names(home.resolve("target/dist"), ".failed").isEmpty(), () -> log(home));

    Path log = folder.resolve("classes");
    String said = run(home, "-Xlog:class+load:file=" + log + ":none", tiny);
    assertTrue(said.contains("1001000"), said);
    assertFalse(said.contains("preparing"), said);
    List<String> loaded = Files.readAllLines(log);
    List<String> above = matching(loaded, "shared objects file (top)");
    List<String> beside =
        loaded.stream().filter(line -> !line.contains("shared objects file")).toList();
    int below = loaded.size() - above.size() - beside.size();
    assertTrue(below > 1_000 && below <= BELOW_MOST, () -> below + " in the lower cache");
    assertTrue(above.size() <= ABOVE_MOST, () -> above.toString());
    assertTrue(beside.size() <= BESIDE_MOST, () -> beside.toString());
    assertEquals(List.of(), matching(beside, "source: file:"), "a jar was opened for these");
    for (String unneeded :
        List.of(
            "io.brasa.sql.",
            "io.brasa.connectors.",
            "io.micrometer.",
            "io.netty.",
            "com.sun.tools."))
      assertEquals(List.of(), loaded.stream().filter(line -> line.startsWith(unneeded)).toList());
  }

  private static Path launcher() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
      if (Files.isRegularFile(at.resolve("brasa"))) return at.resolve("brasa");
    throw new AssertionError("the launcher is in no folder above " + Path.of("").toAbsolutePath());
  }

  /** The class path without tests, each entry a jar: there are no caches for folders. */
  private static void jars(Path lib) throws IOException, URISyntaxException {
    Path core = place(BrasaContext.class);
    Path runtime = place(Codecs.class);
    int count = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      String name = "brasa-" + ++count + ".jar";
      if (path.equals(core)) name = "brasa-core.jar";
      if (path.equals(runtime)) name = "brasa-runtime.jar";
      if (Files.isRegularFile(path)) {
        boolean isOwn = path.getFileName().toString().startsWith("brasa-");
        Files.copy(path, lib.resolve(isOwn ? name : count + "-" + path.getFileName()));
      } else if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
        pack(path, lib.resolve(name));
      }
    }
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }

  private static String run(Path home, String options, Path program) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("brasa").toString(), "run", program.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("BRASA_JAVA_OPTIONS", options);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private static List<String> names(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(end))
              .toList());
    }
  }

  private static List<String> matching(List<String> lines, String part) {
    return lines.stream().filter(line -> line.contains(part)).toList();
  }

  private static String log(Path home) {
    try {
      return Files.readString(home.resolve("target/log/train.log"));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }
}
