package io.brasa.testkit.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happened in a run: every entry enters the hash, the last ones, which mostly are all, are
 * kept as text. Guarded by the baton, except that a report on a stalled run may read it while the
 * holder writes; it then shows a torn last line at worst.
 */
final class Trace {
  private static final int FIRST_COUNT = 256;
  private static final int KEPT_COUNT = 1 << 16;

  private long[] times = new long[FIRST_COUNT];
  private String[] actors = new String[FIRST_COUNT];
  private String[] actions = new String[FIRST_COUNT];
  private long count;
  private long hash = 0xcbf29ce484222325L;

  void add(long nowNanos, String actor, String action) {
    if (count == times.length && count < KEPT_COUNT) grow();
    int slot = (int) (count++ % KEPT_COUNT);
    times[slot] = nowNanos;
    actors[slot] = actor;
    actions[slot] = action;
    mix(nowNanos);
    mix(actor.hashCode());
    mix(action.hashCode());
  }

  private void grow() {
    times = Arrays.copyOf(times, 2 * times.length);
    actors = Arrays.copyOf(actors, times.length);
    actions = Arrays.copyOf(actions, times.length);
  }

  private void mix(long value) {
    hash = Long.rotateLeft((hash ^ value) * 0x9e3779b97f4a7c15L, 29);
  }

  long hash() {
    return hash;
  }

  /** The last entries, oldest first. */
  List<String> lines(int atMost) {
    List<String> lines = new ArrayList<>();
    for (long i = Math.max(0, count - Math.min(atMost, KEPT_COUNT)); i < count; i++) {
      int slot = (int) (i % KEPT_COUNT);
      lines.add(times[slot] / 1000 + " us " + actors[slot] + ": " + actions[slot]);
    }
    return lines;
  }
}
