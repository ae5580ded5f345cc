package io.brasa.cluster.simulation;

import java.util.HashSet;
import java.util.Set;

/** What workers and applications have met that must never be, and what they share to see it. */
final class Truth {
  private final Set<String> places = new HashSet<>();
  private String problem = "";

  /** The first problem; empty if there is none. */
  String problem() {
    return problem;
  }

  void fail(String what) {
    if (problem.isEmpty()) problem = what;
  }

  void usePlace(String place) {
    if (!places.add(place)) fail("place " + place + " is ordered twice");
  }
}
