package io.brasa.cluster.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.master.RecoverySetup;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anybody is connected with. */
final class TestZooKeeperProvider {
  private static EngineException refused(String url, String password, boolean isUnderTls) {
    RecoverySetup setup =
        new RecoverySetup(
            url,
            new SystemEnvironment(),
            new Address("127.0.0.1", 1),
            "nowhere",
            password,
            isUnderTls);
    EngineException refused =
        assertThrows(EngineException.class, () -> new ZooKeeperProvider().open(setup));
    assertEquals(CoreError.SETTING_INVALID, refused.code());
    return refused;
  }

  @Test
  void refusesAClusterUnderTlsWithoutASecret() {
    EngineException refused = refused("zookeeper://zoo:2181/brasa", "", true);
    assertTrue(refused.getMessage().contains("not under its TLS"), refused.getMessage());
    assertTrue(refused.getMessage().contains("--secret-file"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zookeeper://", "zookeeper:///path", "zookeeper://zoo:1/", "zookeeper://zoo:1//a"})
  void refusesWhatItDoesNotUnderstand(String url) {
    assertTrue(refused(url, "", false).getMessage().contains(url));
  }
}
