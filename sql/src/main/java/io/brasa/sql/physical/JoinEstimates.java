package io.brasa.sql.physical;

import java.io.Serializable;
import java.util.List;

/**
 * What is thought of the inputs of a join.
 *
 * @param probeKeyCounts how many different values each probing key has; zero if that is unknown
 * @param buildBytes how large what is built is
 */
public record JoinEstimates(List<Double> probeKeyCounts, double buildBytes)
    implements Serializable {
  /** Nothing is known, and no filter worth its while. */
  public static final JoinEstimates NONE = new JoinEstimates(List.of(), 0);

  public JoinEstimates {
    probeKeyCounts = List.copyOf(probeKeyCounts);
  }

  /** How many different values a key has, or zero. */
  public double probeKeyCount(int key) {
    return key < probeKeyCounts.size() ? probeKeyCounts.get(key) : 0;
  }
}
