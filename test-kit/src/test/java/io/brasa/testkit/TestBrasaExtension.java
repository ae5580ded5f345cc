package io.brasa.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.environment.ThreadKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@BrasaTest
final class TestBrasaExtension {
  @Test
  void givesAContextThatRunsJobs(BrasaContext context) {
    assertEquals(5050, context.parallelize(numbers(100), 4).reduce(Integer::sum));
  }

  @Test
  void givesOneContextToATest(BrasaContext context, BrasaContext same, @Seed long seed) {
    assertEquals(context, same);
    assertNotEquals(0, seed);
  }

  @Test
  void variesTheLocaleAndGivesItBack() {
    Locale before = Locale.getDefault();
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      try (SeededDefaults defaults = new SeededDefaults(seed)) {
        seen.add(defaults.toString());
      }
    }
    assertEquals(before, Locale.getDefault());
    assertTrue(seen.size() > 10, "seen " + seen);
  }

  @Test
  void namesThreadsThatAreLeft() throws InterruptedException {
    WatchedEnvironment environment = new WatchedEnvironment(new SystemEnvironment());
    Await await = environment.newAwait();
    AtomicBoolean mayEnd = new AtomicBoolean();
    environment.start(
        "left",
        ThreadKind.WAITING,
        () -> {
          try {
            await.until(mayEnd::get);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });
    assertEquals(List.of("left"), environment.awaitEnd(1));
    mayEnd.set(true);
    await.signal();
    assertEquals(List.of(), environment.awaitEnd(5_000));
  }

  private static List<Integer> numbers(int count) {
    return java.util.stream.IntStream.rangeClosed(1, count).boxed().toList();
  }
}
