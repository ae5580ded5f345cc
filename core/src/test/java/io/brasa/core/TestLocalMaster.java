package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestLocalMaster {
  @Test
  void itsNameSaysHowManySlotsAndAttempts() {
    assertEquals(1, LocalMaster.slots("local"));
    assertEquals(1, LocalMaster.attempts("local"));
    assertEquals(4, LocalMaster.slots("local[4]"));
    assertEquals(1, LocalMaster.attempts("local[4]"));
    assertEquals(4, LocalMaster.slots("local[4, 2]"));
    assertEquals(2, LocalMaster.attempts("local[4, 2]"));
    assertEquals(Runtime.getRuntime().availableProcessors(), LocalMaster.slots("local[*]"));
    assertEquals(3, LocalMaster.attempts("local[*,3]"));
  }

  @Test
  void otherNamesAreNotItsOwn() {
    for (String url : List.of("local", "local[2]", "local[]")) assertTrue(LocalMaster.serves(url));
    for (String url : List.of("locally", "local[2", "local-cluster[1,1,64m]", "Local", ""))
      assertFalse(LocalMaster.serves(url), url);
  }

  @Test
  void refusesWhatIsNoNumber() {
    for (String url : List.of("local[0]", "local[-1]", "local[]", "local[x]", "local[1,2,3]")) {
      EngineException refused =
          assertThrows(EngineException.class, () -> LocalMaster.slots(url), url);
      assertSame(CoreError.SETTING_INVALID, refused.code());
      assertTrue(refused.what().contains("'" + url + "'"), refused.what());
    }
    for (String url : List.of("local[1,0]", "local[1,]", "local[1,*]"))
      assertThrows(EngineException.class, () -> LocalMaster.attempts(url), url);
    assertThrows(
        EngineException.class, () -> BrasaContext.builder().master("nowhere").build().close());
  }
}
