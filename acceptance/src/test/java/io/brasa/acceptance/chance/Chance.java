package io.brasa.acceptance.chance;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws by a seed, and counts what was drawn by name. Not thread-safe. */
public final class Chance {
  private final SplittableRandom random;
  private final Map<String, Integer> features;

  /**
   * @param features is added to
   */
  public Chance(long seed, Map<String, Integer> features) {
    this.random = new SplittableRandom(seed);
    this.features = features;
  }

  /** For draws that nobody counts. */
  public Chance(long seed) {
    this(seed, new TreeMap<>());
  }

  public int below(int end) {
    return random.nextInt(end);
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  public String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  /** Notes that a query has something. */
  void saw(String feature) {
    features.merge(feature.strip(), 1, Integer::sum);
  }

  /** As {@link #one(String...)}, noted. */
  String seen(String... of) {
    String drawn = one(of);
    saw(drawn);
    return drawn;
  }

  /** A call of a function that both engines have by this name, noted. */
  String call(String function, String... arguments) {
    saw(function);
    return function + "(" + String.join(", ", arguments) + ")";
  }

  /** A call of a function whose names differ, noted by ours. */
  String call(String ours, String theirs, List<String> arguments) {
    saw(ours);
    return Query.either(ours, theirs) + "(" + String.join(", ", arguments) + ")";
  }
}
