package io.brasa.ui.diagnosis;

import java.util.Optional;

/**
 * Something that has held a stage or a query.
 *
 * @param sentence what it was, with its numbers
 * @param remedy what to change
 * @param share which part of the time it has cost, from 0 to 1
 * @param key the key that many rows have, as text, if that is the cause
 */
public record Finding(
    Kind kind, String sentence, String remedy, double share, Optional<String> key) {
  /** What a finding is about. */
  public enum Kind {
    SKEW,
    UNEVEN_WORK,
    SPILL,
    TOO_FEW_PARTITIONS,
    TOO_MANY_PARTITIONS,
    GC,
    SLOW_NODE,
    FETCH_WAIT,
    OPENING,
    CARTESIAN,
    WRONG_JOIN,
    FAILURES,
    DRIVER_WAIT
  }

  static Finding of(Kind kind, double share, String sentence, String remedy) {
    return new Finding(kind, sentence, remedy, Math.clamp(share, 0, 1), Optional.empty());
  }

  Finding withKey(String text) {
    return new Finding(kind, sentence, remedy, share, Optional.of(text));
  }
}
