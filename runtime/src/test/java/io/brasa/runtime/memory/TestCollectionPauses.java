package io.brasa.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TestCollectionPauses {
  @Test
  void countsOnlyWhatFellIntoTheTime() {
    try (CollectionPauses pauses = new CollectionPauses()) {
      long future = 1L << 40;
      pauses.note(future, future + 40);
      pauses.note(future + 100, future + 160);
      assertEquals(100, pauses.millisBetween(future - 10, future + 200));
      assertEquals(10, pauses.millisBetween(future + 30, future + 50));
      assertEquals(30, pauses.millisBetween(future + 30, future + 120));
      assertEquals(0, pauses.millisBetween(future + 40, future + 100));
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void hearsOfCollectionsOfThisProcess() throws InterruptedException {
    try (CollectionPauses pauses = new CollectionPauses()) {
      long before = pauses.count();
      // Told by another thread of the JVM.
      while (pauses.count() == before) {
        System.gc();
        Thread.onSpinWait();
      }
      assertTrue(pauses.totalMillis() >= 0);
    }
  }
}
