package io.brasa.cli.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times one workload in this process, which must be fresh: the first repetition is the cold one.
 */
final class Measurement {
  private final BenchSettings settings;
  private final Map<String, Object> result = new LinkedHashMap<>();

  private Measurement(BenchSettings settings) {
    this.settings = settings;
  }

  /** What happens between the cold and the warm repetitions, untimed. */
  @FunctionalInterface
  interface Between {
    void run() throws Exception;
  }

  /**
   * @return the fields of the result, in order
   */
  static Map<String, Object> of(
      String name, Workload workload, int repetitions, BenchSettings settings, Between between)
      throws Exception {
    return new Measurement(settings).measure(name, workload, repetitions, between);
  }

  private Map<String, Object> measure(
      String name, Workload workload, int repetitions, Between between) throws Exception {
    result.put("workload", name);
    result.put("contestant", settings.contestant());
    result.put("size", settings.size());
    result.put("jdk", System.getProperty("java.specification.version"));
    Map<String, Object> cold = new LinkedHashMap<>();
    String checksum = cold(workload, cold);
    Map<String, Object> warm = new LinkedHashMap<>();
    if (repetitions > 0) between.run();
    String warmChecksum = repetitions > 0 ? warm(workload, repetitions, warm) : checksum;
    result.put("peak_rss_mb", Machine.peakResidentMegabytes());
    result.put(
        "checksum", checksum.equals(warmChecksum) ? checksum : checksum + " THEN " + warmChecksum);
    if (!cold.isEmpty()) result.put("cold", cold);
    if (!warm.isEmpty()) result.put("warm", warm);
    result.put("at", Instant.now().toString());
    return result;
  }

  private String cold(Workload workload, Map<String, Object> details) throws Exception {
    long started = System.nanoTime();
    double busyBefore = Machine.busySeconds();
    double ownBefore = cpuSeconds();
    String checksum = workload.run(details);
    double coldSeconds = (System.currentTimeMillis() * 1e6 - settings.startNanos()) / 1e9;
    double own = cpuSeconds();
    double others = Math.max(0, Machine.busySeconds() - busyBefore - (own - ownBefore));
    result.put("cold_s", Json.round(coldSeconds));
    result.put("cold_cpu_s", Json.round(own));
    result.put("cold_others_cores", Json.round(others / Math.max(1e-9, secondsSince(started))));
    return checksum;
  }

  private String warm(Workload workload, int repetitions, Map<String, Object> details)
      throws Exception {
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    double others = 0;
    double total = 0;
    String checksum = "";
    for (int i = 0; i < repetitions; i++) {
      details.clear();
      double cpuBefore = cpuSeconds();
      double busyBefore = Machine.busySeconds();
      long started = System.nanoTime();
      checksum = workload.run(details);
      double seconds = secondsSince(started);
      double cpuSeconds = cpuSeconds() - cpuBefore;
      wall.add(Json.round(seconds));
      cpu.add(cpuSeconds);
      others += Math.max(0, Machine.busySeconds() - busyBefore - cpuSeconds);
      total += seconds;
    }
    result.put("warm_s", Json.round(median(wall)));
    result.put("warm_min_s", Collections.min(wall));
    result.put("warm_cpu_s", Json.round(median(cpu)));
    result.put("warm_all", wall);
    result.put("others_cores", Json.round(others / Math.max(1e-9, total)));
    return checksum;
  }

  private double cpuSeconds() {
    return settings.hasHelpers() ? Machine.familyCpuSeconds() : Machine.processCpuSeconds();
  }

  static double secondsSince(long startedNanos) {
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    if (sorted.size() % 2 == 1) return sorted.get(middle);
    return (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
