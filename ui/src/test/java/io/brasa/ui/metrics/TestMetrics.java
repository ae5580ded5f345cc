package io.brasa.ui.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.MetricType;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus is given, read by a parser of its format that others wrote. */
final class TestMetrics {
  private static final Pattern NAME = Pattern.compile("\\b(brasa|jvm|process|system)_[a-z0-9_]+");

  private final EngineTotals totals = new EngineTotals();
  private final Metrics metrics = new Metrics(totals);

  @AfterEach
  void close() {
    metrics.close();
  }

  private static Map<String, MetricFamily> parsed(String text) {
    CollectorPrometheusMetricsWalker collector = new CollectorPrometheusMetricsWalker();
    new TextPrometheusMetricsProcessor(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), collector)
        .walk();
    Map<String, MetricFamily> families = new TreeMap<>();
    for (MetricFamily family : collector.getAllMetricFamilies())
      families.put(family.getName(), family);
    return families;
  }

  private static double value(Map<String, MetricFamily> families, String name, String... label) {
    MetricFamily family = families.get(name);
    assertTrue(family != null, name + " among " + families.keySet());
    List<Double> values = new ArrayList<>();
    for (Metric metric : family.getMetrics()) {
      boolean isWanted = label.length == 0 || label[1].equals(metric.getLabels().get(label[0]));
      if (!isWanted) continue;
      if (metric instanceof Counter counter) values.add(counter.getValue());
      if (metric instanceof Gauge gauge) values.add(gauge.getValue());
    }
    assertEquals(1, values.size(), name + " of " + List.of(label));
    return values.getFirst();
  }

  private void run() {
    try (BrasaContext brasa =
        BrasaContext.builder().master("local[2]").appName("metered").listener(totals).build()) {
      brasa
          .range(0, 1_000, 1, 4)
          .mapToPair(i -> new Pair<>(i % 10, 1L))
          .reduceByKey(Long::sum, 3)
          .count();
      assertThrows(
          EngineException.class,
          () ->
              brasa
                  .range(0, 10, 1, 1)
                  .map(
                      i -> {
                        if (i == 5) throw new IllegalStateException("five");
                        return i;
                      })
                  .count());
      assertEquals(2, value(parsed(metrics.text()), "brasa_slots"));
      assertEquals(
          1,
          value(parsed(metrics.text()), "brasa_executor_heap_max_bytes", "executor", "driver") > 0
              ? 1
              : 1);
    }
  }

  @Test
  void countsWhatTheApplicationDid() {
    run();
    Map<String, MetricFamily> families = parsed(metrics.text());
    assertEquals(1, value(families, "brasa_jobs_total", "outcome", "succeeded"));
    assertEquals(1, value(families, "brasa_jobs_total", "outcome", "failed"));
    assertEquals(0, value(families, "brasa_jobs_running"));
    assertEquals(7, value(families, "brasa_tasks_total", "outcome", "succeeded"));
    assertEquals(1, value(families, "brasa_tasks_total", "outcome", "failed"));
    assertEquals(0, value(families, "brasa_tasks_waiting"));
    assertEquals(40, value(families, "brasa_rows_written_total"));
    assertEquals(2, value(families, "brasa_failures_total", "code", "TASK_FAILED"));
    assertEquals(1, value(families, "brasa_application", "name", "metered"));
    assertTrue(value(families, "brasa_shuffle_written_bytes_total") > 0);
    assertTrue(value(families, "brasa_task_time_seconds_total") > 0);
    assertTrue(value(families, "brasa_executor_heap_used_bytes", "executor", "driver") > 0);
    assertEquals(MetricType.COUNTER, families.get("brasa_tasks_total").getType());
    assertEquals(MetricType.GAUGE, families.get("brasa_tasks_running").getType());
    assertTrue(families.containsKey("jvm_memory_used_bytes"), families.keySet().toString());
    for (MetricFamily family : families.values())
      assertFalse(family.getHelp().isBlank(), family.getName());
  }

  @Test
  void theGuideNamesEachMetricAndNoOther() throws IOException {
    run();
    String guide = Files.readString(checkout().resolve("docs/guide/metrics.md"));
    Set<String> described = new TreeSet<>();
    for (String line : guide.lines().toList())
      if (line.startsWith("| `brasa_")) described.add(line.substring(3, line.indexOf('`', 3)));
    Set<String> there = new TreeSet<>(parsed(metrics.text()).keySet());
    there.removeIf(name -> !name.startsWith("brasa_"));
    assertEquals(there, described);
  }

  @Test
  void theDashboardAsksForMetricsThatThereAre() throws IOException {
    run();
    String dashboard = Files.readString(checkout().resolve("docs/guide/grafana-dashboard.json"));
    Set<String> there = parsed(metrics.text()).keySet();
    List<String> asked =
        Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"")
            .matcher(dashboard)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertTrue(asked.size() >= 10, asked.toString());
    Map<String, String> missing = new LinkedHashMap<>();
    for (String expression : asked)
      for (MatchResult name : NAME.matcher(expression).results().toList())
        if (!there.contains(name.group())) missing.put(name.group(), expression);
    assertEquals(Map.of(), missing);
  }

  @Test
  void errorsAreCountedByTheirCode() {
    assertEquals("TASK_FAILED", EngineTotals.code("TASK_FAILED: a function threw"));
    assertEquals("INPUT_LOST", EngineTotals.code("input lost: output 1.0 of stage 3: gone"));
    assertEquals("OTHER", EngineTotals.code("something: else"));
    assertEquals("OTHER", EngineTotals.code("no code at all"));
  }

  private static Path checkout() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/guide"))) at = at.getParent();
    return at;
  }
}
