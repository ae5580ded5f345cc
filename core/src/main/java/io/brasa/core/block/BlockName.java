package io.brasa.core.block;

/** The names of blocks; equal names hold equal content for ever. */
public sealed interface BlockName {
  /** One target partition of one attempt at one map partition of a shuffle. */
  record Shuffled(long shuffle, int map, int attempt, int partition) implements BlockName {}

  /** One partition of a persisted dataset. */
  record Cached(long dataset, int partition) implements BlockName {}

  /** The value of a broadcast variable. */
  record Broadcasted(long broadcast) implements BlockName {}

  /** A task's result that is too large to travel with its outcome. */
  record Result(long lease, int partition, int attempt) implements BlockName {}

  /** What a task put aside for itself; never fetched. */
  record Spilled(String path) implements BlockName {}

  /** A partition of a checkpoint: nothing is left that it could be computed from. */
  record Checkpointed(String path) implements BlockName {}

  /** A range of the encoded value of a broadcast variable. */
  record BroadcastPiece(long broadcast, int piece) implements BlockName {}
}
