package io.brasa.core.error;

import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.FailureKind;

/** The codes of the core module. */
public enum CoreError implements ErrorCode {
  /** A function holds something that cannot travel to a task. */
  CLOSURE_NOT_SERIALIZABLE(FailureKind.USER),
  /** A function uses its enclosing object, which cannot travel to a task. */
  CLOSURE_CAPTURES_THIS(FailureKind.USER),
  /** A function holds a context, which only the driver has. */
  CLOSURE_CAPTURES_CONTEXT(FailureKind.USER),
  /** A function holds a dataset, which only the driver has. */
  CLOSURE_CAPTURES_RDD(FailureKind.USER),
  /** An operation of a dataset or context was called inside a task. */
  RDD_USED_IN_TASK(FailureKind.USER),
  /** A class that a closure needs cannot be loaded where its task runs. */
  CLOSURE_CLASS_MISSING(FailureKind.USER),
  /** A user function threw. */
  TASK_FAILED(FailureKind.USER),
  /** A task ran out of memory. */
  TASK_OUT_OF_MEMORY(FailureKind.USER),
  /** A job was cancelled. */
  JOB_CANCELLED(FailureKind.USER),
  /** A record was changed after it had been handed on. */
  RECORD_MUTATED(FailureKind.USER),
  /** A recomputed partition differs from the lost one after an effect was committed. */
  STAGE_INDETERMINATE(FailureKind.USER),
  /** A map output, or the process that held it, is gone. */
  SHUFFLE_BLOCK_LOST(FailureKind.LOST),
  /** A partitioner named a partition that there is not. */
  PARTITION_OUT_OF_RANGE(FailureKind.USER),
  /** An outer join met a null where its result has an Optional. */
  JOIN_VALUE_NULL(FailureKind.USER),
  /** A stratified sample met a key that no fraction was given for. */
  FRACTION_MISSING(FailureKind.USER),
  /** Bytes of a block do not match their checksum. */
  BLOCK_CORRUPT(FailureKind.LOST),
  /** A block of a local checkpoint is gone. */
  CHECKPOINT_LOST(FailureKind.USER),
  /** A dataset that is kept was to be kept at another level. */
  STORAGE_LEVEL_FIXED(FailureKind.USER),
  /**
   * Lost partitions of a dataset that is kept would be made with other static values than the rest.
   */
  KEPT_VALUES_CHANGED(FailureKind.USER),
  /** The same work was lost too often. */
  RECOVERY_EXHAUSTED(FailureKind.USER),
  /** Tasks that must run at the same time cannot. */
  BARRIER_REFUSED(FailureKind.USER),
  /** No executor can run tasks. */
  NO_EXECUTORS(FailureKind.USER),
  /** The context is closed. */
  CONTEXT_CLOSED(FailureKind.USER),
  /** A broadcast variable was read after it had been destroyed. */
  BROADCAST_DESTROYED(FailureKind.USER),
  /** A master URL or a setting is not understood. */
  SETTING_INVALID(FailureKind.USER),
  /** Another driver has taken up the application of one that was only stopped. */
  DRIVER_SUPERSEDED(FailureKind.USER),
  /** A journal's epochs are used up. */
  JOURNAL_FULL(FailureKind.USER),
  /** What a step of a program read in an earlier life was replaced by a later step. */
  INPUT_REPLACED(FailureKind.USER),
  /** The target of a save exists already. */
  OUTPUT_EXISTS(FailureKind.USER),
  /** A file that a task staged for a save is gone or was changed. */
  OUTPUT_INCOMPLETE(FailureKind.USER),
  /** A save was decided by a later release. */
  OUTPUT_UNKNOWN_VERSION(FailureKind.USER),
  /** A group that a task had put aside was used when that task had ended. */
  GROUP_EXPIRED(FailureKind.USER),
  /** An operation needs at least one element. */
  DATASET_EMPTY(FailureKind.USER),
  /** An operation needs a module that is not there. */
  MODULE_MISSING(FailureKind.USER),
  /** A value does not fit into what an operation makes of it. */
  VALUE_OUT_OF_RANGE(FailureKind.USER),
  /** Datasets that are to be zipped differ in partitions, or in the records of one. */
  PARTITIONS_UNEQUAL(FailureKind.USER),
  /** The text of a file is not in the encoding it should be in. */
  TEXT_MALFORMED(FailureKind.USER),
  /** An input file is damaged. */
  INPUT_CORRUPT(FailureKind.USER),
  /** An input file has a format for which nothing here has a reader. */
  INPUT_UNSUPPORTED(FailureKind.USER),
  /** An input file is not as it was when the job was planned. */
  INPUT_CHANGED(FailureKind.USER),
  /** Nothing on the class path packs and unpacks files of a kind. */
  COMPRESSION_MISSING(FailureKind.USER),
  /** The command of a pipe could not be started, or ended with an error. */
  PIPE_FAILED(FailureKind.USER),
  /** An event log cannot be read. */
  EVENT_LOG_UNREADABLE(FailureKind.USER),
  /**
   * A thread was interrupted while it waited for something, mostly because its work was cancelled.
   */
  WAIT_INTERRUPTED(FailureKind.USER),
  /** A message from a peer is not understood. */
  MESSAGE_MALFORMED(FailureKind.LOST),
  /** A peer did not answer in time, or its connection ended. */
  PEER_LOST(FailureKind.LOST);

  private final FailureKind kind;

  CoreError(FailureKind kind) {
    this.kind = kind;
  }

  @Override
  public FailureKind kind() {
    return kind;
  }
}
