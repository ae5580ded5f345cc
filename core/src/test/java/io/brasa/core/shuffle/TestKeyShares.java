package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.event.HeavyKey;
import java.nio.charset.StandardCharsets;
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
  void looksAtTheSameRowsOneByOneAndManyAtOnce() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Integer> keys = random.ints(100_000, 0, 6).boxed().toList();
    KeyShares single = new KeyShares();
    keys.forEach(single::row);
    KeyShares many = new KeyShares();
    for (int at = 0; at < keys.size(); ) {
      int from = at;
      int count = Math.min(random.nextInt(300), keys.size() - at);
      many.rows(count, row -> keys.get(from + row));
      at += count;
    }
    assertEquals(6, single.heavy(0).size() + 2, "no more than " + HeavyKey.MOST);
    assertEquals(single.heavy(0), many.heavy(0));
  }

  @Test
  void bytesAreKeysByWhatTheyHold() {
    KeyShares words = new KeyShares();
    for (int i = 0; i < 10_000; i++) words.row("word".getBytes(StandardCharsets.UTF_8));
    assertEquals("word", words.heavy(0).getFirst().key());
    KeyShares numbers = new KeyShares();
    for (int i = 0; i < 10_000; i++) numbers.row(new byte[] {1, -1});
    assertEquals("0x01ff", numbers.heavy(0).getFirst().key());
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
