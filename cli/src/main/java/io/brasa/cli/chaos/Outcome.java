package io.brasa.cli.chaos;

/**
 * How a run ended.
 *
 * @param phase where its moment was
 * @param isHit whether the victim was at work when it was struck
 * @param extraMillis how much longer than without a fault
 * @param note what is to be known beside
 * @param problem empty if all is well
 */
record Outcome(
    Plan plan, String phase, boolean isHit, long extraMillis, String note, String problem) {
  boolean isGood() {
    return problem.isEmpty();
  }

  /** Whether it shows anything: a blow that hits nobody does not. */
  boolean counts() {
    return isGood() && isHit;
  }
}
