package io.brasa.cluster.zookeeper;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.master.LeaderElection;
import io.brasa.cluster.master.RecoverySetup;
import io.brasa.core.remote.OrderedWork;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;

/**
 * The master whose node is the oldest leads. What the latch tells is done by one thread, in order;
 * {@code latch} belongs to that thread. Who has the latch but was refused a change gives it back
 * and stands again, as the last.
 */
final class LatchElection implements LeaderElection {
  private static final long AGAIN_MILLIS = 1_000;
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.master");

  private final Environment environment;
  private final EnsembleConnection connection;
  private final EpochGuard guard;
  private final String own;
  private final OrderedWork work;
  private Candidate candidate;
  private LeaderLatch latch;
  private volatile boolean isClosed;

  LatchElection(RecoverySetup setup, EnsembleConnection connection, EpochGuard guard) {
    this.environment = requireNonNull(setup.environment());
    this.connection = connection;
    this.guard = guard;
    this.own = setup.own().toString();
    this.work =
        new OrderedWork(
            environment, failure -> LOG.log(Level.ERROR, "The election has failed", failure));
  }

  @Override
  public void stand(Candidate who) {
    candidate = requireNonNull(who);
    work.start(environment, "election");
    work.post(this::open);
  }

  private void open() {
    if (isClosed) return;
    try {
      connection.prepare();
      LeaderLatch next = new LeaderLatch(connection.client(), connection.latch(), own);
      next.addListener(
          new LeaderLatchListener() {
            @Override
            public void isLeader() {
              work.post(() -> lead(next));
            }

            @Override
            public void notLeader() {
              work.post(() -> lose(next));
            }
          });
      latch = next;
      next.start();
    } catch (Exception failure) {
      if (failure instanceof InterruptedException) Thread.currentThread().interrupt();
      LOG.log(Level.WARNING, "ZooKeeper does not answer yet: " + failure.getMessage());
      environment.after(AGAIN_MILLIS, this::standAgain);
    }
  }

  private void lead(LeaderLatch elected) {
    if (elected != latch || !elected.hasLeadership()) return;
    try {
      candidate.lead(guard.begin(elected.getOurPath()));
    } catch (EngineException failure) {
      LOG.log(Level.WARNING, "This master was elected and does not lead: " + failure.what());
      guard.end();
      if (elected.hasLeadership()) environment.after(AGAIN_MILLIS, this::standAgain);
    }
  }

  private void lose(LeaderLatch elected) {
    if (elected != latch || elected.hasLeadership()) return;
    guard.end();
    candidate.resign("its session with ZooKeeper is over");
  }

  /** Gives back what it has, and stands as the last. */
  void standAgain() {
    work.post(
        () -> {
          release();
          open();
        });
  }

  private void release() {
    LeaderLatch current = latch;
    latch = null;
    try {
      if (current != null && current.getState() == LeaderLatch.State.STARTED) current.close();
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "The latch was gone", gone);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    work.close();
    release();
  }
}
