package io.brasa.cluster.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * How often and how fast a process that has ended is started again: a few times within a period,
 * each time after twice the delay. Not thread-safe.
 */
public final class RestartBudget {
  private final int most;
  private final long periodMillis;
  private final long firstDelayMillis;
  private final Deque<Long> restarts = new ArrayDeque<>();

  /** At most {@code most} restarts in each period of {@code periodMillis}. */
  public RestartBudget(int most, long periodMillis, long firstDelayMillis) {
    this.most = most;
    this.periodMillis = periodMillis;
    this.firstDelayMillis = firstDelayMillis;
  }

  /**
   * Takes a restart; returns after how many milliseconds it may be done, or nothing if there have
   * been too many.
   */
  public OptionalLong take(long nowMillis) {
    while (!restarts.isEmpty() && nowMillis - restarts.getFirst() >= periodMillis)
      restarts.removeFirst();
    if (restarts.size() >= most) return OptionalLong.empty();
    long delay = firstDelayMillis << restarts.size();
    restarts.addLast(nowMillis);
    return OptionalLong.of(delay);
  }
}
