package io.brasa.cluster.raft;

import io.brasa.cluster.protocol.MasterUrl;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/** What a member of Ratis asks of others. It listens nowhere: questions come by the master. */
final class WireServer implements RaftServerRpc {
  private static final long ANSWER_MILLIS = 3_000;

  private final RaftPeerId own;
  private final RpcType type;
  private final Courier courier;
  private final Map<RaftPeerId, Address> peers = new ConcurrentHashMap<>();

  WireServer(RaftPeerId own, RpcType type, Courier courier) {
    this.own = own;
    this.type = type;
    this.courier = courier;
  }

  @Override
  public RequestVoteReplyProto requestVote(RequestVoteRequestProto question) throws IOException {
    return RequestVoteReplyProto.parseFrom(
        ask(question.getServerRequest().getReplyId(), WireQuestion.VOTE, question.toByteString()));
  }

  @Override
  public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto question)
      throws IOException {
    return AppendEntriesReplyProto.parseFrom(
        ask(
            question.getServerRequest().getReplyId(),
            WireQuestion.ENTRIES,
            question.toByteString()));
  }

  @Override
  public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto question)
      throws IOException {
    return InstallSnapshotReplyProto.parseFrom(
        ask(
            question.getServerRequest().getReplyId(),
            WireQuestion.SNAPSHOT,
            question.toByteString()));
  }

  @Override
  public StartLeaderElectionReplyProto startLeaderElection(StartLeaderElectionRequestProto question)
      throws IOException {
    return StartLeaderElectionReplyProto.parseFrom(
        ask(
            question.getServerRequest().getReplyId(),
            WireQuestion.ELECTION,
            question.toByteString()));
  }

  private byte[] ask(ByteString peer, byte kind, ByteString body) throws IOException {
    RaftPeerId id = RaftPeerId.valueOf(peer);
    Address address = peers.get(id);
    if (address == null) throw new IOException("No master " + id + " is known");
    try {
      return courier.ask(address, WireQuestion.write(kind, body), ANSWER_MILLIS);
    } catch (EngineException failure) {
      throw new IOException(failure.what(), failure);
    }
  }

  @Override
  public void addRaftPeers(Collection<RaftPeer> more) {
    for (RaftPeer peer : more)
      peers.put(peer.getId(), MasterUrl.parse("brasa://" + peer.getAddress()).masters().getFirst());
  }

  /** The next question opens another channel. */
  @Override
  public void handleException(RaftPeerId peer, Exception failure, boolean reconnect) {}

  @Override
  public InetSocketAddress getInetSocketAddress() {
    Address address = peers.get(own);
    return address == null
        ? InetSocketAddress.createUnresolved("localhost", 0)
        : InetSocketAddress.createUnresolved(address.host(), address.port());
  }

  @Override
  public RpcType getRpcType() {
    return type;
  }

  @Override
  public void start() {}

  @Override
  public void close() {}
}
