package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.shared.LongAccumulator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Accumulators that functions reach through a static field, as variables of a shell are. */
final class TestStaticAccumulators {
  private static final int COUNT = 200_000;

  private static LongAccumulator sum;
  private static AtomicBoolean hasFailed;

  @Test
  void tasksOfOneProcessDoNotDisturbEachOther() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[4]").build()) {
      sum = brasa.longAccumulator("sum");
      brasa.range(0, COUNT, 1, 16).foreach(x -> sum.add(1));
      assertEquals(COUNT, sum.value());
      LongAccumulator captured = sum;
      brasa.range(0, COUNT, 1, 16).foreach(x -> (x % 2 == 0 ? sum : captured).add(1));
      assertEquals(2 * COUNT, sum.value());
      sum.add(1);
      assertEquals(2 * COUNT + 1, sum.value());
    }
  }

  @Test
  void whatAFailedAttemptAddedDoesNotCount() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[2,3]").build()) {
      sum = brasa.longAccumulator("sum");
      hasFailed = new AtomicBoolean();
      brasa.range(0, 100, 1, 4).foreach(TestStaticAccumulators::addOrFail);
      assertEquals(100, sum.value());
    }
  }

  private static void addOrFail(long value) {
    sum.add(1);
    if (value == 60 && hasFailed.compareAndSet(false, true))
      throw new IllegalStateException("once");
  }
}
