package io.brasa.ui.state;

/**
 * How much of one application is kept; of what has ended the oldest is dropped first. What runs is
 * never dropped.
 *
 * @param jobs that have ended
 * @param stages attempts at stages that have ended
 * @param tasks of all stages together, some 60 to 150 bytes each; a stage that loses its tasks
 *     keeps its sums and quantiles
 * @param queries that have ended
 * @param executors that are lost
 * @param problems the newest
 * @param samples of each executor; older ones are thinned out
 */
public record Retention(
    int jobs, int stages, int tasks, int queries, int executors, int problems, int samples) {
  public static final Retention USUAL = new Retention(1_000, 2_000, 300_000, 1_000, 100, 200, 512);

  /** Hardly anything but counts: for lists of applications. */
  public static final Retention GLANCE = new Retention(1, 1, 1, 1, 1, 1, 1);

  public Retention {
    if (Math.min(jobs, Math.min(stages, tasks)) < 1
        || Math.min(Math.min(queries, executors), Math.min(problems, samples)) < 1)
      throw new IllegalArgumentException("each bound is at least 1");
  }
}
