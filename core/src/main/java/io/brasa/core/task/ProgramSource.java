package io.brasa.core.task;

import io.brasa.core.closure.Envelope;

/** How a task comes by its program. */
public sealed interface ProgramSource {
  /** All tasks of the process use one instance, since nothing it reaches can change. */
  record Shared(StageProgram program) implements ProgramSource {}

  /**
   * All tasks of the process use one instance but for what can change, of which each opens its own,
   * as it was when the job was submitted.
   *
   * @param changing {@link ChangingParts}
   */
  record PartlyShared(StageProgram program, Envelope changing) implements ProgramSource {}

  /**
   * Each task opens an instance of its own, as the program was when the job was submitted.
   *
   * @param isShareable whether a process may keep to one instance, since nothing it reaches can
   *     change
   */
  record Sealed(Envelope envelope, boolean isShareable) implements ProgramSource {}
}
