package io.brasa.ui.state;

import java.util.Optional;

/**
 * One application at a glance.
 *
 * @param live whether its driver runs and tells what happens
 * @param canKill whether its jobs can be ended from here
 * @param error what is wrong with the log that it was read from
 */
public record ApplicationView(
    String id,
    String name,
    String master,
    String version,
    long startedMillis,
    Optional<Long> endedMillis,
    boolean live,
    boolean canKill,
    Optional<String> error,
    Counts counts,
    int executors,
    int slots,
    long jobs,
    int problems) {
  /** How much of each kind there is, of all that has been heard of. */
  public record Counts(Tally jobs, Tally stages, TaskCounts tasks, Tally queries) {}

  /** How many have come how far. */
  public record Tally(long running, long succeeded, long failed, long cancelled) {}
}
