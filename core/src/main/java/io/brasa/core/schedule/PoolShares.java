package io.brasa.core.schedule;

import io.brasa.core.schedule.PoolPolicy.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is next when pools share the slots: first pools below their minimum, the one that has the
 * smallest part of it; then the pool with the fewest tasks for its weight (max-min fairness as in
 * Spark's fair scheduler; Zaharia and others, "Job Scheduling for Multi-User MapReduce Clusters",
 * Berkeley 2009). Ties go by name, so that the same events give the same decisions.
 */
final class PoolShares {
  private final Map<String, Share> shares = new TreeMap<>();

  private static final class Share {
    final Pool pool;
    final int minimum;
    final List<Stage> stages = new ArrayList<>();
    int running;

    Share(Pool pool, int tasksPerSlot) {
      this.pool = pool;
      this.minimum = pool.minShare() * tasksPerSlot;
    }

    boolean hasWaiting() {
      for (Stage stage : stages) if (stage.hasWaiting()) return true;
      return false;
    }

    boolean isNeedy() {
      return running < minimum;
    }

    boolean isBefore(Share other) {
      if (isNeedy() != other.isNeedy()) return isNeedy();
      if (isNeedy()) return (long) running * other.minimum < (long) other.running * minimum;
      return (long) running * other.pool.weight() < (long) other.running * pool.weight();
    }
  }

  private final PoolPolicy policy;
  private final int tasksPerSlot;

  /**
   * @param tasksPerSlot how many tasks are handed out at a time for each slot
   */
  PoolShares(PoolPolicy policy, int tasksPerSlot) {
    this.policy = policy;
    this.tasksPerSlot = tasksPerSlot;
  }

  /** A runnable stage; those of a pool are given in the order of their jobs. */
  void add(String pool, Stage stage) {
    Share share = shares.computeIfAbsent(pool, name -> new Share(policy.pool(name), tasksPerSlot));
    share.stages.add(stage);
    share.running += stage.grantedCount();
  }

  /** Whether more than one pool wants slots. */
  boolean isContended() {
    return shares.size() > 1;
  }

  /** The pool whose turn it is; empty if nothing waits. */
  String next() {
    String best = "";
    for (Map.Entry<String, Share> entry : shares.entrySet()) {
      if (!entry.getValue().hasWaiting()) continue;
      if (best.isEmpty() || entry.getValue().isBefore(shares.get(best))) best = entry.getKey();
    }
    return best;
  }

  /** The first stage of a pool that has something to hand out. */
  Stage stageOf(String pool) {
    for (Stage stage : shares.get(pool).stages) if (stage.hasWaiting()) return stage;
    throw new IllegalStateException("nothing waits in pool '" + pool + "'");
  }

  /** What waits in a pool is for executors that have enough to do: it has no turn this time. */
  void pass(String pool) {
    shares.remove(pool);
  }

  /** Tasks of a pool have been handed out. */
  void granted(String pool, int count) {
    shares.get(pool).running += count;
  }
}
