package io.brasa.cluster.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport.Address;
import io.brasa.runtime.error.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestMasterUrl {
  @Test
  void readsOneMasterOrSeveral() {
    assertEquals(
        List.of(new Address("a", 1), new Address("10.0.0.1", MasterUrl.DEFAULT_PORT)),
        MasterUrl.parse("brasa://a:1,10.0.0.1").masters());
    assertEquals(
        List.of(new Address("::1", 5), new Address("fe80::2", MasterUrl.DEFAULT_PORT)),
        MasterUrl.parse("brasa://[::1]:5,[fe80::2]").masters());
  }

  @Test
  void printsWhatItReads() {
    String text = "brasa://a:1,[::1]:5";
    assertEquals(text, MasterUrl.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brasa://",
        "brasa://a:",
        "brasa://a:0",
        "brasa://a:70000",
        "brasa://a,,b",
        "brasa://a:x",
        "brasa://a/b",
        "spark://a:1"
      })
  void refusesOthers(String text) {
    EngineException refused = assertThrows(EngineException.class, () -> MasterUrl.parse(text));
    assertEquals(CoreError.SETTING_INVALID, refused.code());
  }
}
