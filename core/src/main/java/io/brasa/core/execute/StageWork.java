package io.brasa.core.execute;

import io.brasa.core.schedule.SchedulerCommand.StageAttempt;
import io.brasa.core.task.ProgramSource;
import java.util.List;

/**
 * One attempt at a stage as handed to an executor.
 *
 * @param program what its tasks run
 * @param splits for a partition of the stage, the splits that its sources need; stays with the
 *     driver
 */
public record StageWork(StageAttempt attempt, String name, ProgramSource program, Splits splits) {
  /** Finds the splits of a task. */
  @FunctionalInterface
  public interface Splits {
    List<SourceSplit> of(int partition);
  }

  /**
   * The split that a source needs for one of its partitions. @param node the position of the source
   * in the program
   */
  public record SourceSplit(int node, int partition, Object split) {}
}
