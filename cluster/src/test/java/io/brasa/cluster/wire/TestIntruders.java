package io.brasa.cluster.wire;

import static io.brasa.cluster.wire.RecordingHandler.next;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a server does with peers that do not keep to the rules: one line, one connection, and nobody
 * else notices.
 */
@Timeout(60)
final class TestIntruders {
  private final Environment environment = new SystemEnvironment();
  private final Secret secret = Secret.random();
  private final WireLimits limits = new WireLimits(1 << 16, 1 << 10, 400, 8 << 20, 8);
  private final NettyTransport server =
      new NettyTransport(environment, secret, "127.0.0.1", limits);
  private final NettyTransport friend = new NettyTransport(environment, secret);
  private final RecordingHandler served = new RecordingHandler();
  private final RecordingHandler connected = new RecordingHandler();
  private final LogLines log = new LogLines();
  private Transport.Address address;
  private Transport.Channel friendly;

  @BeforeEach
  void open() throws Exception {
    address = server.serve(served);
    friendly = friend.connect(address, Purpose.CONTROL, connected);
    next(served.opened);
  }

  /**
   * Whatever a test did, the friend that was connected all the time is still served, and so is a
   * new one.
   */
  @AfterEach
  void stillServes() throws Exception {
    try (log) {
      friendly.send(new byte[] {1, 2, 3});
      assertArrayEquals(new byte[] {1, 2, 3}, next(served.frames));
      friend.connect(address, Purpose.BLOCKS, connected).send(new byte[] {4});
      assertArrayEquals(new byte[] {4}, next(served.frames));
    } finally {
      friend.close();
      server.close();
    }
  }

