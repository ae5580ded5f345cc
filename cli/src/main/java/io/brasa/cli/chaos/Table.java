package io.brasa.cli.chaos;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** A line for each run, as it ends, and in the end what all of them come to. */
final class Table {
  private static final String LINE = "%6s  %-9s  %-5s  %-12s  %-16s  %-8s  %5s  %6s  %s%n";

  private final PrintStream out;
  private final Map<String, int[]> counts = new TreeMap<>();
  private int runs;
  private int hits;
  private int problems;

  Table(PrintStream out) {
    this.out = out;
  }

  void begin() {
    out.printf(
        LINE, "seed", "workload", "where", "fault", "victim", "phase", "hit", "extra", "answer");
  }

  void add(Outcome outcome) {
    Plan plan = outcome.plan();
    runs++;
    if (outcome.counts()) hits++;
    if (!outcome.isGood()) problems++;
    int[] count =
        counts.computeIfAbsent(plan.fault() + " of " + plan.victim(), ignored -> new int[2]);
    count[0]++;
    if (outcome.counts()) count[1]++;
    String answer = outcome.isGood() ? "right" : outcome.problem();
    out.printf(
        LINE,
        plan.seed(),
        plan.workload(),
        plan.cluster(),
        plan.fault() + (plan.lasts() ? " " + plan.millis() / 1000.0 : ""),
        plan.victim(),
        outcome.phase(),
        outcome.isHit() ? "yes" : "no",
        String.format(java.util.Locale.ROOT, "%.1f", outcome.extraMillis() / 1000.0),
        answer + (outcome.note().isEmpty() ? "" : " (" + outcome.note() + ")"));
    out.flush();
  }

  int hits() {
    return hits;
  }

  int problems() {
    return problems;
  }

  void end() {
    out.println();
    counts.forEach(
        (kind, count) -> out.println(kind + ": " + count[1] + " hit of " + count[0] + " runs"));
    out.println(
        runs + " runs, " + hits + " with the victim at work, " + problems + " with a problem");
    out.flush();
  }
}
