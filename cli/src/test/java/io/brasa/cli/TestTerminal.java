package io.brasa.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person at a terminal sees, and what is left when they press Ctrl-C. */
@Tag("slow")
@Timeout(120)
final class TestTerminal {
  private static final char CONTROL_C = 3;
  private static final String CLUSTER = "local-cluster[2,2,128m]";
  private static final String SOURCE =
      """
      import io.brasa.core.BrasaContext;
      import io.brasa.core.block.StorageLevel;
      import java.util.stream.IntStream;

      class Slow {
        public static void main(String[] arguments) {
          long millis = Long.parseLong(arguments[0]);
          try (var brasa = BrasaContext.local()) {
            var numbers = brasa.parallelize(IntStream.range(0, 40).boxed().toList(), 40);
            if (millis > 5_000) numbers.persist(StorageLevel.DISK_ONLY).count();
            System.out.println("begun");
            System.out.println("sum " + numbers.map(i -> slowly(i, millis)).reduce(Integer::sum));
          }
        }

        static int slowly(int i, long millis) throws InterruptedException {
          Thread.sleep(millis);
          return i;
        }
      }
      """;

  @TempDir private Path folder;

  private Path source;
  private Path local;

  @BeforeEach
  void write() throws IOException {
    source = Files.writeString(folder.resolve("Slow.java"), SOURCE);
    local = folder.resolve("local");
  }

  @Test
  void paintsABarOverAndOverErasesItAndThenSumsUp() throws Exception {
    try (RunningProgram program = RunningProgram.onTerminal(words("local[2]", 100))) {
      assertEquals(0, program.awaitEnd(), program.output());
      String output = program.output();
      Matcher bar =
          Pattern.compile("\\rmap at Slow.java:12 \\[=* *\\] (\\d+)/40 +[\\d.]+ m?s")
              .matcher(output);
      int painted = 0;
      int last = -1;
      int end = 0;
      while (bar.find()) {
        int done = Integer.parseInt(bar.group(1));
        assertTrue(done >= last, output);
        last = done;
        painted++;
        end = bar.end();
      }
      assertTrue(painted > 3, output);
      String rest = output.substring(end);
      assertTrue(rest.startsWith("\r" + " ".repeat(79) + "\rsum 780"), output);
      assertTrue(rest.indexOf("map at Slow.java:12") > rest.indexOf("tasks"), output);
    }
  }

  @Test
  void theTimeOfOneLongTaskGoesOn() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("Long.java"),
            """
            import io.brasa.core.BrasaContext;

            class Long {
              public static void main(String[] arguments) {
                try (var brasa = BrasaContext.local()) {
                  System.out.println(brasa.range(0, 1, 1, 1).map(i -> { Thread.sleep(2_500); return i; }).count());
                }
              }
            }
            """);
    try (RunningProgram program =
        RunningProgram.onTerminal("--master", "local[2]", file.toString())) {
      assertEquals(0, program.awaitEnd(), program.output());
      Matcher times = Pattern.compile("\\[ *\\] 0/1 +([\\d.]+) (m?)s").matcher(program.output());
      double last = 0;
      int painted = 0;
      while (times.find()) {
        double seconds =
            Double.parseDouble(times.group(1)) / (times.group(2).isEmpty() ? 1 : 1_000);
        assertTrue(seconds >= last, program.output());
        last = seconds;
        painted++;
      }
      assertTrue(painted > 4 && last > 1.5, program.output());
    }
  }

  @Test
  void whatAProgramWritesIsNotMixedWithTheBar() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("Talk.java"),
            """
            import io.brasa.core.BrasaContext;

            class Talk {
              public static void main(String[] arguments) {
                try (var brasa = BrasaContext.local()) {
                  System.out.println(brasa.range(0, 8, 1, 4).map(i -> {
                    Thread.sleep(400);
                    System.out.println("out " + i);
                    System.err.print("err ");
                    System.err.println(i);
                    System.getLogger("talk").log(System.Logger.Level.WARNING, "log " + i);
                    return i;
                  }).count());
                }
              }
            }
            """);
    try (RunningProgram program =
        RunningProgram.onTerminal("--master", "local[1]", file.toString())) {
      assertEquals(0, program.awaitEnd(), program.output());
      String output = program.output();
      assertTrue(output.contains("/4 "), output);
      // What stands in each line in the end.
      List<String> lines =
          Stream.of(output.split("\\r?\\n"))
              .map(line -> line.substring(line.lastIndexOf('\r') + 1))
              .toList();
      assertTrue(lines.stream().noneMatch(line -> line.contains("/4 ")), output);
      for (int i = 0; i < 8; i++)
        assertTrue(lines.containsAll(List.of("out " + i, "err " + i, "WARNING: log " + i)), output);
    }
  }

  @Test
  void paintsNothingIntoAPipe() throws Exception {
    try (RunningProgram program = RunningProgram.inPipe(words("local[2]", 50))) {
      assertEquals(0, program.awaitEnd(), program.output());
      assertFalse(program.output().contains("\r"), program.output());
      // Where the pages are is said when a program takes longer than a second.
      String own = program.output().replaceAll("brasa: pages at .*\n", "");
      assertTrue(own.startsWith("begun\nsum 780\nstage "), program.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[4]", CLUSTER})
  void leavesNothingAfterControlC(String master) throws Exception {
    try (RunningProgram program = RunningProgram.onTerminal(words(master, 1_000))) {
      program.awaitOutput("[=");
      List<ProcessHandle> processes = program.descendants();
      assertEquals(master.equals(CLUSTER) ? 3 : 1, processes.size());
      program.press(CONTROL_C);
      assertEquals(130, program.awaitEnd(), program.output());
      for (ProcessHandle process : processes) RunningProgram.assertEnds(process);
      assertEquals(List.of(), left());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[4]", CLUSTER})
  void nextDriverDeletesWhatAKilledOneHasLeft(String master) throws Exception {
    try (RunningProgram program = RunningProgram.inPipe(words(master, 10_000))) {
      program.awaitOutput("begun");
      List<ProcessHandle> executors = program.descendants();
      assertEquals(master.equals(CLUSTER) ? 2 : 0, executors.size());
      program.kill();
      program.awaitEnd();
      for (ProcessHandle executor : executors) RunningProgram.assertEnds(executor);
      assertEquals(1, left().size(), "the folder of the killed driver");
    }
    try (RunningProgram program = RunningProgram.inPipe(words(master, 1))) {
      assertEquals(0, program.awaitEnd(), program.output());
      assertEquals(List.of(), left());
    }
  }

  private String[] words(String master, long millis) {
    return new String[] {
      "--master", master, "--conf", "local.folder=" + local, source.toString(), "" + millis
    };
  }

  private List<Path> left() throws IOException {
    if (!Files.exists(local)) return List.of();
    try (Stream<Path> files = Files.list(local)) {
      return files.toList();
    }
  }
}
