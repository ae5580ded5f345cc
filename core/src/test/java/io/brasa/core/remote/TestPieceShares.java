package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.remote.PieceShares.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TestPieceShares {
  private static final int PIECES = 40;

  private static int sent(PieceShares shares) {
    int sum = 0;
    for (int piece = 0; piece < PIECES; piece++) sum += shares.sentCount(piece);
    return sum;
  }

  /** Executors ask, get and miss by chance until all have everything; some die on the way. */
  private static PieceShares distribute(long seed, int executors, double missing, int deaths) {
    Random chance = new Random(seed);
    PieceShares shares = new PieceShares(PIECES);
    Map<String, Set<Integer>> has = new HashMap<>();
    Map<String, Choice> underway = new HashMap<>();
    for (int i = 0; i < executors; i++) has.put("e" + i, new HashSet<>());
    List<String> open = new ArrayList<>(has.keySet());
    open.sort(null);
    for (int step = 0; !open.isEmpty(); step++) {
      assertTrue(step < 1_000_000, "seed " + seed + " does not end");
      String asker = open.get(chance.nextInt(open.size()));
      Choice under = underway.remove(asker);
      if (deaths > 0 && chance.nextInt(50) == 0 && open.size() > 1) {
        deaths--;
        shares.lose(asker);
        has.remove(asker);
        open.remove(asker);
        continue;
      }
      if (under != null && chance.nextDouble() >= missing) {
        if (!under.holder().isEmpty() && has.containsKey(under.holder()))
          assertTrue(has.get(under.holder()).contains(under.piece()), "seed " + seed);
        has.get(asker).add(under.piece());
        shares.gain(asker);
      } else if (under != null) shares.miss(asker);
      if (has.get(asker).size() == PIECES) {
        open.remove(asker);
        continue;
      }
      Choice next = shares.next(asker);
      if (next == null) {
        assertTrue(!underway.isEmpty(), "seed " + seed + ": nobody can do anything");
        continue;
      }
      assertTrue(!has.get(asker).contains(next.piece()), "seed " + seed);
      underway.put(asker, next);
    }
    return shares;
  }

  @Test
  void theDriverSendsAtMostTwiceTheValueWhateverTheNumberOfExecutors() {
    for (long seed = 0; seed < 60; seed++) {
      int executors = 1 + (int) (seed % 30);
      int sent = sent(distribute(seed, executors, 0, 0));
      assertTrue(sent >= PIECES && sent <= 2 * PIECES, "seed " + seed + ": " + sent);
      if (executors == 1) assertEquals(PIECES, sent);
    }
  }

  @Test
  void everybodyGetsEverythingThoughPeersFailAndDie() {
    for (long seed = 0; seed < 60; seed++) distribute(seed, 2 + (int) (seed % 12), 0.2, 6);
  }

  @Test
  void whatOnlyTheDeadHadComesFromTheDriver() {
    PieceShares shares = new PieceShares(1);
    for (String name : List.of("a", "b")) {
      assertNotNull(shares.next(name));
      shares.gain(name);
    }
    shares.lose("a");
    shares.lose("b");
    for (int i = 0; i < 5; i++) {
      assertEquals(new Choice(0, PieceShares.DRIVER), shares.next("c" + i));
      shares.lose("c" + i);
    }
  }
}
