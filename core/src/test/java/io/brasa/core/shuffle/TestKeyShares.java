package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.HeavyKey;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestKeyShares {
  @Test
  void findsTheHeavyKeyAmongManyAndItsShare() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    KeyShares shares = new KeyShares();
    for (int i = 0; i < 200_000; i++)
      shares.row(random.nextInt(100) < 62 ? "unknown" : "key " + random.nextInt(1_000_000));
    List<HeavyKey> heavy = shares.heavy(3);
    assertEquals(1, heavy.size(), heavy.toString());
    assertEquals("unknown", heavy.getFirst().key());
    assertEquals(3, heavy.getFirst().partition());
    // Each other key that finds no counter takes one from it: at most one in sixteen rows.
    assertTrue(Math.abs(heavy.getFirst().share() - 0.62) < 0.08, heavy.toString());
  }

  @Test
  void saysNothingOfEvenKeysAndOfFewRows() {
    KeyShares even = new KeyShares();
    for (int i = 0; i < 100_000; i++) even.row(i % 1_000);
    assertEquals(List.of(), even.heavy(0));
    KeyShares few = new KeyShares();
    for (int i = 0; i < 2_000; i++) few.row("only");
    assertEquals(List.of(), few.heavy(0));
  }

  @Test
  void aKeyWhoseMethodsFailIsNoFault() {
    KeyShares shares = new KeyShares();
    Object broken =
        new Object() {
          @Override
          public int hashCode() {
            throw new IllegalStateException("no hash");
          }
        };
    for (int i = 0; i < 10_000; i++) shares.row(broken);
    assertEquals(List.of(), shares.heavy(0));
  }

  @Test
  void cutsLongTexts() {
    KeyShares shares = new KeyShares();
    for (int i = 0; i < 10_000; i++) shares.row("x".repeat(500));
    assertEquals(HeavyKey.TEXT_MAX + 1, shares.heavy(0).getFirst().key().length());
  }
}
