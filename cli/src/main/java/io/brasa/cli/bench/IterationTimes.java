package io.brasa.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first iteration of a program, which loads its data, and the median of the others. */
final class IterationTimes {
  private final List<Double> seconds = new ArrayList<>();
  private long started = System.nanoTime();

  void iterationEnded() {
    seconds.add(Measurement.secondsSince(started));
    started = System.nanoTime();
  }

  void report(Map<String, Object> details) {
    details.put("first_iteration_s", Json.round(seconds.getFirst()));
    List<Double> further = seconds.subList(1, seconds.size());
    details.put("further_iteration_s", Json.round(Measurement.median(further)));
  }
}
