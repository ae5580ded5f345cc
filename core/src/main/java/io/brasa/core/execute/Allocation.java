package io.brasa.core.execute;

import io.brasa.core.schedule.SchedulerEvent.Load;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides how many executors to ask for, and which to give back. While tasks have waited for a
 * second more are asked for, each time twice as many as the last time, up to what the tasks could
 * use; an executor that has had nothing to do for the time of the policy is given back, unless
 * there are no more than the policy wants or the tasks could use. Pure: the driver's loop tells it
 * what the scheduler has, and carries out what it says.
 */
final class Allocation {
  private static final long BACKLOG_MILLIS = 1_000;

  /**
   * What is to be done.
   *
   * @param target how many executors to ask for; less than zero if that is as it was
   * @param givenBack executors that get no more tasks, and then go
   */
  record Decision(int target, List<String> givenBack) {}

  private final AllocationPolicy policy;
  private final Map<String, Long> idleSince = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();
  private int target;
  private int step = 1;
  private long backlogSince = -1;

  Allocation(AllocationPolicy policy) {
    this.policy = policy;
    this.target = policy.first();
  }

  Decision decide(long nowMillis, Load load) {
    int before = target;
    leaving.retainAll(load.outstanding().keySet());
    List<String> live = new ArrayList<>();
    for (String executor : load.outstanding().keySet())
      if (!leaving.contains(executor)) live.add(executor);
    live.sort(null);
    int needed = Math.clamp(load.executorsOfUse(), policy.least(), policy.highest());
    grow(nowMillis, load.waitingCount() > 0, Math.max(needed, live.size()), live.size());
    List<String> givenBack = idle(nowMillis, live, load, needed);
    return new Decision(target == before ? -1 : target, givenBack);
  }

  private void grow(long now, boolean hasBacklog, int most, int liveCount) {
    if (!hasBacklog || target >= most) {
      backlogSince = -1;
      step = 1;
      return;
    }
    if (backlogSince < 0) backlogSince = now;
    // With nobody at all there is nothing to wait for.
    if (liveCount > 0 && now - backlogSince < BACKLOG_MILLIS) return;
    target = (int) Math.min(most, (long) target + step);
    step = (int) Math.min(Integer.MAX_VALUE / 2, 2L * step);
    backlogSince = now;
  }

  private List<String> idle(long now, List<String> live, Load load, int needed) {
    idleSince.keySet().retainAll(live);
    List<String> givenBack = new ArrayList<>();
    for (String executor : live) {
      if (load.outstanding().get(executor) > 0) {
        idleSince.remove(executor);
        continue;
      }
      long since = idleSince.computeIfAbsent(executor, _ -> now);
      boolean isSpare = live.size() - givenBack.size() > needed;
      if (isSpare && now - since >= policy.idleMillis()) givenBack.add(executor);
    }
    leaving.addAll(givenBack);
    if (!givenBack.isEmpty())
      target = Math.max(policy.least(), Math.min(target, live.size() - givenBack.size()));
    return givenBack;
  }
}
