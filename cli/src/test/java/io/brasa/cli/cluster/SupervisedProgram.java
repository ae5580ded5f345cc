package io.brasa.cli.cluster;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A program that a worker runs as a driver, and that says what it goes through. */
public final class SupervisedProgram {
  private static final int COUNT = 6_000;

  private SupervisedProgram() {}

  /** {@code FOLDER MILLIS}: two shuffles whose tasks take so long each, and a save. */
  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    int millis = Integer.parseInt(words[1]);
    note(folder, "driver " + ProcessHandle.current().pid());
    try (BrasaContext brasa =
        BrasaContext.builder().listener(event -> note(folder, text(event))).build()) {
      LongAccumulator seen = brasa.longAccumulator("seen");
      Map<Integer, Integer> sums =
          new TreeMap<>(
              brasa
                  .parallelize(IntStream.range(0, COUNT).boxed().toList(), 12)
                  .mapToPair(
                      x -> {
                        seen.add(1);
                        return new Pair<>(x % 100, x);
                      })
                  .mapPartitions(records -> slowly(records, millis))
                  .mapToPair(pair -> pair)
                  .reduceByKey(Integer::sum, 6)
                  .mapPartitions(records -> slowly(records, millis))
                  .mapToPair(pair -> new Pair<>(pair.key() % 10, pair.value()))
                  .reduceByKey(Integer::sum, 4)
                  .collectAsMap());
      brasa.parallelize(sums.values().stream().toList(), 2).saveAsTextFile(folder + "/saved");
      note(folder, "answer " + sums + " seen " + seen.value());
    }
    note(folder, "finished");
  }

  static String expected() {
    Map<Integer, Integer> sums = new TreeMap<>();
    for (int x = 0; x < COUNT; x++) sums.merge(x % 10, x, Integer::sum);
    return sums + " seen " + COUNT;
  }

  private static <T> Iterator<T> slowly(Iterator<T> records, int millis)
      throws InterruptedException {
    Thread.sleep(millis);
    return records;
  }

  private static String text(Event event) {
    return switch (event) {
      case Event.StageRecognised stage ->
          "recognised " + stage.count() + " of " + stage.partitionCount();
      case Event.TaskStarted task -> "started " + task.stage() + " " + task.partition();
      case Event.TaskEnded task when task.isWinner() ->
          "won " + task.stage() + " " + task.partition();
      default -> "";
    };
  }

  private static void note(Path folder, String line) {
    if (line.isEmpty()) return;
    try {
      Files.writeString(
          folder.resolve("events"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
