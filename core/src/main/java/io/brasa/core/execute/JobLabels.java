package io.brasa.core.execute;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a program says of a job beside what it computes.
 *
 * @param group jobs that are cancelled together; empty for none
 * @param description for people
 * @param tags names by which it may be cancelled
 * @param pool whose slots it uses; empty for the usual one
 * @param site replaces the action's own place in what people see; empty for none
 * @param isInterrupting whether threads that run its tasks are interrupted when it is cancelled
 * @param query which query the job belongs to; zero for none
 */
public record JobLabels(
    String group,
    String description,
    Set<String> tags,
    String pool,
    String site,
    boolean isInterrupting,
    long query) {
  /** Nothing is said. */
  public static final JobLabels NONE = new JobLabels("", "", Set.of(), "", "", false, 0);

  public JobLabels {
    requireNonNull(group);
    requireNonNull(description);
    requireNonNull(pool);
    requireNonNull(site);
    // In one order, so that the same program gives the same events.
    tags = java.util.Collections.unmodifiableSet(new TreeSet<>(tags));
  }
}
