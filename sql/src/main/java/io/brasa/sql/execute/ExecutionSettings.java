package io.brasa.sql.execute;

import static java.util.Objects.requireNonNull;

import io.brasa.sql.operator.OperatorSettings;

/**
 * How queries are run.
 *
 * @param slots how many tasks run at once
 * @param broadcastBytes what one side of a join may have at most for all tasks of the other to read
 *     all of it
 * @param partitionBytes what a partition that has gone through an exchange should have
 */
public record ExecutionSettings(
    int slots, long broadcastBytes, long partitionBytes, OperatorSettings operators) {
  public ExecutionSettings {
    requireNonNull(operators);
  }
}
