package io.brasa.core.remote;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who fetches which piece of a broadcast value from whom. The driver decides, since it hears of
 * every piece that has arrived: so it sends each piece once as long as anybody else can, a second
 * time only when it has nothing better to do, and more often only when those that had the piece are
 * gone. That bounds what it sends to twice the value, however many executors want it (what Cornet,
 * "Managing Data Transfers in Computer Clusters with Orchestra", SIGCOMM 2011, does with a swarm
 * that finds its peers by chance).
 *
 * <p>Executors begin at different pieces, so that each soon has some which others lack. Whoever has
 * a piece serves a few at a time. A choice looks at the pieces that are missing and at a few
 * holders of each.
 *
 * <p>Invariants: an executor fetches one piece at a time, the one in {@code underway}; {@code
 * serving} counts these by who sends; {@code sent} how often the driver has sent a piece or is
 * sending it. Not thread-safe.
 */
final class PieceShares {
  /** What each process sends at a time. */
  private static final int SERVING_MAX = 2;

  private static final int DRIVER_SERVING_MAX = 4;
  private static final int LOOKED_AT_MAX = 8;
  static final String DRIVER = "";

  /** A piece and who sends it. */
  record Choice(int piece, String holder) {}

  private final int pieceCount;
  private final Map<String, BitSet> gained = new HashMap<>();
  private final List<List<String>> holders;
  private final int[] sent;
  private final Map<String, Choice> underway = new HashMap<>();
  private final Map<String, Integer> serving = new HashMap<>();

  /** Before it the driver has sent every piece at least once. */
  private int unsent;

  /** Where the next newcomer begins. */
  private int beginning;

  private final Map<String, Integer> beginnings = new HashMap<>();

  PieceShares(int pieceCount) {
    this.pieceCount = pieceCount;
    this.sent = new int[pieceCount];
    this.holders = new ArrayList<>(pieceCount);
    for (int piece = 0; piece < pieceCount; piece++) holders.add(new ArrayList<>());
  }

  /** What an executor is to fetch now; null if it has to wait. */
  Choice next(String asker) {
    end(asker);
    Choice choice = choose(asker, gained.computeIfAbsent(asker, _ -> new BitSet(pieceCount)));
    if (choice == null) return null;
    underway.put(asker, choice);
    serving.merge(choice.holder, 1, Integer::sum);
    if (choice.holder.equals(DRIVER)) sent[choice.piece]++;
    return choice;
  }

  private Choice choose(String asker, BitSet has) {
    int driverServing = serving.getOrDefault(DRIVER, 0);
    if (driverServing < DRIVER_SERVING_MAX) {
      while (unsent < pieceCount && sent[unsent] > 0) unsent++;
      int piece = nextUnsent(has);
      if (piece >= 0) return new Choice(piece, DRIVER);
    }
    int first = beginnings.computeIfAbsent(asker, _ -> beginning++ % pieceCount);
    int again = -1;
    int orphan = -1;
    for (int i = 0; i < pieceCount; i++) {
      int piece = (first + i) % pieceCount;
      if (has.get(piece)) continue;
      String holder = freeHolder(piece, asker);
      if (holder != null) return new Choice(piece, holder);
      if (again < 0 && sent[piece] < 2) again = piece;
      if (orphan < 0
          && driverServing < DRIVER_SERVING_MAX
          && holders.get(piece).isEmpty()
          && !isOnItsWay(piece)) orphan = piece;
    }
    if (orphan >= 0) return new Choice(orphan, DRIVER);
    return again >= 0 && driverServing == 0 ? new Choice(again, DRIVER) : null;
  }

  private int nextUnsent(BitSet has) {
    for (int piece = unsent; piece < pieceCount; piece++)
      if (sent[piece] == 0 && !has.get(piece)) return piece;
    return -1;
  }

  /** One of the holders that have the least to do; each time others are looked at first. */
  private String freeHolder(int piece, String asker) {
    List<String> known = holders.get(piece);
    int count = Math.min(LOOKED_AT_MAX, known.size());
    int from = known.isEmpty() ? 0 : beginnings.getOrDefault(asker, 0) % known.size();
    String found = null;
    int least = SERVING_MAX;
    for (int i = 0; i < count; i++) {
      String holder = known.get((from + i) % known.size());
      int load = serving.getOrDefault(holder, 0);
      if (load < least) {
        least = load;
        found = holder;
      }
    }
    return found;
  }

  private boolean isOnItsWay(int piece) {
    for (Choice choice : underway.values()) if (choice.piece == piece) return true;
    return false;
  }

  /** An executor has the piece that it was to fetch. */
  void gain(String executor) {
    Choice choice = underway.get(executor);
    end(executor);
    if (choice == null || gained.get(executor).get(choice.piece)) return;
    gained.get(executor).set(choice.piece);
    holders.get(choice.piece).add(executor);
  }

  /** It could not get that piece: whoever should have sent it is asked for it no more. */
  void miss(String executor) {
    Choice choice = underway.get(executor);
    end(executor);
    if (choice == null || choice.holder.equals(DRIVER)) return;
    holders.get(choice.piece).remove(choice.holder);
  }

  private void end(String executor) {
    Choice choice = underway.remove(executor);
    if (choice == null) return;
    serving.computeIfPresent(choice.holder, (_, count) -> count == 1 ? null : count - 1);
  }

  /** An executor is gone, with all that it had. */
  void lose(String executor) {
    end(executor);
    serving.remove(executor);
    beginnings.remove(executor);
    BitSet had = gained.remove(executor);
    if (had == null) return;
    had.stream().forEach(piece -> holders.get(piece).remove(executor));
  }

  /** How many times the driver has sent a piece, or is sending it. */
  int sentCount(int piece) {
    return sent[piece];
  }
}
