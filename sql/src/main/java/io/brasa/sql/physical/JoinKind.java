package io.brasa.sql.physical;

/** Which rows a physical join gives, seen from the input that is probed with and the one built. */
public enum JoinKind {
  /** Pairs. */
  INNER,
  /** Also probing rows without partner. */
  PROBE_OUTER,
  /** Also built rows without partner. */
  BUILD_OUTER,
  /** Both. */
  FULL_OUTER,
  /** Probing rows with a partner. */
  PROBE_SEMI,
  /** Probing rows for which the condition is true with no built row. */
  PROBE_ANTI,
  /** Probing rows for which the condition is false with every built row. */
  NULL_AWARE_ANTI,
  /** Probing rows, with whether they have a partner. */
  MARK,
  /** As PROBE_OUTER with one partner at most. */
  SINGLE,
  /** Built rows with a partner. */
  BUILD_SEMI,
  /** Built rows without partner. */
  BUILD_ANTI;

  /** Whether what is built comes out by itself: then no two tasks may build the same rows. */
  public boolean givesBuiltRows() {
    return this == BUILD_OUTER || this == FULL_OUTER || this == BUILD_SEMI || this == BUILD_ANTI;
  }

  /** Whether rows have the columns of the probing input. */
  public boolean hasProbeColumns() {
    return this != BUILD_SEMI && this != BUILD_ANTI;
  }

  /** Whether rows have the columns of the built input. */
  public boolean hasBuildColumns() {
    return switch (this) {
      case INNER, PROBE_OUTER, BUILD_OUTER, FULL_OUTER, SINGLE, BUILD_SEMI, BUILD_ANTI -> true;
      case PROBE_SEMI, PROBE_ANTI, NULL_AWARE_ANTI, MARK -> false;
    };
  }

  /** Whether it must know of all built rows, wherever their keys would go. */
  public boolean needsWholeBuild() {
    return this == NULL_AWARE_ANTI || this == MARK;
  }
}
