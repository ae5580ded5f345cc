package io.brasa.cluster.master;

import static java.util.Objects.requireNonNull;

/**
 * How the masters of a cluster agree on a leader, and what they leave to each other.
 *
 * @param store used by the leader alone; fails with {@code LEADERSHIP_LOST} for any other
 */
public record Recovery(RecoveryStore store, LeaderElection election) {
  public Recovery {
    requireNonNull(store);
    requireNonNull(election);
  }
}
