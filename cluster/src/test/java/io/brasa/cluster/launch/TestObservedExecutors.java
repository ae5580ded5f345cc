package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.function.Pair;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What executors in processes of their own tell of themselves, and what they are told to log. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class TestObservedExecutors {
  private final List<Event> events = new CopyOnWriteArrayList<>();

  private BrasaContext context() {
    return BrasaContext.builder()
        .master("local-cluster[2,1,256m]")
        .listener(events::add)
        .set("log.level", "ERROR")
        .build();
  }

  private <E extends Event> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void tellWhatTheyHoldAndHowLongTheirTasksWaited() {
    try (BrasaContext brasa = context()) {
      var kept = brasa.range(0, 4_000, 1, 4).map(i -> "number " + i).cache();
      kept.mapToPair(text -> new Pair<>(text.length(), text)).groupByKey(2).count();
      // Samples come each second: work until both have told of what they keep.
      for (int run = 0; run < 60 && told().size() < 2; run++)
        kept.map(
                text -> {
                  if (text.endsWith("00")) LockSupport.parkNanos(50_000_000);
                  return text;
                })
            .count();
    }
    assertEquals(2, told().size());
    ExecutorSample sample = all(Event.ExecutorSampled.class).getLast().sample();
    assertTrue(sample.heapUsedBytes() > 1 << 20, sample.toString());
    assertTrue(sample.heapMaxBytes() >= 128 << 20, sample.toString());
    assertTrue(sample.storageBytes() > 0, sample.toString());
    long kept =
        all(Event.BlocksChanged.class).stream()
            .flatMap(changed -> changed.blocks().stream())
            .mapToLong(BlockState::memoryBytes)
            .sum();
    assertTrue(kept > 10_000, Long.toString(kept));
    long waited =
        all(Event.TaskEnded.class).stream()
            .map(Event.TaskEnded::metrics)
            .mapToLong(TaskMetrics::fetchWaitNanos)
            .sum();
    assertTrue(waited > 0, "map outputs of the other executor were fetched");
  }

  private Set<String> told() {
    Set<String> told = new TreeSet<>();
    for (Event.BlocksChanged changed : all(Event.BlocksChanged.class))
      if (!changed.blocks().isEmpty()) told.add(changed.executor());
    return told;
  }

  @Test
  void logWhatTheyAreTold() {
    try (BrasaContext brasa = context()) {
      assertEquals(List.of(false, false), loggable(brasa, System.Logger.Level.WARNING));
      assertEquals(List.of(true, true), loggable(brasa, System.Logger.Level.ERROR));
      brasa.setLogLevel("io.brasa.observed", "DEBUG");
      assertEquals(List.of(true, true), loggable(brasa, System.Logger.Level.DEBUG));
      assertEquals(List.of(false, false), loggable(brasa, System.Logger.Level.TRACE));
    } finally {
      new io.brasa.runtime.log.Logs().setLevel("", "INFO");
    }
  }

  @Test
  void writeLinesOfJsonThatSayWhoTheyAre() {
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[2,1,192m]")
            .applicationId("nightly")
            .set("log.format", "json")
            .build()) {
      Set<String> lines =
          new TreeSet<>(brasa.range(0, 8, 1, 8).map(i -> line("number " + i)).collect());
      assertEquals(8, lines.size(), lines.toString());
      for (String line : lines) {
        assertTrue(line.contains("\"application\":\"nightly\""), line);
        assertTrue(line.contains("\"executor\":\""), line);
        assertTrue(line.contains("\"message\":\"number "), line);
      }
    }
  }

  /** What the console of this process would show. */
  private static String line(String message) {
    return Logger.getLogger("")
        .getHandlers()[0]
        .getFormatter()
        .format(new LogRecord(Level.WARNING, message));
  }

  private static List<Boolean> loggable(BrasaContext brasa, System.Logger.Level level) {
    return brasa
        .range(0, 2, 1, 2)
        .map(i -> System.getLogger("io.brasa.observed").isLoggable(level))
        .collect();
  }
}
