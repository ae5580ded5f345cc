package io.brasa.cli.bench;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Programs that have nothing to compute: what is timed is the engine. */
final class TaskPrograms {
  private static final int TASKS = 10_000;
  private static final int JOBS = 200;

  private TaskPrograms() {}

  static int startup(BrasaContext brasa) {
    return brasa.parallelize(numbers(1, 1_000)).map(i -> 2 * i).reduce(Integer::sum);
  }

  static String tinyTasks(BrasaContext brasa, Map<String, Object> details) {
    List<Integer> elements = numbers(0, TASKS - 1);
    long started = System.nanoTime();
    long sum = brasa.parallelize(elements, TASKS).map(x -> x).reduce(Integer::sum);
    details.put("tasks_per_s", Json.round(TASKS / Measurement.secondsSince(started)));
    List<Double> jobs = new ArrayList<>();
    RDD<Integer> two = brasa.parallelize(List.of(1, 2), 2);
    long jobsStarted = System.nanoTime();
    for (int job = 0; job < JOBS; job++) {
      started = System.nanoTime();
      for (int x : two.collect()) sum += x;
      jobs.add(Measurement.secondsSince(started) * 1e3);
    }
    details.put("jobs_per_s", Json.round(JOBS / Measurement.secondsSince(jobsStarted)));
    details.put("job_p50_ms", Json.round(Measurement.median(jobs)));
    Collections.sort(jobs);
    details.put("job_p99_ms", Json.round(jobs.get(JOBS * 99 / 100 - 1)));
    return Long.toString(sum);
  }

  private static List<Integer> numbers(int first, int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = first; i <= last; i++) numbers.add(i);
    return numbers;
  }
}
