package io.brasa.cluster.raft;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;

/**
 * {@link KeptValues} as Ratis wants to see them. Entries are applied by one thread of Ratis, which
 * takes snapshots too; who leads is told to a listener.
 */
final class MastersMachine extends BaseStateMachine {
  /** Called by threads of Ratis: must not wait. */
  interface Listener {
    void ready();

    void notLeader();
  }

  private final KeptValues values;
  private final Listener listener;
  private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();

  MastersMachine(KeptValues values, Listener listener) {
    this.values = values;
    this.listener = listener;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage raft)
      throws IOException {
    getLifeCycle()
        .startAndTransition(
            () -> {
              super.initialize(server, group, raft);
              storage.init(raft);
              load();
            });
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  @Override
  public void reinitialize() throws IOException {
    load();
    if (getLifeCycleState() != LifeCycle.State.PAUSED) return;
    getLifeCycle().transition(LifeCycle.State.STARTING);
    getLifeCycle().transition(LifeCycle.State.RUNNING);
  }

  @Override
  public SimpleStateMachineStorage getStateMachineStorage() {
    return storage;
  }

  private void load() throws IOException {
    SingleFileSnapshotInfo latest = storage.loadLatestSnapshot();
    if (latest == null) {
      values.clear();
      return;
    }
    File file = latest.getFile().getPath().toFile();
    MD5Hash written = latest.getFile().getFileDigest();
    if (written != null && !written.equals(MD5FileUtil.computeMd5ForFile(file)))
      throw new IOException("The snapshot " + file + " is damaged");
    values.restore(Files.readAllBytes(file.toPath()));
    setLastAppliedTermIndex(latest.getTermIndex());
  }

  @Override
  public long takeSnapshot() throws IOException {
    TermIndex last = getLastAppliedTermIndex();
    if (last == null || last.getIndex() < 0) return RaftLog.INVALID_LOG_INDEX;
    File file = storage.getSnapshotFile(last.getTerm(), last.getIndex());
    Files.write(file.toPath(), values.snapshot());
    MD5Hash hash = MD5FileUtil.computeAndSaveMd5ForFile(file);
    storage.updateLatestSnapshot(
        new SingleFileSnapshotInfo(new FileInfo(file.toPath(), hash), last));
    return last.getIndex();
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    RaftProtos.LogEntryProto entry = transaction.getLogEntry();
    byte[] change = entry.getStateMachineLogEntry().getLogData().toByteArray();
    byte[] answer = values.apply(change);
    updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
    return CompletableFuture.completedFuture(Message.valueOf(ByteString.copyFrom(answer)));
  }

  @Override
  public void notifyLeaderReady() {
    listener.ready();
  }

  @Override
  public void notifyNotLeader(Collection<TransactionContext> pending) {
    listener.notLeader();
  }

  /** For tests: what has been agreed upon here. */
  List<String> keys() {
    return List.copyOf(values.all().keySet());
  }
}
