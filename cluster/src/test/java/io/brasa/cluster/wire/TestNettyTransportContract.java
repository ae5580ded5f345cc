package io.brasa.cluster.wire;

import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.testkit.contract.TransportContract;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.ThrowingConsumer;

@Timeout(60)
final class TestNettyTransportContract extends TransportContract {
  @Override
  protected void withPair(ThrowingConsumer<Pair> test) {
    SystemEnvironment environment = new SystemEnvironment();
    Secret secret = Secret.random();
    try (NettyTransport left = new NettyTransport(environment, secret);
        NettyTransport right = new NettyTransport(environment, secret)) {
      test.accept(new Pair(environment, left, right));
    } catch (Error | RuntimeException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
