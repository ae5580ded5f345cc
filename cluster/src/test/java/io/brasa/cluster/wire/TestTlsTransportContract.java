package io.brasa.cluster.wire;

import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.testkit.contract.TransportContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TestTlsTransportContract extends TransportContract {
  @TempDir private static Path folder;
  private static Optional<Tls> tls;

  @BeforeAll
  static void certificates() throws Exception {
    tls = Optional.of(Tls.ofFolder(new Certificates(folder).folder("host").toString()));
  }

  @Override
  protected void withPair(ThrowingConsumer<Pair> test) {
    SystemEnvironment environment = new SystemEnvironment();
    Secret secret = Secret.random();
    try (NettyTransport left = NettyTransport.at(environment, secret, tls, "127.0.0.1", 0);
        NettyTransport right = NettyTransport.at(environment, secret, tls, "127.0.0.1", 0)) {
      test.accept(new Pair(environment, left, right));
    } catch (Error | RuntimeException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
