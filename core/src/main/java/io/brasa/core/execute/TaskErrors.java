package io.brasa.core.execute;

import io.brasa.core.block.BlockName;
import io.brasa.core.block.BlockStore;
import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.UserFunctionException;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import io.brasa.core.shuffle.SpillFolder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;

/**
 * Turns what a task threw into an outcome: a lost input or block, or a failure that names stage,
 * partition and the user's line.
 *
 * @param folder what the task puts aside lies in
 */
record TaskErrors(
    String stage,
    int partition,
    int attempt,
    MemoryAccount memory,
    BlockStore blocks,
    SpillFolder folder) {
  private static final int MAX_DEPTH = 32;

  Outcome outcome(Throwable thrown) {
    try {
      return told(thrown);
    } catch (RuntimeException | Error e) {
      // Exceptions of users may throw themselves when asked what they say.
      return new Outcome.Failed(partition, attempt, failed(thrown.getClass().getName(), "", e));
    }
  }

  private Outcome told(Throwable thrown) {
    EngineException lost = lossBelow(thrown);
    if (lost != null && !isOfAnotherTask(lost))
      return lost(lost, (BlockName) lost.subject().orElseThrow());
    Throwable cause =
        thrown instanceof UserFunctionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof EngineException engine)
      return new Outcome.Failed(partition, attempt, engine);
    if (cause instanceof OutOfMemoryError || cause instanceof StackOverflowError)
      return new Outcome.Failed(partition, attempt, exhausted(cause));
    return new Outcome.Failed(partition, attempt, failed(cause.toString(), at(cause), cause));
  }

  /**
   * The error about a block of the engine's that something was thrown for, else null. Groups and
   * iterators are read inside of functions, which may wrap what that throws.
   */
  private static EngineException lossBelow(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof EngineException engine
          && engine.subject().orElse(null) instanceof BlockName) return engine;
      cause = cause.getCause();
    }
    return null;
  }

  /**
   * Whether it is about what another task had put aside, which that one took along: then a function
   * has held on to it. Within the task itself the file was lost.
   */
  private boolean isOfAnotherTask(EngineException error) {
    return error.code() == CoreError.GROUP_EXPIRED
        && error.subject().orElse(null) instanceof BlockName.Spilled spilled
        && !folder.holds(spilled.path());
  }

  private Outcome lost(EngineException error, BlockName block) {
    return switch (block) {
      case BlockName.Shuffled output ->
          new Outcome.InputLost(
              partition, attempt, output.shuffle(), output.map(), output.attempt(), error.what());
      case BlockName.Checkpointed saved ->
          new Outcome.Failed(partition, attempt, checkpointLost(saved, error));
      default -> {
        blocks.remove(block); // else the next attempt would find it again
        yield new Outcome.BlockLost(partition, attempt, error.what());
      }
    };
  }

  private static EngineException checkpointLost(BlockName.Checkpointed saved, Throwable cause) {
    return new EngineException(
        CoreError.CHECKPOINT_LOST,
        "The file "
            + saved.path()
            + " of a checkpoint is gone or damaged, and what it was made from has been forgotten",
        "Bring the file back from a copy, or run the program again; see the cause for what is wrong"
            + " with it",
        cause);
  }

  private EngineException failed(String what, String at, Throwable cause) {
    return new EngineException(
        CoreError.TASK_FAILED,
        "Partition "
            + partition
            + " of '"
            + stage
            + "' failed (attempt "
            + attempt
            + "): "
            + what
            + at,
        "Mend the function, or make it cope with this record",
        cause);
  }

  private EngineException exhausted(Throwable cause) {
    return new EngineException(
        CoreError.TASK_OUT_OF_MEMORY,
        "Partition "
            + partition
            + " of '"
            + stage
            + "' ran out of "
            + (cause instanceof StackOverflowError ? "stack" : "memory")
            + at(cause)
            + "; held by: "
            + memory.report(),
        "Use more partitions or give the process more memory",
        cause);
  }

  /** The user's line, as the innermost frame that is neither the engine's nor the JDK's. */
  private static String at(Throwable cause) {
    return place(cause.getStackTrace());
  }

  /** {@code at FILE:LINE}, or nothing if no frame is the user's. */
  static String place(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      String name = frame.getClassName();
      boolean isPlatform =
          name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
      if (!isPlatform && !CallSite.isEngine(name))
        return " at " + frame.getFileName() + ":" + frame.getLineNumber();
    }
    return "";
  }
}
