package io.brasa.cluster.raft;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.cluster.master.LeaderElection;
import io.brasa.cluster.master.RecoverySetup;
import io.brasa.cluster.master.RecoveryStore;
import io.brasa.core.remote.OrderedWork;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/**
 * This master's member of the ensemble: election and store in one, since for Raft they are one.
 * Whom Ratis makes leader raises the epoch by an entry of the log, which is applied after all of
 * its predecessors'; from then on changes carry that epoch, and all members refuse any other.
 *
 * <p>What Ratis tells is done in order by one thread. {@code epoch} is zero while this master does
 * not lead.
 */
final class Ensemble implements LeaderElection {
  private static final long CHANGE_MILLIS = 10_000;
  private static final long AGAIN_MILLIS = 500;
  private static final System.Logger LOG = System.getLogger("io.brasa.cluster.master");

  private final Environment environment;
  private final RecoverySetup setup;
  private final List<Address> masters;
  private final long snapshotEntries;
  private final KeptValues values = new KeptValues();
  private final ClientId client = ClientId.randomId();
  private final OrderedWork work;
  private volatile Candidate candidate;
  private volatile RaftServer server;
  private volatile long epoch;
  private volatile long lastCall;

  /** What the candidate was told last. Used by the election's thread. */
  private boolean isLeading;

  private volatile boolean isClosed;

  /**
   * @param snapshotEntries after so many entries of the log a snapshot takes their place
   */
  Ensemble(RecoverySetup setup, List<Address> masters, long snapshotEntries) {
    this.snapshotEntries = snapshotEntries;
    this.setup = requireNonNull(setup);
    this.masters = List.copyOf(masters);
    this.environment = setup.environment();
    this.work =
        new OrderedWork(
            environment, failure -> LOG.log(Level.ERROR, "The election has failed", failure));
  }

  // ---- the election

  @Override
  public void stand(Candidate who) {
    candidate = requireNonNull(who);
    work.start(environment, "election");
    MastersMachine machine =
        new MastersMachine(
            values,
            new MastersMachine.Listener() {
              @Override
              public void ready() {
                work.post(Ensemble.this::lead);
              }

              @Override
              public void notLeader() {
                work.post(Ensemble.this::resign);
              }
            });
    try {
      RaftServer member = Members.open(setup, masters, machine, who::ask, snapshotEntries);
      server = member;
      member.start();
    } catch (IOException failure) {
      throw new EngineException(
          ClusterError.RECOVERY_DAMAGED,
          "The log of the masters' agreement cannot be used: " + failure.getMessage(),
          "See the cause; a master whose folder "
              + setup.folder()
              + " is deleted learns from the others",
          failure);
    }
  }

  @Override
  public byte[] answer(byte[] question) {
    RaftServer member = server;
    if (member == null)
      throw new EngineException(
          ClusterError.MASTER_UNREACHABLE, "This master is being started", "Ask again");
    return WireQuestion.answer(member, question);
  }

  private boolean isLeader() {
    try {
      return !isClosed && server.getDivision(Members.GROUP).getInfo().isLeaderReady();
    } catch (IOException closed) {
      return false;
    }
  }

  private void lead() {
    if (epoch != 0 || !isLeader()) return;
    try {
      long begun = ByteBuffer.wrap(submit(KeptValues.begin())).getLong();
      epoch = begun;
      isLeading = true;
      candidate.lead(begun);
    } catch (EngineException failure) {
      LOG.log(Level.WARNING, "This master was elected and does not lead: " + failure.what());
      epoch = 0;
      environment.after(AGAIN_MILLIS, () -> work.post(this::lead));
    }
  }

  private void resign() {
    epoch = 0;
    if (!isLeading) return;
    isLeading = false;
    candidate.resign("the other masters do not follow it");
  }

  // ---- the store

  /** Has an entry agreed upon, and returns its answer. Fails with {@code LEADERSHIP_LOST}. */
  @SuppressWarnings("FutureReturnValueIgnored") // The wait looks at the reply itself.
  private byte[] submit(byte[] change) {
    Await done = environment.newAwait();
    try {
      CompletableFuture<RaftClientReply> reply = server.submitClientRequestAsync(request(change));
      reply.whenComplete((value, failure) -> done.signal());
      if (!done.until(reply::isDone, CHANGE_MILLIS))
        throw lost("The other masters have not agreed within " + CHANGE_MILLIS + " ms", null);
      if (reply.isCompletedExceptionally()) throw lost("Raft has failed", reply.exceptionNow());
      RaftClientReply value = reply.resultNow();
      if (!value.isSuccess()) throw lost("The other masters do not follow", value.getException());
      return value.getMessage().getContent().toByteArray();
    } catch (IOException failure) {
      throw lost("Raft has failed", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw lost("The wait for the other masters was interrupted", interrupted);
    }
  }

  private synchronized RaftClientRequest request(byte[] change) {
    return RaftClientRequest.newBuilder()
        .setClientId(client)
        .setServerId(server.getId())
        .setGroupId(Members.GROUP)
        .setCallId(++lastCall)
        .setMessage(Message.valueOf(ByteString.copyFrom(change)))
        .setType(RaftClientRequest.writeRequestType())
        .build();
  }

  private static EngineException lost(String what, Throwable cause) {
    return new EngineException(
        ClusterError.LEADERSHIP_LOST,
        what + (cause == null ? "" : ": " + cause.getMessage()),
        "Nothing needs to be done: the master that leads now has all that was kept",
        cause);
  }

  private void change(byte[] change) {
    try {
      if (epoch == 0) throw lost("This master does not lead", null);
      if (submit(change)[0] != 1) throw lost("Another master has begun to lead", null);
    } catch (EngineException lost) {
      // Ratis may still hold this one for the leader: then it leads anew, in another epoch.
      epoch = 0;
      work.post(this::resign);
      environment.after(AGAIN_MILLIS, () -> work.post(this::lead));
      throw lost;
    }
  }

  RecoveryStore store() {
    return new RecoveryStore() {
      @Override
      public void put(String key, byte[] value) {
        if (value.length > MAX_VALUE_BYTES)
          throw new IllegalArgumentException("A value of " + value.length + " bytes for " + key);
        change(KeptValues.put(epoch, key, value));
      }

      @Override
      public void remove(String key) {
        change(KeptValues.remove(epoch, key));
      }

      @Override
      public Map<String, byte[]> list() {
        return values.all();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    isClosed = true;
    work.close();
    try {
      RaftServer member = server;
      if (member != null) member.close();
    } catch (IOException failure) {
      LOG.log(Level.DEBUG, "Raft did not end in order", failure);
    }
  }
}
