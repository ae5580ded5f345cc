package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.BlockName;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TestPeer {
  private static final long SHORT = 200;
  private static final long LONG = 10_000;

  private final Environment environment = new SystemEnvironment();
  private final PipeTransport transport = new PipeTransport();
  private final Codecs codecs = new Codecs(TestPeer.class.getClassLoader());
  private final Serving served = new Serving();
  private final Serving asking = new Serving();

  /** Answers what the tests ask. */
  private static class Serving implements PeerHandler {
    final BlockingQueue<Peer> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    final CountDownLatch mayAnswer = new CountDownLatch(1);
    final AtomicInteger partsSent = new AtomicInteger();
    final BlockingQueue<EngineException> streamFailures = new LinkedBlockingQueue<>();

    @Override
    public void opened(Peer peer) {
      opened.add(peer);
    }

    @Override
    public void received(Peer peer, Message message) {
      received.add(message);
    }

    @Override
    public Message answer(Peer peer, Message request) {
      if (!(request instanceof TaskMessage.ClassRequest(String name)))
        return new TaskMessage.Done();
      return switch (name) {
        case "slow" -> {
          await(mayAnswer);
          yield new TaskMessage.ClassAnswer(new byte[] {1});
        }
        case "lost" ->
            throw new EngineException(
                CoreError.CLOSURE_CLASS_MISSING, "The class is gone", "Compile it");
        case "bug" -> throw new IllegalStateException("planted");
        default ->
            new TaskMessage.ClassAnswer(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      };
    }

    @Override
    public void stream(Peer peer, Message request, PartSender parts) {
      try {
        for (BlockName name : ((TaskMessage.FetchBlocks) request).names()) {
          int count = ((BlockName.Cached) name).partition();
          for (int i = 0; i < count; i++) {
            parts.send(new TaskMessage.BlockChunk(new byte[1_000]));
            partsSent.incrementAndGet();
          }
          if (count == 13) throw new EngineException(CoreError.BLOCK_CORRUPT, "Planted", "Nothing");
        }
      } catch (EngineException failure) {
        streamFailures.add(failure);
        throw failure;
      }
    }

    @Override
    public void closed(Peer peer, String reason) {
      closed.add(reason);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T value = queue.poll(10, TimeUnit.SECONDS);
    if (value == null) throw new AssertionError("Nothing came within ten seconds");
    return value;
  }

  private Peer connect(Purpose purpose, long silenceMillis) {
    Transport.Address address =
        new Peers(environment, transport, codecs, TaskMessage.class, served, silenceMillis).serve();
    return new Peers(environment, transport, codecs, TaskMessage.class, asking, silenceMillis)
        .connect(address, purpose);
  }

  private Peer connect() {
    return connect(Purpose.BLOCKS, LONG);
  }

  private static TaskMessage.FetchBlocks parts(int count) {
    return new TaskMessage.FetchBlocks(List.of(new BlockName.Cached(1, count)));
  }

  @Test
  void carriesOneWayMessagesInOrder() throws Exception {
    Peer peer = connect();
    for (int i = 0; i < 500; i++) peer.send(new TaskMessage.DropStage(i));
    for (int i = 0; i < 500; i++) assertEquals(new TaskMessage.DropStage(i), next(served.received));
    next(served.opened).send(new TaskMessage.CancelStage(7, 2));
    assertEquals(new TaskMessage.CancelStage(7, 2), next(asking.received));
  }

  @Test
  void givesEachRequestItsOwnAnswer() {
    Peer peer = connect();
    Answer slow = peer.request(new TaskMessage.ClassRequest("slow"), LONG);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++)
      answers.add(peer.request(new TaskMessage.ClassRequest("a.B" + i), LONG));
    for (int i = 0; i < 200; i++) {
      assertEquals(
          "a.B" + i,
          new String(
              ((TaskMessage.ClassAnswer) answers.get(i).get()).bytes(),
              java.nio.charset.StandardCharsets.UTF_8));
    }
    assertFalse(slow.isDone());
    served.mayAnswer.countDown();
    assertArrayEquals(new byte[] {1}, ((TaskMessage.ClassAnswer) slow.get()).bytes());
  }

  @Test
  void bringsErrorsOverUnderTheSameCode() {
    Peer peer = connect();
    EngineException lost =
        assertThrows(
            EngineException.class,
            () -> peer.request(new TaskMessage.ClassRequest("lost"), LONG).get());
    assertSame(CoreError.CLOSURE_CLASS_MISSING, lost.code());
    assertEquals("The class is gone", lost.what());
    assertEquals("Compile it", lost.remedy());
    EngineException bug =
        assertThrows(
            EngineException.class,
            () -> peer.request(new TaskMessage.ClassRequest("bug"), LONG).get());
    assertTrue(bug.getMessage().contains("planted"), bug.getMessage());
    assertTrue(bug.getCause().toString().contains("TestPeer"), bug.getCause().toString());
  }

  @Test
  void endsARequestAtItsDeadline() throws Exception {
    Peer peer = connect();
    peer.identify("executor-7");
    Answer late = peer.request(new TaskMessage.ClassRequest("slow"), SHORT);
    EngineException lost = assertThrows(EngineException.class, late::get);
    assertEquals(CoreError.PEER_LOST, lost.code());
    assertTrue(lost.what().contains("executor-7"), lost.what());
    assertTrue(lost.what().contains("did not answer ClassRequest within 200 ms"), lost.what());
    served.mayAnswer.countDown();
    assertInstanceOf(TaskMessage.Done.class, peer.request(new TaskMessage.Done(), LONG).get());
    assertTrue(asking.closed.isEmpty());
  }

  @Test
  void failsEverythingPendingWhenTheChannelEnds() throws Exception {
    Peer peer = connect();
    Answer answer = peer.request(new TaskMessage.ClassRequest("slow"), LONG);
    try (Parts parts = peer.stream(parts(1_000), 5_000, LONG)) {
      next(served.opened).close("planted end");
      assertEquals(CoreError.PEER_LOST, assertThrows(EngineException.class, answer::get).code());
      EngineException lost = assertThrows(EngineException.class, () -> drain(parts));
      assertEquals(CoreError.PEER_LOST, lost.code());
    }
    assertEquals("closed by the peer", next(asking.closed));
    assertEquals("planted end", next(served.closed));
    EngineException gone =
        assertThrows(EngineException.class, () -> peer.request(new TaskMessage.Done(), LONG).get());
    assertTrue(gone.what().contains("is gone: closed by the peer"), gone.what());
    served.mayAnswer.countDown();
  }

  private static int drain(Parts parts) {
    int count = 0;
    for (Optional<Message> part = parts.next(); part.isPresent(); part = parts.next()) count++;
    return count;
  }

  @Test
  void streamsAllParts() {
    try (Parts parts = connect().stream(parts(500), 10_000, LONG)) {
      assertEquals(500, drain(parts));
      assertTrue(parts.next().isEmpty());
    }
  }

  @Test
  void streamsThroughAWindowSmallerThanAPart() {
    try (Parts parts = connect().stream(parts(50), 1, LONG)) {
      assertEquals(50, drain(parts));
    }
  }

  @Test
  void sendsNoMorePartsThanTheWindowHolds() throws Exception {
    try (Parts parts = connect().stream(parts(500), 10_000, LONG)) {
      assertTrue(parts.next().isPresent());
      TimeUnit.MILLISECONDS.sleep(SHORT);
      assertTrue(served.partsSent.get() <= 11, "sent ahead: " + served.partsSent);
      assertEquals(499, drain(parts));
    }
  }

  @Test
  void endsAStreamWithTheErrorOfThePeer() {
    try (Parts parts = connect().stream(parts(13), 100_000, LONG)) {
      for (int i = 0; i < 13; i++) assertTrue(parts.next().isPresent());
      assertSame(CoreError.BLOCK_CORRUPT, assertThrows(EngineException.class, parts::next).code());
      assertTrue(parts.next().isEmpty());
    }
  }

  @Test
  void tellsTheSenderWhenNobodyWantsMoreParts() throws Exception {
    Parts parts = connect().stream(parts(500), 10_000, LONG);
    assertTrue(parts.next().isPresent());
    parts.close();
    parts.close();
    assertTrue(next(served.streamFailures).what().contains("wants no more parts"));
  }

  @Test
  void closesAPeerThatIsSilent() throws Exception {
    Peer peer = connect(Purpose.CONTROL, 2_000);
    TimeUnit.MILLISECONDS.sleep(2_500);
    assertFalse(peer.isClosed());
    transport.isCut = true;
    // each side hears nothing of the other: one of them is the first to say so, and the other may
    // hear of its end before its own time is up
    List<String> reasons = List.of(next(asking.closed), next(served.closed));
    assertTrue(reasons.contains("silent for 2000 ms"), reasons.toString());
  }

  @Test
  void closesAPeerThatTalksNonsense() throws Exception {
    List<byte[]> nonsense =
        List.of(
            new byte[0],
            new byte[] {9, 1},
            new byte[] {1, 77},
            new byte[] {1, 1},
            new byte[] {1, 1, 120, 3, 4},
            new byte[] {1, 0, 0});
    for (byte[] frame : nonsense) {
      connect();
      Transport.Address address = new Transport.Address("here", 1);
      Transport.Channel channel = transport.connect(address, Purpose.BLOCKS, new Silent());
      channel.send(frame);
      String reason = next(served.closed);
      assertTrue(reason.contains("cannot be understood"), reason);
    }
  }

  @Test
  void boundsTheRequestsOfOnePeer() throws Exception {
    Peer peer = connect();
    for (int i = 0; i < Answering.MAX_OPEN; i++)
      peer.request(new TaskMessage.ClassRequest("slow"), LONG);
    assertTrue(served.closed.isEmpty());
    Answer tooMuch = peer.request(new TaskMessage.ClassRequest("slow"), LONG);
    assertTrue(next(served.closed).contains("more than 1024 requests at a time"));
    assertEquals(CoreError.PEER_LOST, assertThrows(EngineException.class, tooMuch::get).code());
    served.mayAnswer.countDown();
  }

  /** Hears nothing. */
  private static final class Silent implements Transport.Handler {
    @Override
    public void opened(Transport.Channel channel) {}

    @Override
    public void received(Transport.Channel channel, byte[] frame) {}

    @Override
    public void closed(Transport.Channel channel, String reason) {}
  }
}
