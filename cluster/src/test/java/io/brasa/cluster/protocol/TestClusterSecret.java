package io.brasa.cluster.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.cluster.error.ClusterError;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestClusterSecret {
  private static final String TEXT = "sixteen bytes or more";

  @TempDir private Path folder;

  private Path file(String text, String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static EngineException refusal(String file, Map<String, String> environment) {
    return assertThrows(EngineException.class, () -> ClusterSecret.find(file, "", environment));
  }

  @Test
  void isTheSameFromAFileAndFromTheEnvironment() throws Exception {
    String file = file(TEXT + "\n", "rw-------").toString();
    String expected = ClusterSecret.find(file, "", Map.of()).secret().toHexadecimal();
    assertEquals(
        expected,
        ClusterSecret.find("", "", Map.of(ClusterSecret.FILE_VARIABLE, file))
            .secret()
            .toHexadecimal());
    assertEquals(
        expected,
        ClusterSecret.find("", "", Map.of(ClusterSecret.VARIABLE, TEXT)).secret().toHexadecimal());
  }

  @Test
  void refusesAFileThatOthersCanRead() throws Exception {
    for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      EngineException refused = refusal(file(TEXT, permissions).toString(), Map.of());
      assertEquals(ClusterError.SECRET_UNSAFE, refused.code());
      assertTrue(refused.remedy().contains("chmod 600"), refused.remedy());
      assertFalse(refused.getMessage().contains(TEXT));
    }
  }

  @Test
  void refusesOneThatIsTooShortOrTooLong() throws Exception {
    assertEquals(
        ClusterError.SECRET_UNSAFE,
        refusal(file("short", "rw-------").toString(), Map.of()).code());
    assertEquals(
        ClusterError.SECRET_UNSAFE,
        refusal(file("x".repeat(5_000), "rw-------").toString(), Map.of()).code());
  }

  @Test
  void saysHowToGiveOneThatIsMissing() {
    assertEquals(ClusterError.SECRET_MISSING, refusal("", Map.of()).code());
    EngineException missing = refusal(folder + "/none-here", Map.of());
    assertEquals(ClusterError.SECRET_MISSING, missing.code());
    assertTrue(missing.remedy().contains("umask"), missing.remedy());
  }

  @Test
  void doesWithoutOneOnOneMachineOnly() {
    ClusterSecret open = ClusterSecret.find(ClusterSecret.NONE, "", Map.of());
    open.requireFor("127.0.0.1");
    open.requireFor("localhost");
    EngineException refused =
        assertThrows(EngineException.class, () -> open.requireFor("192.0.2.1"));
    assertEquals(ClusterError.SECRET_MISSING, refused.code());
  }
}
