package io.brasa.cluster.standalone;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A driver with a journal, in a process of its own that can be killed or stopped. */
final class JournaledProgram {
  private JournaledProgram() {}

  /**
   * {@code URL SECRET FOLDER LIFE MILLIS [ADDED]}: a first save, two shuffles whose tasks take so
   * long, and a second save; then the answer in {@code FOLDER/answer-LIFE}. What happens is in
   * {@code FOLDER/events-LIFE}, line by line.
   */
  public static void main(String[] words) throws Exception {
    Path folder = Path.of(words[2]);
    int millis = Integer.parseInt(words[4]);
    int added = words.length > 5 ? Integer.parseInt(words[5]) : 0;
    String answer;
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master(words[0])
            .applicationId("journaled")
            .set("journal", folder + "/journal")
            .set("secret.file", words[1])
            .set("local.folder", folder + "/driver")
            .set("executor.memory", "128m")
            .listener(event -> note(folder.resolve("events-" + words[3]), event))
            .build()) {
      answer = run(brasa, folder, millis, added);
    } catch (EngineException failure) {
      answer = String.valueOf(failure.getMessage());
    }
    Files.writeString(folder.resolve("part-" + words[3]), answer);
    Files.move(folder.resolve("part-" + words[3]), folder.resolve("answer-" + words[3]));
  }

  private static String run(BrasaContext brasa, Path folder, int millis, int added) {
    LongAccumulator seen = brasa.longAccumulator("seen");
    List<Integer> numbers = IntStream.range(0, 6_000).boxed().toList();
    brasa.parallelize(List.of("a", "b"), 2).saveAsTextFile(folder + "/first");
    Map<Integer, Integer> sums =
        new TreeMap<>(
            brasa
                .parallelize(numbers, 12)
                .mapToPair(
                    x -> {
                      seen.add(1);
                      return new Pair<>(x % 100, x + added);
                    })
                .mapPartitions(records -> slowly(records, millis))
                .mapToPair(pair -> pair)
                .reduceByKey(Integer::sum, 6)
                .mapPartitions(records -> slowly(records, millis))
                .mapToPair(pair -> new Pair<>(pair.key() % 10, pair.value()))
                .reduceByKey(Integer::sum, 4)
                .mapPartitions(records -> slowly(records, millis))
                .mapToPair(pair -> pair)
                .collectAsMap());
    brasa.parallelize(List.copyOf(sums.values()), 2).saveAsTextFile(folder + "/second");
    return sums + " seen " + seen.value();
  }

  static String expected(int added) {
    Map<Integer, Integer> sums = new TreeMap<>();
    for (int x = 0; x < 6_000; x++) sums.merge(x % 10, x + added, Integer::sum);
    return sums + " seen 6000";
  }

  private static <T> Iterator<T> slowly(Iterator<T> records, int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return records;
  }

  private static void note(Path file, Event event) {
    String line =
        switch (event) {
          case Event.StageStarted stage ->
              "stage " + stage.stage() + " of " + stage.partitionCount();
          case Event.StageRecognised stage ->
              "recognised " + stage.stage() + " " + stage.count() + " of " + stage.partitionCount();
          case Event.StageEnded stage when stage.error().isEmpty() -> "complete " + stage.stage();
          case Event.TaskStarted task -> "started " + task.stage() + " " + task.partition();
          case Event.TaskEnded task when task.isWinner() ->
              "won " + task.stage() + " " + task.partition();
          case Event.Warned warned -> "warned " + warned.text();
          default -> "";
        };
    if (line.isEmpty()) return;
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
