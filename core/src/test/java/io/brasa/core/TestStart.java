package io.brasa.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.codec.Codecs;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a first small job loads in a process of its own, which has the two jars that programs need
 * and no flags. Its time follows from the classes; unlike time they can be counted.
 */
final class TestStart {
  /** Of ours, without lambdas: 341 on 2026-11-22. */
  private static final int OWN_MOST = 370;

  /** Our lambdas, each a class made at run time: 71 then. */
  private static final int LAMBDAS_MOST = 84;

  /** What takes long to begin and a small job has no need of. */
  private static final List<String> UNNEEDED =
      List.of(
          "java.security.Provider",
          "java.security.Security ",
          "java.security.SecureRandom",
          "sun.security.provider.",
          "java.util.regex.Pattern ",
          "java.util.logging.LogManager",
          "java.lang.management.",
          "java.net.InetAddress ",
          "java.net.http.",
          "java.sql.",
          "javax.",
          "com.sun.");

  @TempDir Path folder;

  @Test
  void aFirstJobLoadsWhatItNeeds() throws Exception {
    Path log = folder.resolve("classes");
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xlog:class+load:file=" + log + ":none",
                "-cp",
                String.join(
                    File.pathSeparator,
                    place(BrasaContext.class),
                    place(Codecs.class),
                    place(FirstJob.class)),
                FirstJob.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals("1001000", said.strip());

    List<String> loaded = Files.readAllLines(log);
    for (String unneeded : UNNEEDED)
      assertEquals(
          List.of(), loaded.stream().filter(line -> line.startsWith(unneeded)).toList(), unneeded);
    List<String> own = loaded.stream().filter(line -> line.startsWith("io.brasa.")).toList();
    List<String> lambdas = own.stream().filter(line -> line.contains("$$Lambda/")).toList();
    assertTrue(lambdas.size() <= LAMBDAS_MOST, () -> lambdas.size() + ": " + lambdas);
    int classes = own.size() - lambdas.size();
    assertTrue(classes > 100 && classes <= OWN_MOST, () -> classes + ": " + own);
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** A main class. */
  static final class FirstJob {
    private FirstJob() {}

    public static void main(String[] arguments) {
      try (BrasaContext brasa = BrasaContext.builder().build()) {
        List<Integer> numbers = IntStream.rangeClosed(1, 1000).boxed().toList();
        System.out.println(
            brasa.parallelize(numbers, 2).map(number -> number * 2).reduce(Integer::sum));
      }
    }
  }
}