  private Socket raw() throws IOException {
    Socket socket = new Socket(address.host(), address.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static byte[] framed(byte[] payload) {
    return ByteBuffer.allocate(5 + payload.length)
        .putInt(payload.length + 1)
        .put((byte) 1)
        .put(payload)
        .array();
  }

  private static byte[] readFrame(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] payload = new byte[in.readInt() - 1];
    assertEquals(1, in.readByte());
    in.readFully(payload);
    return payload;
  }

  /** The server must hang up, and say why in one line. */
  private void assertRefused(Socket socket, String reason) throws Exception {
    try (socket) {
      socket.getInputStream().skip(Long.MAX_VALUE);
      assertEquals(-1, socket.getInputStream().read());
    } catch (java.net.SocketException reset) {
      assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
    }
    awaitLines(1);
    assertTrue(log.lines().getFirst().contains(reason), log.lines().toString());
    assertTrue(log.lines().getFirst().contains("127.0.0.1:"), log.lines().toString());
  }

  private void awaitLines(int count) throws InterruptedException {
    for (int round = 0; round < 500 && log.count() < count; round++)
      TimeUnit.MILLISECONDS.sleep(10);
    assertEquals(count, log.count(), () -> log.lines().toString());
  }

  @Test
  void refusesAnotherSecret() throws Exception {
    try (NettyTransport stranger = new NettyTransport(environment, Secret.random())) {
      EngineException lost =
          assertThrows(
              EngineException.class, () -> stranger.connect(address, Purpose.CONTROL, connected));
      assertEquals(CoreError.PEER_LOST, lost.code());
      assertTrue(lost.getMessage().contains("secret"), lost.getMessage());
    }
    awaitLines(1);
    assertTrue(log.lines().getFirst().contains("no proof that it knows the secret"));
    assertTrue(served.opened.isEmpty());
  }

  @Test
  void refusesAReplayedHandshake() throws Exception {
    ClientHandshake honest =
        new ClientHandshake(secret, Purpose.CONTROL, new byte[Proof.NONCE_BYTES]);
    byte[] hello = framed(honest.first().orElseThrow());
    byte[] proof;
    try (Socket recorded = raw()) {
      recorded.getOutputStream().write(hello);
      proof = framed(honest.received(readFrame(recorded)).orElseThrow());
      recorded.getOutputStream().write(proof);
      assertTrue(honest.received(readFrame(recorded)).isEmpty());
      assertTrue(honest.isDone());
    }
    Socket replay = raw();
    replay.getOutputStream().write(hello);
    replay.getOutputStream().write(proof);
    assertRefused(replay, "no proof that it knows the secret");
  }

  @Test
  void refusesALongFrameFromAStrangerBeforeItIsThere() throws Exception {
    Socket socket = raw();
    socket.getOutputStream().write(ByteBuffer.allocate(5).putInt(1_025).put((byte) 1).array());
    assertRefused(socket, "1025 bytes where at most 1024 are allowed");
  }

  @Test
  void refusesTwoGigabytesBeforeTheyAreThere() throws Exception {
    Socket socket = raw();
    socket
        .getOutputStream()
        .write(ByteBuffer.allocate(5).putInt(Integer.MAX_VALUE).put((byte) 1).array());
    assertRefused(socket, "2147483647 bytes where at most 1024 are allowed");
  }

  @Test
  void refusesANegativeLength() throws Exception {
    Socket socket = raw();
    socket.getOutputStream().write(ByteBuffer.allocate(5).putInt(-2).put((byte) 1).array());
    assertRefused(socket, "impossible length -2");
  }

  @Test
  void refusesAnotherVersion() throws Exception {
    Socket socket = raw();
    socket.getOutputStream().write(ByteBuffer.allocate(5).putInt(40).put((byte) 2).array());
    assertRefused(socket, "version 2 where version 1 is spoken");
  }

  @Test
  void refusesATooLongFrameFromAFriendToo() throws Exception {
    Transport.Channel other = friend.connect(address, Purpose.BLOCKS, connected);
    other.send(new byte[(1 << 16) - 1]);
    assertEquals((1 << 16) - 1, next(served.frames).length);
    other.send(new byte[1 << 16]);
    assertTrue(next(served.closed).contains("65537 bytes where at most 65536"));
    awaitLines(1);
  }

  @Test
  void hangsUpOnWhoeverSaysNothing() throws Exception {
    assertRefused(raw(), "no handshake within 400 ms");
  }

  @Test
  void hangsUpOnWhoeverSpeaksTooSlowly() throws Exception {
    Socket socket = raw();
    socket
        .getOutputStream()
        .write(
            framed(
                new ClientHandshake(secret, Purpose.CONTROL, new byte[32]).first().orElseThrow()));
    readFrame(socket);
    assertRefused(socket, "no handshake within 400 ms");
  }

  @Test
  void boundsTheNumberOfStrangers() throws Exception {
    Socket[] silent = new Socket[8];
    for (int i = 0; i < 8; i++) silent[i] = raw();
    assertRefused(raw(), "too many connections wait");
    for (Socket socket : silent) {
      assertEquals(-1, socket.getInputStream().read());
      socket.close();
    }
    awaitLines(9);
  }

  @Test
  void survivesTwoThousandKindsOfGarbage() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] hello =
        framed(new ClientHandshake(secret, Purpose.CONTROL, new byte[32]).first().orElseThrow());
    long before = 0;
    for (int round = 0; round < 2_000; round++) {
      if (round == 200) before = usedBytes();
      try (Socket socket = raw()) {
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write(garbage(random, hello));
        if (random.nextInt(200) == 0) socket.getInputStream().read();
      } catch (IOException reset) {
        // The server hangs up as soon as it knows enough.
      }
    }
    awaitLines(2_000);
    long growth = usedBytes() - before;
    assertTrue(growth < 8 << 20, "grew by " + growth + " bytes");
    assertTrue(served.opened.isEmpty());
  }

  private static byte[] garbage(Random random, byte[] hello) {
    return switch (random.nextInt(4)) {
      case 0 -> bytes(random, random.nextInt(2_000));
      case 1 -> Arrays.copyOf(hello, random.nextInt(hello.length));
      case 2 -> {
        byte[] mutated = hello.clone();
        mutated[random.nextInt(mutated.length - Proof.NONCE_BYTES)] ^=
            (byte) (1 << random.nextInt(8));
        yield mutated;
      }
      default -> {
        byte[] twoSteps = Arrays.copyOf(hello, hello.length + 38);
        byte[] proof = framed(bytes(random, 33));
        proof[5] = Handshake.PROOF;
        System.arraycopy(proof, 0, twoSteps, hello.length, proof.length);
        yield twoSteps;
      }
    };
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
