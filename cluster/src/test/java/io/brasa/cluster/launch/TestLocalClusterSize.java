package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestLocalClusterSize {
  @Test
  void readsMemoryWithAndWithoutUnit() {
    assertEquals(new LocalClusterSize(2, 1, 512), LocalClusterSize.parse("local-cluster[2,1,512]"));
    assertEquals(
        new LocalClusterSize(2, 1, 512), LocalClusterSize.parse("local-cluster[2, 1, 512m]"));
    assertEquals(new LocalClusterSize(3, 2, 2048), LocalClusterSize.parse("local-cluster[3,2,2G]"));
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    List<String> wrong =
        List.of(
            "local-cluster",
            "local-cluster[]",
            "local-cluster[2,1]",
            "local-cluster[2,1,512,3]",
            "local-cluster[0,1,512]",
            "local-cluster[2,-1,512]",
            "local-cluster[2,1,m]",
            "local-cluster[2,1,8m]",
            "local-cluster[a,b,c]",
            "local-cluster[2,1,9999999g]",
            "local[2]");
    for (String master : wrong) {
      EngineException refused =
          assertThrows(EngineException.class, () -> LocalClusterSize.parse(master), master);
      assertEquals(CoreError.SETTING_INVALID, refused.code());
      assertTrue(refused.getMessage().contains(master), refused.getMessage());
    }
  }

  @Test
  void knowsItsOwnMasters() {
    assertTrue(LocalClusterSize.isMeantBy("local-cluster[2,1,512]"));
    assertFalse(LocalClusterSize.isMeantBy("local[2]"));
  }
}
