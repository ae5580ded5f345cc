package io.brasa.core.remote;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who fetches which pieces of a broadcast value from whom. The driver decides, since it hears of
 * every piece that has arrived: so it sends each piece once as long as anybody else can, a second
 * time only when it has nothing better to do, and more often only when those that had the piece are
 * gone. That bounds what it sends to twice the value, however many executors want it (what Cornet,
 * "Managing Data Transfers in Computer Clusters with Orchestra", SIGCOMM 2011, does with a swarm
 * that finds its peers by chance).
 *
 * <p>Executors begin at different pieces, so that each soon has some which others lack. Whoever has
 * a piece serves some at a time. A choice looks at the pieces that are missing and at a few holders
 * of each.
 *
 * <p>Of a small value the driver sends each piece twice as soon as it is asked to: that is over
 * before an executor could have told that it has one.
 *
 * <p>Invariants: {@code underway} has what an executor was told to fetch and has not reported yet,
 * by piece; {@code serving} counts these by who sends; {@code sent} how often the driver has sent a
 * piece or is sending it. Not thread-safe.
 */
final class PieceShares {
  /** What each process sends at a time. */
  private static final int SERVING_MAX = 4;

  private static final int DRIVER_SERVING_MAX = 8;
  private static final int LOOKED_AT_MAX = 8;
  static final String DRIVER = "";

  /** A piece and who sends it. */
  record Choice(int piece, String holder) {}

  private final int pieceCount;
  private final boolean isSmall;
  private final Map<String, BitSet> gained = new HashMap<>();
  private final List<List<String>> holders;
  private final int[] sent;
  private final Map<String, Map<Integer, Choice>> underway = new HashMap<>();
  private final Map<String, Integer> serving = new HashMap<>();

  /** Before it the driver has sent every piece at least once. */
  private int unsent;

  /** Where the next newcomer begins. */
  private int beginning;

  private final Map<String, Integer> beginnings = new HashMap<>();

  /**
   * @param isSmall whether sending the value takes no longer than asking for it
   */
  PieceShares(int pieceCount, boolean isSmall) {
    this.pieceCount = pieceCount;
    this.isSmall = isSmall;
    this.sent = new int[pieceCount];
    this.holders = new ArrayList<>(pieceCount);
    for (int piece = 0; piece < pieceCount; piece++) holders.add(new ArrayList<>());
  }

  /**
   * What an executor is to fetch beside what it is fetching: nothing if there is nothing to be had
   * now. It gets no more than half of what the driver could still send, so that others who come at
   * the same moment find something.
   *
   * @param room how many pieces it wants
   */
  List<Choice> next(String asker, int room) {
    List<Choice> chosen = new ArrayList<>();
    int ofDriver = (DRIVER_SERVING_MAX - serving.getOrDefault(DRIVER, 0) + 1) / 2;
    while (chosen.size() < room) {
      Choice choice = choose(asker, isSmall || ofDriver > 0);
      if (choice == null) break;
      if (choice.holder.equals(DRIVER)) {
        ofDriver--;
        sent[choice.piece]++;
      }
      underway.computeIfAbsent(asker, _ -> new HashMap<>()).put(choice.piece, choice);
      serving.merge(choice.holder, 1, Integer::sum);
      chosen.add(choice);
    }
    return chosen;
  }

  private Choice choose(String asker, boolean isDriverFree) {
    BitSet has = gained.computeIfAbsent(asker, _ -> new BitSet(pieceCount));
    Map<Integer, Choice> fetching = underway.getOrDefault(asker, Map.of());
    int driverServing = isDriverFree ? serving.getOrDefault(DRIVER, 0) : DRIVER_SERVING_MAX;
    boolean canDriver = isDriverFree && (isSmall || driverServing < DRIVER_SERVING_MAX);
    if (canDriver) {
      while (unsent < pieceCount && sent[unsent] > 0) unsent++;
      int piece = nextUnsent(has, fetching);
      if (piece >= 0) return new Choice(piece, DRIVER);
    }
    int first = beginnings.computeIfAbsent(asker, _ -> beginning++ % pieceCount);
    int again = -1;
    int orphan = -1;
    for (int i = 0; i < pieceCount; i++) {
      int piece = (first + i) % pieceCount;
      if (has.get(piece) || fetching.containsKey(piece)) continue;
      String holder = freeHolder(piece, asker);
      if (holder != null) return new Choice(piece, holder);
      if (again < 0 && sent[piece] < 2) again = piece;
      if (orphan < 0 && canDriver && holders.get(piece).isEmpty() && !isOnItsWay(piece))
        orphan = piece;
    }
    if (orphan >= 0) return new Choice(orphan, DRIVER);
    return again >= 0 && (isSmall || driverServing == 0) ? new Choice(again, DRIVER) : null;
  }

  private int nextUnsent(BitSet has, Map<Integer, Choice> fetching) {
    for (int piece = unsent; piece < pieceCount; piece++)
      if (sent[piece] == 0 && !has.get(piece) && !fetching.containsKey(piece)) return piece;
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
    for (Map<Integer, Choice> fetching : underway.values())
      if (fetching.containsKey(piece)) return true;
    return false;
  }

  /** Whether an executor has been told to fetch something that it has not reported yet. */
  boolean isFetching(String executor) {
    return underway.containsKey(executor);
  }

  /** An executor has a piece that it was to fetch. */
  void gain(String executor, int piece) {
    if (end(executor, piece) == null) return;
    BitSet has = gained.get(executor);
    if (has.get(piece)) return;
    has.set(piece);
    holders.get(piece).add(executor);
  }

  /** It could not get that piece: whoever should have sent it is asked for it no more. */
  void miss(String executor, int piece) {
    Choice choice = end(executor, piece);
    if (choice == null || choice.holder.equals(DRIVER)) return;
    holders.get(piece).remove(choice.holder);
  }

  private Choice end(String executor, int piece) {
    Map<Integer, Choice> fetching = underway.get(executor);
    Choice choice = fetching == null ? null : fetching.remove(piece);
    if (choice == null) return null;
    if (fetching.isEmpty()) underway.remove(executor);
    serving.computeIfPresent(choice.holder, (_, count) -> count == 1 ? null : count - 1);
    return choice;
  }

  /** An executor is gone, or begins anew: it has nothing. */
  void lose(String executor) {
    for (Integer piece : List.copyOf(underway.getOrDefault(executor, Map.of()).keySet()))
      end(executor, piece);
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
