package io.brasa.cluster.master;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.error.EngineException;

/** Says which of several masters leads, and since when. */
public interface LeaderElection extends AutoCloseable {
  /** Called on a thread of the election's own; may block. */
  interface Candidate {
    /**
     * This master leads from now on. Fails with {@code LEADERSHIP_LOST} if that is over already;
     * the master then knows that it does not lead.
     *
     * @param epoch higher than that of any leader before
     */
    void lead(long epoch);

    /** This master leads no longer, and must not act as a leader from now on. */
    void resign(String reason);

    /**
     * Asks the election of another master, over a channel like all of the cluster. Blocks; fails
     * with {@code PEER_LOST}, {@code TIMEOUT} or what {@link LeaderElection#answer} failed with.
     */
    byte[] ask(Address master, byte[] question, long timeoutMillis);
  }

  /** Stands for election; the candidate hears of what comes of it. */
  void stand(Candidate candidate);

  /** Answers the election of another master. Thread-safe; may block. */
  default byte[] answer(byte[] question) {
    throw new EngineException(
        ClusterError.MASTER_UNREACHABLE,
        "This master does not elect a leader together with others",
        "Start all masters with the same --recovery");
  }

  @Override
  void close();
}
