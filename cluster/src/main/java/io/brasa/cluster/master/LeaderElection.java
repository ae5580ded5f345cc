package io.brasa.cluster.master;

/** Says which of several masters leads, and since when. */
public interface LeaderElection extends AutoCloseable {
  /** Called on a thread of the election's own; may block. */
  interface Candidate {
    /**
     * This master leads from now on.
     *
     * @param epoch higher than that of any leader before
     */
    void lead(long epoch);

    /** This master leads no longer, and must not act as a leader from now on. */
    void resign(String reason);
  }

  /** Stands for election; the candidate hears of what comes of it. */
  void stand(Candidate candidate);

  @Override
  void close();
}
