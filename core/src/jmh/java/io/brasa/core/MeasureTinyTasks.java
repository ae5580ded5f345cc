package io.brasa.core;

import io.brasa.core.event.Event;
import io.brasa.core.event.EventLogReader;
import io.brasa.core.event.EventLogReader.OnDamage;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many tasks a second, and what their events cost: jobs of very many tasks that do nothing,
 * with the event log on and off in turns, in one JVM. Outcomes are counted from the log. A program
 * of its own, since what is compared is CPU time of the whole process: {@code MeasureTinyTasks
 * [TASKS] [ALTERNATIONS] [foreach|records|jobs]}.
 */
public final class MeasureTinyTasks {
  private static final int JOB_TASKS = 4;

  private record Run(double seconds, double cpuSeconds) {}

  private MeasureTinyTasks() {}

  public static void main(String[] arguments) throws IOException {
    int tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int alternations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    String variant = arguments.length > 2 ? arguments[2] : "foreach";
    Path folder = Files.createTempDirectory("tinytasks");
    for (int i = 0; i < 4; i++) run(variant, tasks, i % 2 == 0, folder);
    double[] on = new double[alternations];
    double[] off = new double[alternations];
    for (int i = 0; i < alternations; i++) {
      boolean isOnFirst = i % 2 == 0;
      Run first = run(variant, tasks, isOnFirst, folder);
      Run second = run(variant, tasks, !isOnFirst, folder);
      Run with = isOnFirst ? first : second;
      Run without = isOnFirst ? second : first;
      on[i] = with.cpuSeconds;
      off[i] = without.cpuSeconds;
      System.out.printf(
          Locale.ROOT,
          "log on: %,.0f tasks/s, %.2f us CPU a task; off: %,.0f tasks/s, %.2f us%n",
          tasks / with.seconds,
          1e6 * on[i] / tasks,
          tasks / without.seconds,
          1e6 * off[i] / tasks);
    }
    System.out.printf(
        Locale.ROOT, "events cost %.1f %% by CPU%n", 100 * (median(on) / median(off) - 1));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Run run(String variant, int tasks, boolean isLogged, Path folder)
      throws IOException {
    System.gc();
    BrasaContext.Builder builder = BrasaContext.builder().master("local[2]");
    if (isLogged) builder.set("event.log", folder.toString());
    long began;
    long beganCpu;
    Run run;
    try (BrasaContext brasa = builder.build()) {
      began = System.nanoTime();
      beganCpu = cpuNanos();
      work(variant, brasa, tasks);
      run = new Run((System.nanoTime() - began) / 1e9, (cpuNanos() - beganCpu) / 1e9);
    }
    if (isLogged) check(variant, tasks, folder);
    return run;
  }

  private static void work(String variant, BrasaContext brasa, int tasks) {
    switch (variant) {
      case "foreach" -> brasa.parallelize(List.<Integer>of(), tasks).foreach(x -> {});
      case "records" ->
          brasa.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks).map(x -> x).count();
      case "jobs" -> {
        RDD<Integer> few = brasa.parallelize(List.of(1, 2, 3, 4), JOB_TASKS);
        for (int job = 0; job < tasks / JOB_TASKS; job++) few.foreach(x -> {});
      }
      default -> throw new IllegalArgumentException(variant);
    }
  }

  /** Every task has one successful outcome in the log. */
  private static void check(String variant, int tasks, Path folder) throws IOException {
    Codecs codecs = new Codecs(MeasureTinyTasks.class.getClassLoader());
    Storage storage = Storages.ofThisHost().local();
    List<Path> logs = new ArrayList<>();
    try (var files = Files.list(folder)) {
      files.forEach(logs::add);
    }
    BitSet partitions = new BitSet();
    int winners = 0;
    for (Path log : logs) {
      try (EventLogReader reader =
          new EventLogReader(storage, log.toString(), codecs, OnDamage.FAIL)) {
        for (Optional<Event> e = reader.next(); e.isPresent(); e = reader.next()) {
          if (!(e.get() instanceof Event.TaskEnded ended) || !ended.isWinner()) continue;
          winners++;
          partitions.set(ended.partition());
        }
      }
      Files.delete(log);
    }
    int distinct = variant.equals("jobs") ? JOB_TASKS : tasks;
    if (winners != tasks || partitions.cardinality() != distinct)
      throw new IllegalStateException(
          winners + " outcomes of " + partitions.cardinality() + " partitions in the log");
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
