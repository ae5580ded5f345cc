package io.brasa.ui.state;

/**
 * How many tasks of a stage or job are where.
 *
 * @param total that have to succeed
 * @param succeeded whose outputs count
 * @param failed each failed attempt; may be more than there are tasks
 */
public record TaskCounts(long total, long running, long succeeded, long failed) {
  TaskCounts plus(TaskCounts other) {
    return new TaskCounts(
        total + other.total,
        running + other.running,
        succeeded + other.succeeded,
        failed + other.failed);
  }
}
