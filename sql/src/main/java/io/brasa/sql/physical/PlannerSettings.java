package io.brasa.sql.physical;

import static java.util.Objects.requireNonNull;

import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.optimize.KnownTables;

/**
 * What plans are made by.
 *
 * @param targets how many partitions exchanges divide rows into if nothing speaks against it; small
 *     ones are read together
 * @param leastTargets how many exchanges of few rows divide them into; as many as targets if these
 *     are as the user wants them
 * @param evaluation of the query
 * @param tables what is known of sources
 */
public record PlannerSettings(
    int targets, int leastTargets, EvaluationSettings evaluation, KnownTables tables) {
  /** What is worth a partition of its own, and what one partition had better not exceed. */
  private static final double SMALL_BYTES = 256 << 10;

  private static final double LARGE_BYTES = 64 << 20;

  /** A table of groups that are about so large is about as large as what one core caches. */
  private static final double CACHED_BYTES = 4 << 20;

  /** Each task of an exchange holds rows for all of its targets. */
  private static final int MOST_TARGETS = 256;

  public PlannerSettings(int targets, EvaluationSettings evaluation, KnownTables tables) {
    this(targets, targets, evaluation, tables);
  }

  public PlannerSettings {
    if (targets < 1) throw new IllegalArgumentException(targets + " targets");
    if (leastTargets < 1 || leastTargets > targets)
      throw new IllegalArgumentException(leastTargets + " of " + targets + " targets");
    requireNonNull(evaluation);
    requireNonNull(tables);
  }

  /** How many partitions an exchange of rows of about this size divides them into. */
  int targets(double bytes) {
    boolean isUnknown = Double.isNaN(bytes);
    if (isUnknown || leastTargets == targets) return targets;
    if (bytes < targets * SMALL_BYTES)
      return (int) Math.max(leastTargets, Math.ceil(bytes / SMALL_BYTES));
    return (int)
        Math.clamp(Math.ceil(bytes / LARGE_BYTES), targets, Math.max(targets, MOST_TARGETS));
  }

  /**
   * The same for an exchange of groups: each target gets a table of its own, one after the other,
   * and small tables are faster.
   */
  int groupTargets(double bytes) {
    int plain = targets(bytes);
    if (Double.isNaN(bytes) || leastTargets == targets) return plain;
    return (int) Math.clamp(Math.ceil(bytes / CACHED_BYTES), plain, Math.max(plain, MOST_TARGETS));
  }
}
