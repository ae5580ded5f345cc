package io.brasa.ui.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The totals of an application, its executors and the JVM as Prometheus reads them. Made when
 * somebody asks first; close it with the application. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
  /** What {@link #text} is. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double NANOS = 1e9;

  private final EngineTotals totals;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Map<String, List<Meter>> byExecutor = new HashMap<>();
  private final Set<String> codes = new HashSet<>();
  private boolean isNamed;

  public Metrics(EngineTotals totals) {
    this.totals = totals;
    bindProcess();
    bindWork();
    bindCounts();
  }

  /** All metrics as they are now, in Prometheus' text format. */
  public synchronized String text() {
    bindApplication();
    bindExecutors();
    for (String code : totals.failureCodes())
      if (codes.add(code))
        FunctionCounter.builder("brasa.failures", totals, all -> all.failures(code))
            .tags("code", code)
            .description("Tasks and jobs that failed, by the code of the error")
            .register(registry);
    return registry.scrape();
  }

  private void bindProcess() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  private void bindCounts() {
    String jobs = "Jobs that have ended";
    counter("brasa.jobs", "outcome", "succeeded", jobs, EngineTotals::jobsSucceeded);
    counter("brasa.jobs", "outcome", "failed", jobs, EngineTotals::jobsFailed);
    gauge("brasa.jobs.running", "Jobs that run", EngineTotals::jobsRunning);
    String stages = "Attempts at stages that have ended";
    counter("brasa.stages", "outcome", "succeeded", stages, EngineTotals::stagesSucceeded);
    counter("brasa.stages", "outcome", "failed", stages, EngineTotals::stagesFailed);
    gauge("brasa.stages.running", "Attempts at stages that run", EngineTotals::stagesRunning);
    String tasks = "Attempts at tasks that have ended";
    counter("brasa.tasks", "outcome", "succeeded", tasks, EngineTotals::tasksSucceeded);
    counter("brasa.tasks", "outcome", "failed", tasks, EngineTotals::tasksFailed);
    counter("brasa.tasks", "outcome", "stopped", tasks, EngineTotals::tasksStopped);
    gauge("brasa.tasks.running", "Tasks that run", EngineTotals::tasksRunning);
    gauge(
        "brasa.tasks.waiting",
        "Tasks of running stages that no slot has",
        EngineTotals::tasksWaiting);
    String queries = "Queries that have ended";
    counter("brasa.queries", "outcome", "succeeded", queries, EngineTotals::queriesSucceeded);
    counter("brasa.queries", "outcome", "failed", queries, EngineTotals::queriesFailed);
    gauge("brasa.queries.running", "Queries that run", EngineTotals::queriesRunning);
    gauge("brasa.executors", "Executors that are there", EngineTotals::executorCount);
    counter("brasa.executors.lost", "Executors that were lost", EngineTotals::executorsLost);
    gauge("brasa.slots", "Slots of all executors", EngineTotals::slots);
    counter("brasa.warnings", "Warnings to those who look on", EngineTotals::warnings);
    counter("brasa.events", "Events that were heard", EngineTotals::events);
    counter(
        "brasa.events.dropped",
        "Events that the pages could not take in",
        EngineTotals::eventsDropped);
  }

  private void bindWork() {
    counter("brasa.rows.read", "Rows that tasks read", all -> all.work().rowsIn());
    counter(
        "brasa.rows.written", "Rows that tasks wrote for shuffles", all -> all.work().rowsOut());
    bytes("brasa.input", "Read from files", all -> all.work().inputBytes());
    bytes("brasa.shuffle.read", "Read from shuffles", all -> all.work().shuffleReadBytes());
    bytes("brasa.shuffle.written", "Written for shuffles", all -> all.work().shuffleWriteBytes());
    bytes("brasa.spilled", "Put aside on disk", all -> all.work().spillBytes());
    counter("brasa.damaged.input", "Damaged parts of the input", all -> all.work().damageCount());
    seconds("brasa.task.time", "Tasks took", all -> all.work().wallNanos() / NANOS);
    seconds(
        "brasa.task.collection", "Collections stopped tasks", all -> all.work().gcMillis() / 1e3);
    seconds(
        "brasa.task.fetch.wait",
        "Tasks waited for blocks from others",
        all -> all.work().fetchWaitNanos() / NANOS);
    seconds(
        "brasa.task.opening",
        "Opening the functions of tasks",
        all -> all.work().openNanos() / NANOS);
    gauge("brasa.kept.partitions", "Partitions that are kept", all -> all.kept().partitions());
    held("brasa.kept.memory", "Kept partitions in memory", all -> all.kept().memoryBytes());
    held("brasa.kept.disk", "Kept partitions on disk", all -> all.kept().diskBytes());
    counter(
        "brasa.kept.evictions",
        "Kept partitions that had to leave memory",
        all -> all.kept().evictions());
  }

  private void bindApplication() {
    if (isNamed || totals.application().isEmpty()) return;
    var started = totals.application().getFirst();
    isNamed = true;
    Gauge.builder("brasa.application", () -> 1)
        .tags(
            "application",
            started.application(),
            "name",
            started.name(),
            "master",
            started.master(),
            "version",
            started.version())
        .description("The application; always 1")
        .register(registry);
  }

  private void bindExecutors() {
    Map<String, ExecutorTotals> now = totals.executors();
    for (Map.Entry<String, ExecutorTotals> entry : now.entrySet())
      if (!byExecutor.containsKey(entry.getKey()))
        byExecutor.put(entry.getKey(), meters(entry.getKey(), entry.getValue()));
    byExecutor
        .entrySet()
        .removeIf(
            known -> {
              if (now.containsKey(known.getKey())) return false;
              known.getValue().forEach(registry::remove);
              return true;
            });
  }

  private List<Meter> meters(String name, ExecutorTotals executor) {
    Tags tags = Tags.of("executor", name, "host", executor.added.host());
    List<Meter> made = new ArrayList<>();
    made.add(
        of(executor, tags, "heap.used", "bytes", "Heap in use", all -> all.sample.heapUsedBytes()));
    made.add(
        of(executor, tags, "heap.max", "bytes", "Largest heap", all -> all.sample.heapMaxBytes()));
    made.add(
        of(
            executor,
            tags,
            "execution.memory",
            "bytes",
            "Reserved by tasks",
            all -> all.sample.executionBytes()));
    made.add(
        of(
            executor,
            tags,
            "storage.memory",
            "bytes",
            "Reserved by kept partitions and map outputs",
            all -> all.sample.storageBytes()));
    made.add(
        of(
            executor,
            tags,
            "memory.limit",
            "bytes",
            "What both may reserve together",
            all -> all.sample.limitBytes()));
    made.add(
        of(
            executor,
            tags,
            "offheap",
            "bytes",
            "Kept partitions outside the heap",
            all -> all.sample.offHeapBytes()));
    made.add(of(executor, tags, "slots", null, "Its slots", all -> all.added.slots()));
    made.add(
        FunctionCounter.builder(
                "brasa.executor.collection", executor, all -> all.sample.gcMillis() / 1e3)
            .tags(tags)
            .baseUnit("seconds")
            .description("Collections stopped the process")
            .register(registry));
    return made;
  }

  private Meter of(
      ExecutorTotals executor,
      Tags tags,
      String name,
      String unit,
      String description,
      ToDoubleFunction<ExecutorTotals> number) {
    return Gauge.builder("brasa.executor." + name, executor, number)
        .tags(tags)
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  // ---- short forms

  private void counter(String name, String description, ToDoubleFunction<EngineTotals> number) {
    FunctionCounter.builder(name, totals, all -> all.of(number))
        .description(description)
        .register(registry);
  }

  private void counter(
      String name,
      String label,
      String value,
      String description,
      ToDoubleFunction<EngineTotals> number) {
    FunctionCounter.builder(name, totals, all -> all.of(number))
        .tags(label, value)
        .description(description)
        .register(registry);
  }

  private void bytes(String name, String description, ToDoubleFunction<EngineTotals> number) {
    unit(name, "bytes", description, number);
  }

  private void seconds(String name, String description, ToDoubleFunction<EngineTotals> number) {
    unit(name, "seconds", description, number);
  }

  private void unit(
      String name, String unit, String description, ToDoubleFunction<EngineTotals> number) {
    FunctionCounter.builder(name, totals, all -> all.of(number))
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<EngineTotals> number) {
    Gauge.builder(name, totals, all -> all.of(number)).description(description).register(registry);
  }

  private void held(String name, String description, ToDoubleFunction<EngineTotals> number) {
    Gauge.builder(name, totals, all -> all.of(number))
        .baseUnit("bytes")
        .description(description)
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
