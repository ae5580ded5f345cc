package io.brasa.cluster.raft;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;

/** Questions as bytes, as the package's description lays out. */
final class WireQuestion {
  static final byte VOTE = 1;
  static final byte ENTRIES = 2;
  static final byte SNAPSHOT = 3;
  static final byte ELECTION = 4;

  private WireQuestion() {}

  static byte[] write(byte kind, ByteString body) {
    byte[] bytes = new byte[1 + body.size()];
    bytes[0] = kind;
    body.copyTo(bytes, 1);
    return bytes;
  }

  /** Lets a member answer. Fails with {@code MESSAGE_MALFORMED}, or with {@code PEER_LOST}. */
  static byte[] answer(RaftServer member, byte[] question) {
    try {
      byte kind = question.length == 0 ? 0 : question[0];
      byte[] body =
          question.length == 0 ? question : Arrays.copyOfRange(question, 1, question.length);
      return switch (kind) {
        case VOTE -> member.requestVote(RequestVoteRequestProto.parseFrom(body)).toByteArray();
        case ENTRIES ->
            member.appendEntries(AppendEntriesRequestProto.parseFrom(body)).toByteArray();
        case SNAPSHOT ->
            member.installSnapshot(InstallSnapshotRequestProto.parseFrom(body)).toByteArray();
        case ELECTION ->
            member
                .startLeaderElection(StartLeaderElectionRequestProto.parseFrom(body))
                .toByteArray();
        default -> throw malformed("a question of the unknown kind " + kind, null);
      };
    } catch (InvalidProtocolBufferException garbled) {
      throw malformed("a question that is garbled", garbled);
    } catch (IOException failure) {
      throw new EngineException(
          CoreError.PEER_LOST,
          "This master does not take part in elections: " + failure.getMessage(),
          "See its log",
          failure);
    }
  }

  private static EngineException malformed(String what, Exception cause) {
    return new EngineException(
        CoreError.MESSAGE_MALFORMED,
        "Another master sent " + what,
        "Run the same release in all masters",
        cause);
  }
}
