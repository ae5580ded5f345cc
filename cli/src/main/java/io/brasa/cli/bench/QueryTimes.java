package io.brasa.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long each of several queries took in each repetition, the first of which is the cold one. */
final class QueryTimes {
  private final String name;
  private final List<List<Double>> repetitions = new ArrayList<>();

  /**
   * @param name of the list of times among the details
   */
  QueryTimes(String name) {
    this.name = name;
  }

  void begin() {
    repetitions.add(new ArrayList<>());
  }

  void add(long startedNanos) {
    repetitions.getLast().add(Measurement.secondsSince(startedNanos));
  }

  /** The times of the cold repetition, or medians of the warm ones and their geometric mean. */
  void describe(Map<String, Object> details) {
    if (repetitions.size() == 1) {
      details.put(name, rounded(repetitions.getFirst()));
      return;
    }
    List<Double> medians = new ArrayList<>();
    double logarithms = 0;
    for (int query = 0; query < repetitions.getFirst().size(); query++) {
      double median = median(query);
      medians.add(median);
      logarithms += Math.log(median);
    }
    details.put(name, rounded(medians));
    details.put("geomean_s", Json.round(Math.exp(logarithms / medians.size())));
  }

  private double median(int query) {
    List<Double> warm = new ArrayList<>();
    for (List<Double> repetition : repetitions.subList(1, repetitions.size()))
      warm.add(repetition.get(query));
    return Measurement.median(warm);
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(Json::round).toList();
  }
}
