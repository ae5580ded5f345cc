package io.brasa.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Address;
import io.brasa.core.remote.Transport.Channel;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What every {@link Transport} does. */
public abstract class TransportContract {
  /**
   * Two transports that reach each other.
   *
   * @param environment of the test itself
   */
  public record Pair(Environment environment, Transport left, Transport right) {}

  /** Makes a pair, runs a test on it where its threads may wait, and closes both. */
  protected abstract void withPair(ThrowingConsumer<Pair> test);

  /** A pair with a channel from right to left. */
  private record Setting(
      Pair pair, RecordingHandler served, RecordingHandler connected, Channel channel) {}

  private void withChannel(ThrowingConsumer<Setting> test) {
    withPair(
        pair -> {
          RecordingHandler served = new RecordingHandler(pair.environment());
          RecordingHandler connected = new RecordingHandler(pair.environment());
          Channel channel =
              pair.right().connect(pair.left().serve(served), Purpose.BLOCKS, connected);
          test.accept(new Setting(pair, served, connected, channel));
          assertEquals(0, served.overlapCount() + connected.overlapCount());
        });
  }

  @Test
  protected void carriesFramesBothWaysInOrder() {
    withChannel(
        setting -> {
          Channel back = setting.served().awaitOpened();
          assertEquals(Purpose.BLOCKS, back.purpose());
          assertEquals(Purpose.BLOCKS, setting.channel().purpose());
          for (int i = 0; i < 300; i++)
            setting.channel().send(new byte[] {(byte) i, (byte) (i >> 8)});
          setting.channel().send(new byte[0]);
          List<byte[]> frames = setting.served().awaitFrames(301);
          for (int i = 0; i < 300; i++) {
            assertArrayEquals(new byte[] {(byte) i, (byte) (i >> 8)}, frames.get(i));
          }
          assertEquals(0, frames.get(300).length);
          back.send(new byte[] {7});
          assertArrayEquals(new byte[] {7}, setting.connected().awaitFrames(1).getFirst());
        });
  }

  @Test
  protected void tellsBothHandlersThatAChannelIsOpen() {
    withChannel(
        setting -> {
          assertEquals(setting.channel(), setting.connected().awaitOpened());
          assertFalse(setting.served().awaitOpened().peer().isBlank());
          assertFalse(setting.channel().peer().isBlank());
        });
  }

  @Test
  protected void keepsEachSendersOrderWhenManySendAtOnce() {
    withChannel(
        setting -> {
          for (int sender = 0; sender < 4; sender++) {
            byte name = (byte) sender;
            Runnable body =
                () -> {
                  for (int i = 0; i < 100; i++) setting.channel().send(new byte[] {name, (byte) i});
                };
            setting.pair().environment().start("sender-" + name, ThreadKind.WAITING, body);
          }
          Map<Byte, Integer> expected = new HashMap<>();
          for (byte[] frame : setting.served().awaitFrames(400)) {
            assertEquals(expected.merge(frame[0], 1, Integer::sum) - 1, frame[1]);
          }
        });
  }

  @Test
  protected void carriesMoreThanItQueues() {
    withChannel(
        setting -> {
          for (int i = 0; i < 40; i++) {
            byte[] frame = new byte[1 << 20];
            frame[i] = (byte) i;
            setting.channel().send(frame);
          }
          List<byte[]> frames = setting.served().awaitFrames(40);
          for (int i = 0; i < 40; i++) assertEquals(i, frames.get(i)[i]);
        });
  }

  @Test
  protected void answersFromWithinAHandlerWithoutWaiting() {
    withPair(
        pair -> {
          RecordingHandler connected = new RecordingHandler(pair.environment());
          RecordingHandler echo =
              new RecordingHandler(pair.environment()) {
                @Override
                public void received(Channel channel, byte[] frame) {
                  for (int i = 0; i < 20; i++) channel.send(new byte[1 << 20]);
                }
              };
          pair.right()
              .connect(pair.left().serve(echo), Purpose.CONTROL, connected)
              .send(new byte[1]);
          assertEquals(20, connected.awaitFrames(20).size());
        });
  }

  @Test
  protected void deliversWhatWasSentBeforeClosing() {
    withChannel(
        setting -> {
          for (int i = 0; i < 20; i++) setting.channel().send(new byte[10_000]);
          setting.channel().close();
          setting.channel().close();
          setting.channel().send(new byte[1]);
          assertEquals("closed by this process", setting.connected().awaitClosed());
          assertEquals("closed by the peer", setting.served().awaitClosed());
          assertEquals(20, setting.served().frames().size());
          assertEquals(1, setting.served().closedCount());
          assertEquals(1, setting.connected().closedCount());
        });
  }

  @Test
  protected void keepsChannelsApart() {
    withPair(
        pair -> {
          RecordingHandler served = new RecordingHandler(pair.environment());
          Address address = pair.left().serve(served);
          List<RecordingHandler> handlers = new ArrayList<>();
          List<Channel> channels = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            handlers.add(new RecordingHandler(pair.environment()));
            channels.add(pair.right().connect(address, Purpose.CONTROL, handlers.get(i)));
          }
          channels.get(2).close();
          assertEquals("closed by the peer", served.awaitClosed());
          channels.get(3).send(new byte[] {3});
          assertEquals(3, served.awaitFrames(1).getFirst()[0]);
          assertEquals(0, handlers.get(3).closedCount());
        });
  }

  @Test
  protected void saysWhoCouldNotBeReached() {
    withPair(
        pair -> {
          RecordingHandler handler = new RecordingHandler(pair.environment());
          Address address = pair.left().serve(handler);
          pair.left().close();
          EngineException lost =
              assertThrows(
                  EngineException.class,
                  () -> pair.right().connect(address, Purpose.CONTROL, handler));
          assertEquals(CoreError.PEER_LOST, lost.code());
          assertTrue(lost.getMessage().contains(address.toString()), lost.getMessage());
        });
  }

  @Test
  protected void closingATransportEndsItsChannels() {
    withChannel(
        setting -> {
          setting.pair().left().close();
          setting.pair().left().close();
          assertEquals(1, setting.served().closedCount());
          assertEquals("closed by the peer", setting.connected().awaitClosed());
          assertThrows(EngineException.class, () -> setting.pair().left().serve(setting.served()));
        });
  }
}
