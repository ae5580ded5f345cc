package io.brasa.acceptance;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws by a seed, and counts what was drawn by name. Not thread-safe. */
final class Chance {
  private final SplittableRandom random;
  private final Map<String, Integer> features;

  /**
   * @param features is added to
   */
  Chance(long seed, Map<String, Integer> features) {
    this.random = new SplittableRandom(seed);
    this.features = features;
  }

  /** For draws that nobody counts. */
  Chance(long seed) {
    this(seed, new TreeMap<>());
  }

  int below(int end) {
    return random.nextInt(end);
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  /** Notes that a query has something. */
  void saw(String feature) {
    features.merge(feature, 1, Integer::sum);
  }

  /** As {@link #one(String...)}, noted. */
  String seen(String... of) {
    String drawn = one(of);
    saw(drawn);
    return drawn;
  }
}
