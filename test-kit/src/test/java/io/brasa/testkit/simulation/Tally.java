package io.brasa.testkit.simulation;

import java.util.function.LongFunction;

/** A class to plant bugs into, and the program that would notice. */
final class Tally implements LongFunction<String> {
  private int count;
  private long weight;

  boolean isHeavier(long other, double factor) {
    return weight * factor > other;
  }

  void add(long value, String ignored) {
    count++;
    weight += value;
  }

  void addAll(long... values) {
    for (long value : values) add(value, "text");
  }

  @Override
  public String apply(long seed) {
    addAll(seed, seed, seed);
    if (count != 3) return "count " + count;
    if (weight != 3 * seed) return "weight " + weight;
    if (isHeavier(4 * seed, 1)) return "heavier";
    return getClass().getClassLoader() == PlantedWorld.class.getClassLoader()
        ? ""
        : "other loaders";
  }
}
