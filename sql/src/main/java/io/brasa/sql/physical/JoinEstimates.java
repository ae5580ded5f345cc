package io.brasa.sql.physical;

import java.io.Serializable;
import java.util.List;

/**
 * What is thought of the inputs of a join.
 *
 * @param probeKeys by place
 * @param buildBytes how large what is built is
 */
public record JoinEstimates(List<Key> probeKeys, double buildBytes) implements Serializable {
  /** Nothing is known, and no filter worth its while. */
  public static final JoinEstimates NONE = new JoinEstimates(List.of(), 0);

  public JoinEstimates {
    probeKeys = List.copyOf(probeKeys);
  }

  /**
   * A key of the probing side.
   *
   * @param count how many different values it has; zero if that is unknown
   * @param min the least of them if they are whole numbers, else not a number
   * @param max the greatest of them, likewise
   */
  public record Key(double count, double min, double max) implements Serializable {
    static final Key UNKNOWN = new Key(0, Double.NaN, Double.NaN);

    /** Which part of its range lies between two numbers; all of it if the range is unknown. */
    public double share(double from, double to) {
      if (!(max > min)) return 1;
      return Math.clamp((Math.min(to, max) - Math.max(from, min)) / (max - min), 0, 1);
    }
  }

  /** What is thought of a key. */
  public Key probeKey(int key) {
    return key < probeKeys.size() ? probeKeys.get(key) : Key.UNKNOWN;
  }
}
