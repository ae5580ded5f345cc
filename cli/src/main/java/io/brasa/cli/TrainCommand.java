package io.brasa.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The training run for the ahead-of-time cache: does a little of what programs do, so that the
 * classes for it are in the cache. Called by the launcher after a build; its output goes to a log.
 */
final class TrainCommand implements Command {
  private static final String SOURCE =
      """
      import java.util.List;
      import io.brasa.core.function.*;

      public class Training {
        record Word(String text, long count) {}

        public static void main(String[] arguments) throws Exception {
          Function<Word, String> text = word -> word.text() + word.count();
          System.out.println(text.call(new Word("trained", List.of(1, 2).size())));
        }
      }
      """;

  @Override
  public int run(List<String> arguments) throws Exception {
    Path folder = Files.createTempDirectory("brasa-training");
    Path text =
        Files.writeString(
            folder.resolve("text.txt"), "one two two three three three\n".repeat(100));
    Path source = Files.writeString(folder.resolve("Training.java"), SOURCE);
    try {
      runOne("WordCount", text.toString());
      // compiles and keeps, then finds it kept: both are in the cache
      System.setProperty("brasa.programs", folder.resolve("programs").toString());
      runOne(source.toString());
      runOne(source.toString());
      new VersionCommand().run(List.of());
      new HelpCommand().run(List.of("run"));
    } finally {
      delete(folder);
    }
    return 0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  private static void runOne(String what, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("--conf", "parallelism=2", what));
    words.addAll(List.of(arguments));
    new RunCommand().run(words);
  }
}
