package io.brasa.ui.state;

import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;
import io.brasa.ui.diagnosis.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One executor. Guarded by the lock of its application. */
final class ExecutorState extends Changing {
  final String id;

  /** Stands for the id in columns. */
  final int number;

  private final int samplesMax;
  private Event.ExecutorAdded added;
  private Event.ExecutorLost lost;
  private int running;
  private int succeeded;
  private int failed;
  private long ended;
  private final MetricSums sum = new MetricSums();
  private ExecutorSample latest;
  private final List<List<Long>> samples = new ArrayList<>();

  /** One of so many samples is kept. */
  private int stride = 1;

  private int skipped;

  ExecutorState(String id, int number, int samplesMax) {
    this.id = id;
    this.number = number;
    this.samplesMax = samplesMax;
  }

  void add(Event.ExecutorAdded event) {
    added = event;
    lost = null;
  }

  void lose(Event.ExecutorLost event) {
    lost = event;
    running = 0;
  }

  boolean isLost() {
    return lost != null;
  }

  boolean isThere() {
    return added != null && lost == null;
  }

  /** Whether it was there at some moment of a time. */
  boolean wasThere(long from, long to) {
    return added != null && added.atMillis() <= to && (lost == null || lost.atMillis() >= from);
  }

  /** The most slots that there were at one time. */
  static int mostSlots(Collection<ExecutorState> all) {
    NavigableMap<Long, Integer> changes = new TreeMap<>();
    for (ExecutorState each : all) {
      if (each.added == null) continue;
      changes.merge(each.added.atMillis(), each.slots(), Integer::sum);
      if (each.lost != null) changes.merge(each.lost.atMillis(), -each.slots(), Integer::sum);
    }
    int most = 0;
    int now = 0;
    for (int change : changes.values()) {
      now += change;
      most = Math.max(most, now);
    }
    return most;
  }

  int slots() {
    return added == null ? 0 : added.slots();
  }

  void start() {
    running++;
  }

  void end(Event.TaskEnded task, boolean wasRunning) {
    if (wasRunning && running > 0) running--;
    ended++;
    if (task.isWinner()) succeeded++;
    else if (Status.ofEnd(task.error()) == Status.FAILED) failed++;
    sum.add(task.metrics());
  }

  void cancelRunning(int count) {
    running -= Math.min(running, count);
  }

  void sample(long atMillis, ExecutorSample sample) {
    latest = sample;
    if (++skipped < stride) return;
    skipped = 0;
    samples.add(
        List.of(
            atMillis,
            sample.heapUsedBytes(),
            sample.executionBytes(),
            sample.storageBytes(),
            sample.gcMillis(),
            (long) sample.runningTasks()));
    if (samples.size() <= samplesMax) return;
    for (int i = samples.size() - 2; i >= 0; i -= 2) samples.remove(i);
    stride *= 2;
  }

  ExecutorView view() {
    return new ExecutorView(
        id,
        added == null ? "" : added.host(),
        added == null ? 0 : added.processId(),
        slots(),
        added == null ? 0 : added.memoryBytes(),
        added == null ? 0 : added.atMillis(),
        lost == null ? Optional.empty() : Optional.of(lost.atMillis()),
        lost == null ? Optional.empty() : Optional.of(lost.reason()),
        Optional.ofNullable(latest).map(ExecutorState::memory),
        latest == null ? sum.shown(Metric.GC) : latest.gcMillis(),
        new TaskCounts(ended + running, running, succeeded, failed),
        sum.shown(Metric.WALL),
        sum.of(Metric.INPUT),
        sum.of(Metric.SHUFFLE_READ),
        sum.of(Metric.SHUFFLE_WRITE),
        sum.of(Metric.SPILL),
        ExecutorView.SAMPLE_NAMES,
        List.copyOf(samples));
  }

  private static ExecutorView.Memory memory(ExecutorSample sample) {
    return new ExecutorView.Memory(
        sample.heapUsedBytes(),
        sample.heapMaxBytes(),
        sample.executionBytes(),
        sample.storageBytes(),
        sample.limitBytes(),
        sample.offHeapBytes());
  }
}
