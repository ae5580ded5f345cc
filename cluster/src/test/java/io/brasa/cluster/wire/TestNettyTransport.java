package io.brasa.cluster.wire;

import static io.brasa.cluster.wire.RecordingHandler.next;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TestNettyTransport {
  private final Environment environment = new SystemEnvironment();
  private final Secret secret = Secret.random();
  private final NettyTransport left = new NettyTransport(environment, secret);
  private final NettyTransport right = new NettyTransport(environment, secret);
  private final RecordingHandler served = new RecordingHandler();
  private final RecordingHandler connected = new RecordingHandler();

  @AfterEach
  void close() {
    left.close();
    right.close();
  }

  @Test
  void carriesFramesBothWaysInOrder() throws Exception {
    Transport.Channel channel = right.connect(left.serve(served), Purpose.BLOCKS, connected);
    Transport.Channel back = next(served.opened);
    assertEquals(Purpose.BLOCKS, back.purpose());
    for (int i = 0; i < 1_000; i++) channel.send(new byte[] {(byte) i, (byte) (i >> 8)});
    channel.send(new byte[0]);
    for (int i = 0; i < 1_000; i++) {
      assertArrayEquals(new byte[] {(byte) i, (byte) (i >> 8)}, next(served.frames));
    }
    assertEquals(0, next(served.frames).length);
    back.send(new byte[] {7});
    assertArrayEquals(new byte[] {7}, next(connected.frames));
  }

  @Test
  void carriesHalfAGigabyteInOrder() throws Exception {
    AtomicInteger wrong = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(500);
    RecordingHandler checking =
        new RecordingHandler() {
          @Override
          public void received(Transport.Channel channel, byte[] frame) {
            if (frame.length != 1 << 20
                || ByteBuffer.wrap(frame).getInt(1 << 19) != seen.getAndIncrement())
              wrong.incrementAndGet();
            all.countDown();
          }
        };
    Transport.Channel channel = right.connect(left.serve(checking), Purpose.BLOCKS, connected);
    for (int i = 0; i < 500; i++) {
      byte[] frame = new byte[1 << 20];
      ByteBuffer.wrap(frame).putInt(1 << 19, i);
      channel.send(frame);
    }
    assertTrue(all.await(30, TimeUnit.SECONDS));
    assertEquals(0, wrong.get());
  }

  @Test
  void keepsEachSendersOrderWhenManySendAtOnce() throws Exception {
    Transport.Channel channel = right.connect(left.serve(served), Purpose.CONTROL, connected);
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < 4; sender++) {
      byte name = (byte) sender;
      senders.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 500; i++)
                      channel.send(ByteBuffer.allocate(1_000).put(name).putInt(i).array());
                  }));
    }
    Map<Byte, Integer> expected = new HashMap<>();
    for (byte[] frame : served.take(2_000)) {
      ByteBuffer content = ByteBuffer.wrap(frame);
      byte sender = content.get();
      assertEquals(expected.merge(sender, 1, Integer::sum) - 1, content.getInt());
    }
    for (Thread sender : senders) sender.join();
    assertEquals(0, served.overlaps.get());
  }

  @Test
  void makesSendersWaitForAPeerThatDoesNotRead() throws Exception {
    CountDownLatch mayRead = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(100);
    RecordingHandler slow =
        new RecordingHandler() {
          @Override
          public void received(Transport.Channel channel, byte[] frame) {
            try {
              mayRead.await();
            } catch (InterruptedException interrupted) {
              throw new IllegalStateException(interrupted);
            }
            all.countDown();
          }
        };
    Transport.Channel channel = right.connect(left.serve(slow), Purpose.BLOCKS, connected);
    AtomicInteger sent = new AtomicInteger();
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    channel.send(new byte[1 << 20]);
                    sent.incrementAndGet();
                  }
                });
    assertFalse(sender.join(java.time.Duration.ofMillis(500)));
    assertTrue(
        sent.get() < 60,
        "8 MiB wait here and some more in the system, but all of " + sent + " MiB went out");
    mayRead.countDown();
    assertTrue(all.await(20, TimeUnit.SECONDS));
    sender.join();
  }

  @Test
  void wakesWaitingSendersWhenTheChannelEnds() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    RecordingHandler stuck =
        new RecordingHandler() {
          @Override
          public void received(Transport.Channel channel, byte[] frame) {
            try {
              never.await();
            } catch (InterruptedException interrupted) {
              throw new IllegalStateException(interrupted);
            }
          }
        };
    Transport.Channel channel = right.connect(left.serve(stuck), Purpose.BLOCKS, connected);
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 100; i++) channel.send(new byte[1 << 20]);
                });
    assertFalse(sender.join(java.time.Duration.ofMillis(200)));
    channel.close();
    assertTrue(sender.join(java.time.Duration.ofSeconds(5)));
    assertEquals("closed by this process", next(connected.closed));
    never.countDown();
  }

  @Test
  void answersFromWithinAHandlerWithoutWaiting() throws Exception {
    RecordingHandler echo =
        new RecordingHandler() {
          @Override
          public void received(Transport.Channel channel, byte[] frame) {
            for (int i = 0; i < 40; i++) channel.send(new byte[1 << 20]);
          }
        };
    Transport.Channel channel = right.connect(left.serve(echo), Purpose.BLOCKS, connected);
    channel.send(new byte[1]);
    assertEquals(40, connected.take(40).size());
  }

  @Test
  void deliversWhatWasSentBeforeClosing() throws Exception {
    Transport.Channel channel = right.connect(left.serve(served), Purpose.CONTROL, connected);
    for (int i = 0; i < 20; i++) channel.send(new byte[100_000]);
    channel.close();
    channel.close();
    channel.send(new byte[1]);
    assertEquals(20, served.take(20).size());
    assertEquals("closed by the peer", next(served.closed));
    assertEquals("closed by this process", next(connected.closed));
    assertTrue(served.frames.isEmpty());
  }

  @Test
  void aHandlerThatFailsEndsItsChannelOnly() throws Exception {
    RecordingHandler failing =
        new RecordingHandler() {
          @Override
          public void received(Transport.Channel channel, byte[] frame) {
            if (frame.length == 3) throw new IllegalStateException("planted");
            super.received(channel, frame);
          }
        };
    Transport.Address address = left.serve(failing);
    Transport.Channel first = right.connect(address, Purpose.CONTROL, connected);
    Transport.Channel second = right.connect(address, Purpose.CONTROL, connected);
    try (LogLines log = new LogLines()) {
      first.send(new byte[3]);
      assertEquals("its handler failed", next(failing.closed));
      assertEquals(1, log.count());
    }
    second.send(new byte[4]);
    assertEquals(4, next(failing.frames).length);
  }

  @Test
  void refusesToSendAFrameThatThePeerWouldRefuse() {
    Transport.Channel channel = right.connect(left.serve(served), Purpose.CONTROL, connected);
    EngineException refused =
        assertThrows(EngineException.class, () -> channel.send(new byte[64 << 20]));
    assertEquals(ClusterError.FRAME_TOO_LONG, refused.code());
  }

  @Test
  void saysWhoCouldNotBeReached() {
    Transport.Address address = left.serve(served);
    left.close();
    EngineException lost =
        assertThrows(
            EngineException.class, () -> right.connect(address, Purpose.CONTROL, connected));
    assertEquals(CoreError.PEER_LOST, lost.code());
    assertTrue(lost.getMessage().contains(address.toString()), lost.getMessage());
  }

  @Test
  void closingEndsChannelsPortsAndThreads() throws Exception {
    long before = wireThreads();
    try (NettyTransport first = new NettyTransport(environment, secret);
        NettyTransport second = new NettyTransport(environment, secret)) {
      Transport.Address address = first.serve(served);
      second.connect(address, Purpose.CONTROL, connected);
      second.connect(address, Purpose.BLOCKS, connected);
      assertEquals(before + 2, wireThreads());
      first.close();
      first.close();
      assertEquals("the transport is closed", next(served.closed));
      assertEquals("closed by the peer", next(connected.closed));
      assertEquals(
          ClusterError.TRANSPORT_CLOSED,
          assertThrows(EngineException.class, () -> first.serve(served)).code());
    }
    assertEquals(before, wireThreads());
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().startsWith("globalEventExecutor")));
  }

  private static long wireThreads() throws InterruptedException {
    long count = -1;
    for (int round = 0; round < 20; round++) {
      long now =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("brasa-wire"))
              .count();
      if (now == count) return count;
      count = now;
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return count;
  }
}
