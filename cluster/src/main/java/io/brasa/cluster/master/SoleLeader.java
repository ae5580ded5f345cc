package io.brasa.cluster.master;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/** The election of a cluster that has one master: it leads at once. Its epoch is kept. */
public final class SoleLeader implements LeaderElection {
  static final String KEY = "epoch";

  private final RecoveryStore store;

  public SoleLeader(RecoveryStore store) {
    this.store = requireNonNull(store);
  }

  @Override
  public void stand(Candidate candidate) {
    byte[] last = store.list().get(KEY);
    long epoch = last == null ? 1 : ByteBuffer.wrap(last).getLong() + 1;
    store.put(KEY, ByteBuffer.allocate(Long.BYTES).putLong(epoch).array());
    candidate.lead(epoch);
  }

  @Override
  public void close() {}
}
