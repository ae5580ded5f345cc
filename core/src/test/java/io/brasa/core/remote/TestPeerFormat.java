package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.runtime.error.FailureKind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestPeerFormat {
  private final Codecs codecs = new Codecs(TestPeerFormat.class.getClassLoader());
  private final PeerFormat format = new PeerFormat(codecs, TaskMessage.class);
  private static final RemoteFailure FAILURE =
      new RemoteFailure("PEER_LOST", FailureKind.LOST, "Gone", "Wait", "trace");

  private static final List<Message> MESSAGES =
      List.of(
          new TaskMessage.Register(
              "executor-0-0", "127.0.0.1", 4711, 2, 1L << 30, "127.0.0.1", 65_535),
          new TaskMessage.Welcome("application", Map.of("strict", "true")),
          new TaskMessage.CancelStage(-1, 3),
          new TaskMessage.DropStage(Long.MAX_VALUE),
          new TaskMessage.DropDataset(0, 3),
          new TaskMessage.DropBroadcast(2),
          new TaskMessage.Shutdown("Übung beendet"),
          new TaskMessage.TaskStarted(1, 2, 7, 5, 1_000_000),
          new TaskMessage.ClassRequest("a.B$C"),
          new TaskMessage.ClassMissing("a.B$C"),
          new TaskMessage.FetchBlocks(
              List.of(
                  new BlockName.Shuffled(1, 2, 3, 4),
                  new BlockName.Cached(5, 6),
                  new BlockName.Broadcasted(7),
                  new BlockName.Result(8, 9, 10))),
          new TaskMessage.BlockHeader(new BlockName.Cached(5, 6), 1L << 40, 3, -7),
          new TaskMessage.BlockMissing(new BlockName.Broadcasted(7)),
          new TaskMessage.Done());

  private static List<PeerFrame> framesOf(Message message) {
    return List.of(
        new PeerFrame.OneWay(message),
        new PeerFrame.Request(1, message),
        new PeerFrame.Answered(Long.MAX_VALUE, message),
        new PeerFrame.Stream(3, 1L << 33, message),
        new PeerFrame.Part(4, message));
  }

  @Test
  void readsWhatItWrote() {
    for (Message message : MESSAGES) {
      for (PeerFrame frame : framesOf(message))
        assertEquals(frame, format.read(format.write(frame)));
    }
    List<PeerFrame> others =
        List.of(
            new PeerFrame.Heartbeat(),
            new PeerFrame.Failed(5, FAILURE),
            new PeerFrame.End(6),
            new PeerFrame.Credit(7, 1_000_000),
            new PeerFrame.Cancel(8));
    for (PeerFrame frame : others) assertEquals(frame, format.read(format.write(frame)));
  }

  @Test
  void keepsBytes() {
    TaskMessage.Grant grant =
        new TaskMessage.Grant(
            1, 2, 3, List.of(4, 5), List.of(0, 1), List.of(new byte[] {1, 2}, new byte[0]));
    PeerFrame.OneWay read =
        (PeerFrame.OneWay) format.read(format.write(new PeerFrame.OneWay(grant)));
    TaskMessage.Grant back = (TaskMessage.Grant) read.message();
    assertEquals(grant.partitions(), back.partitions());
    assertTrue(Arrays.equals(grant.splits().getFirst(), back.splits().getFirst()));
    assertEquals(0, back.splits().get(1).length);
  }

  /** Bytes that other processes of this version expect. Must not change without another version. */
  @Test
  void keepsItsLayout() {
    assertEquals("0300", hex(new PeerFrame.Heartbeat()));
    assertEquals("03070c", hex(new PeerFrame.End(6)));
    assertEquals("03080ec801", hex(new PeerFrame.Credit(7, 100)));
    assertEquals("030910", hex(new PeerFrame.Cancel(8)));
  }

  private String hex(PeerFrame frame) {
    return HexFormat.of().formatHex(format.write(frame));
  }

  @Test
  void refusesAnyGarbageByName() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = garbage(random);
      try {
        format.read(bytes);
      } catch (EngineException refused) {
        assertEquals(CoreError.MESSAGE_MALFORMED, refused.code());
      }
    }
  }

  private byte[] garbage(Random random) {
    Message message = MESSAGES.get(random.nextInt(MESSAGES.size()));
    byte[] bytes = format.write(framesOf(message).get(random.nextInt(5)));
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
      default -> {
        byte[] noise = new byte[2 + random.nextInt(40)];
        random.nextBytes(noise);
        noise[0] = 1;
        noise[1] = (byte) random.nextInt(10);
        yield noise;
      }
    };
  }

  @Test
  void refusesBytesAfterTheEnd() {
    byte[] bytes = format.write(new PeerFrame.End(1));
    EngineException refused =
        assertThrows(
            EngineException.class, () -> format.read(Arrays.copyOf(bytes, bytes.length + 1)));
    assertEquals(CoreError.MESSAGE_MALFORMED, refused.code());
  }

  @Test
  void keepsCodesThatItDoesNotKnow() {
    EngineException failure =
        new RemoteFailure("OF_THE_FUTURE", FailureKind.LOST, "What", "Remedy", "trace")
            .toException();
    ErrorCode code = failure.code();
    assertEquals("OF_THE_FUTURE", code.name());
    assertEquals(FailureKind.LOST, failure.kind());
    assertEquals("OF_THE_FUTURE: What. Remedy.", failure.getMessage());
    assertEquals("trace", failure.getCause().toString());
    assertEquals(code, RemoteFailure.of(failure).toException().code());
  }
}
