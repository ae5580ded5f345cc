package io.brasa.cluster.wire;

import static io.brasa.cluster.wire.RecordingHandler.next;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has no certificate of the cluster's authority costs one line, and disturbs nobody. */
@Timeout(60)
final class TestTls {
  @TempDir private static Path folder;
  private static Path one;
  private static Path two;
  private static Path stranger;

  private final Environment environment = new SystemEnvironment();
  private final Secret secret = Secret.random();
  private final WireLimits limits = new WireLimits(1 << 22, 1 << 10, 2_000, 8 << 20, 8);
  private final NettyTransport server =
      transport(secret, Optional.of(Tls.ofFolder(one.toString())));
  private final NettyTransport friend =
      transport(secret, Optional.of(Tls.ofFolder(two.toString())));
  private final RecordingHandler served = new RecordingHandler();
  private final RecordingHandler connected = new RecordingHandler();
  private final LogLines log = new LogLines();
  private Transport.Address address;
  private Transport.Channel friendly;

  @BeforeAll
  static void certificates() throws Exception {
    Certificates cluster = new Certificates(folder.resolve("cluster"));
    one = cluster.folder("one");
    two = cluster.folder("two");
    stranger = new Certificates(folder.resolve("elsewhere")).folder("stranger");
  }

  private NettyTransport transport(Secret known, Optional<Tls> tls) {
    return new NettyTransport(environment, known, tls, "127.0.0.1", 0, limits);
  }

  @BeforeEach
  void open() throws Exception {
    address = server.serve(served);
    friendly = friend.connect(address, Purpose.CONTROL, connected);
    next(served.opened);
  }

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

  private void assertRefuses(NettyTransport from, String reason) throws Exception {
    try (from) {
      EngineException lost =
          assertThrows(
              EngineException.class, () -> from.connect(address, Purpose.CONTROL, connected));
      assertEquals(CoreError.PEER_LOST, lost.code());
    }
    awaitLine(reason);
    assertTrue(served.opened.isEmpty());
  }

  private void awaitLine(String reason) throws InterruptedException {
    for (int round = 0; round < 500 && log.count() == 0; round++) TimeUnit.MILLISECONDS.sleep(10);
    assertEquals(1, log.count(), () -> log.lines().toString());
    assertTrue(log.lines().getFirst().contains(reason), log.lines().toString());
  }

  @Test
  void carriesLargeFramesBothWays() throws Exception {
    byte[] large = new byte[3 << 20];
    new Random(7).nextBytes(large);
    Transport.Channel channel = friend.connect(address, Purpose.BLOCKS, connected);
    Transport.Channel back = next(served.opened);
    for (int i = 0; i < 6; i++) {
      channel.send(large.clone());
      back.send(large.clone());
    }
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(large, next(served.frames));
      assertArrayEquals(large, next(connected.frames));
    }
    channel.send(new byte[] {9});
    channel.close();
    assertArrayEquals(new byte[] {9}, next(served.frames));
    next(served.closed);
    assertEquals(0, log.count(), () -> log.lines().toString());
  }

  @Test
  void refusesACertificateOfAnotherAuthority() throws Exception {
    NettyTransport other = transport(secret, Optional.of(Tls.ofFolder(stranger.toString())));
    try (other) {
      assertThrows(EngineException.class, () -> other.connect(address, Purpose.CONTROL, connected));
    }
    for (int round = 0; round < 500 && log.count() == 0; round++) TimeUnit.MILLISECONDS.sleep(10);
    assertTrue(log.lines().toString().contains("TLS"), log.lines().toString());
  }

  /** It trusts the server, and has a certificate that the server does not trust. */
  @Test
  void refusesAClientWhoseCertificateItDoesNotTrust() throws Exception {
    Path mixed = Files.createDirectories(folder.resolve("mixed"));
    Files.copy(one.resolve(Tls.AUTHORITY), mixed.resolve(Tls.AUTHORITY));
    Files.copy(stranger.resolve(Tls.CERTIFICATE), mixed.resolve(Tls.CERTIFICATE));
    Path key = Files.copy(stranger.resolve(Tls.KEY), mixed.resolve(Tls.KEY));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertRefuses(transport(secret, Optional.of(Tls.ofFolder(mixed.toString()))), "TLS");
  }

  @Test
  void refusesAClientWithoutACertificate() throws Exception {
    SSLContext trusting = SSLContext.getInstance("TLSv1.3");
    trusting.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket(address.host(), address.port())) {
      socket.startHandshake();
      socket.getOutputStream().write(1);
      socket.getInputStream().read();
    } catch (javax.net.ssl.SSLException | java.net.SocketException refused) {
      // that is what is looked for
    }
    awaitLine("TLS");
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void refusesAPeerWithoutTls() throws Exception {
    assertRefuses(transport(secret, Optional.empty()), "does not speak TLS");
  }

  @Test
  void refusesGarbage() throws Exception {
    try (Socket socket = new Socket(address.host(), address.port())) {
      byte[] garbage = new byte[5_000];
      new Random(1).nextBytes(garbage);
      socket.getOutputStream().write(garbage);
      socket.getInputStream().read();
    } catch (java.net.SocketException reset) {
      // it hung up at once
    }
    awaitLine("does not speak TLS");
  }

  @Test
  void refusesAnotherSecretUnderATrustedCertificate() throws Exception {
    assertRefuses(
        transport(Secret.random(), Optional.of(Tls.ofFolder(two.toString()))),
        "no proof that it knows the secret");
  }

  @Test
  void aPlainServerRefusesAClientWithTls() throws Exception {
    try (NettyTransport plain = transport(secret, Optional.empty())) {
      Transport.Address at = plain.serve(served);
      assertThrows(EngineException.class, () -> friend.connect(at, Purpose.CONTROL, connected));
      awaitLine("frame of");
    }
  }

  @Test
  void saysWhatIsWrongWithFiles() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    EngineException missing =
        assertThrows(EngineException.class, () -> Tls.ofFolder(broken.toString()));
    assertEquals(ClusterError.TLS_UNUSABLE, missing.code());
    for (String name : new String[] {Tls.AUTHORITY, Tls.CERTIFICATE, Tls.KEY})
      Files.copy(one.resolve(name), broken.resolve(name));
    Files.setPosixFilePermissions(
        broken.resolve(Tls.KEY), PosixFilePermissions.fromString("rw-r--r--"));
    EngineException open =
        assertThrows(EngineException.class, () -> Tls.ofFolder(broken.toString()));
    assertTrue(open.what().contains("open to others"), open.what());
    Files.writeString(broken.resolve(Tls.KEY), "no key");
    Files.setPosixFilePermissions(
        broken.resolve(Tls.KEY), PosixFilePermissions.fromString("rw-------"));
    EngineException garbled =
        assertThrows(EngineException.class, () -> Tls.ofFolder(broken.toString()));
    assertTrue(garbled.what().contains("not understood"), garbled.what());
  }
}
