package io.brasa.sql.logical;

import java.util.Locale;
import java.util.Optional;

/** How a join is to be run, as a hint says; what stands first goes before what stands behind. */
public enum JoinHint {
  /** All tasks read all of the input. */
  BROADCAST,
  /** Both inputs are sorted by their keys. */
  MERGE,
  /** Both inputs are divided by their keys, and tables are built of this one. */
  SHUFFLE_HASH,
  /** All pairs are tried. */
  SHUFFLE_REPLICATE_NL;

  /** The hint of a name, in any case; empty if it is none about joins. */
  public static Optional<JoinHint> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "broadcast", "broadcastjoin", "mapjoin" -> Optional.of(BROADCAST);
      case "merge", "mergejoin", "shuffle_merge" -> Optional.of(MERGE);
      case "shuffle_hash" -> Optional.of(SHUFFLE_HASH);
      case "shuffle_replicate_nl" -> Optional.of(SHUFFLE_REPLICATE_NL);
      default -> Optional.empty();
    };
  }
}
