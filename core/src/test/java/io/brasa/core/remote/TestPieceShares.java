package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  /** What one executor has and fetches. */
  private static final class Asker {
    final Set<Integer> has = new HashSet<>();
    final List<Choice> underway = new ArrayList<>();
  }

  /** Executors ask, get and miss by chance until all have everything; some die on the way. */
  private static PieceShares distribute(
      long seed, int executors, boolean isSmall, double missing, int deaths) {
    Random chance = new Random(seed);
    PieceShares shares = new PieceShares(PIECES, isSmall);
    Map<String, Asker> askers = new HashMap<>();
    for (int i = 0; i < executors; i++) askers.put("e" + i, new Asker());
    List<String> open = new ArrayList<>(askers.keySet());
    open.sort(null);
    for (int step = 0; !open.isEmpty(); step++) {
      assertTrue(step < 1_000_000, "seed " + seed + " does not end");
      String name = open.get(chance.nextInt(open.size()));
      Asker asker = askers.get(name);
      if (deaths > 0 && chance.nextInt(50) == 0 && open.size() > 1) {
        deaths--;
        shares.lose(name);
        askers.remove(name);
        open.remove(name);
        continue;
      }
      int ending = chance.nextInt(asker.underway.size() + 1);
      for (int i = 0; i < ending; i++) {
        Choice under = asker.underway.removeFirst();
        Asker holder = askers.get(under.holder());
        if (holder != null) assertTrue(holder.has.contains(under.piece()), "seed " + seed);
        if (chance.nextDouble() < missing) shares.miss(name, under.piece());
        else {
          asker.has.add(under.piece());
          shares.gain(name, under.piece());
        }
      }
      if (asker.has.size() == PIECES) {
        open.remove(name);
        continue;
      }
      for (Choice next : shares.next(name, chance.nextInt(1, 9))) {
        assertTrue(!asker.has.contains(next.piece()), "seed " + seed);
        asker.underway.add(next);
      }
      assertEquals(!asker.underway.isEmpty(), shares.isFetching(name), "seed " + seed);
      assertEquals(
          asker.underway.size(),
          asker.underway.stream().map(Choice::piece).distinct().count(),
          "seed " + seed);
      if (askers.values().stream().allMatch(other -> other.underway.isEmpty()))
        throw new AssertionError("seed " + seed + ": nobody can do anything");
    }
    return shares;
  }

  @Test
  void theDriverSendsAtMostTwiceTheValueWhateverTheNumberOfExecutors() {
    for (long seed = 0; seed < 60; seed++) {
      int executors = 1 + (int) (seed % 30);
      int sent = sent(distribute(seed, executors, seed % 2 == 0, 0, 0));
      assertTrue(sent >= PIECES && sent <= 2 * PIECES, "seed " + seed + ": " + sent);
      if (executors == 1) assertEquals(PIECES, sent);
    }
  }

  @Test
  void everybodyGetsEverythingThoughPeersFailAndDie() {
    for (long seed = 0; seed < 60; seed++)
      distribute(seed, 2 + (int) (seed % 12), seed % 2 == 0, 0.2, 6);
  }

  @Test
  void whatOnlyTheDeadHadComesFromTheDriver() {
    PieceShares shares = new PieceShares(1, false);
    for (String name : List.of("a", "b")) {
      assertEquals(1, shares.next(name, 8).size());
      shares.gain(name, 0);
    }
    shares.lose("a");
    shares.lose("b");
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of(new Choice(0, PieceShares.DRIVER)), shares.next("c" + i, 8));
      shares.lose("c" + i);
    }
  }

  @Test
  void ofASmallValueTheFirstTwoGetAllFromTheDriverAtOnce() {
    PieceShares shares = new PieceShares(6, true);
    for (String name : List.of("a", "b")) {
      List<Choice> choices = shares.next(name, 8);
      assertEquals(6, choices.size());
      for (Choice choice : choices) assertEquals(PieceShares.DRIVER, choice.holder());
    }
    assertEquals(List.of(), shares.next("c", 8));
  }

  @Test
  void whoBeginsAnewGetsEverythingAgain() {
    PieceShares shares = new PieceShares(2, true);
    for (Choice choice : shares.next("a", 8)) shares.gain("a", choice.piece());
    assertEquals(List.of(), shares.next("a", 8));
    shares.lose("a");
    assertEquals(2, shares.next("a", 8).size());
  }
}
