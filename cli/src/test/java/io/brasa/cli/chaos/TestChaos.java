package io.brasa.cli.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dozen faults; {@code brasa chaos} has more, and {@code -Dbrasa.seed=N} other ones. */
@Tag("slow")
final class TestChaos {
  @TempDir private Path folder;

  @Timeout(1_500)
  @Test
  void answersStayRight() throws Exception {
    long seed = Long.getLong("brasa.seed", 100);
    assertEquals(
        0,
        ChaosCommand.run(
            List.of("--seed", "" + seed, "--count", "12", "--folder", folder.toString())),
        "seed " + seed);
  }
}
