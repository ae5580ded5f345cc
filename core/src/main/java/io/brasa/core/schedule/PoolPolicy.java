package io.brasa.core.schedule;

import java.util.Map;

/**
 * How the jobs of one application share the slots.
 *
 * @param isFair whether pools share them; else jobs are served in the order in which they came
 * @param pools those that are not as {@link Pool#USUAL}, by name
 */
public record PoolPolicy(boolean isFair, Map<String, Pool> pools) {
  /** Jobs in the order in which they came. */
  public static final PoolPolicy FIFO = new PoolPolicy(false, Map.of());

  /** The pool of jobs that name none. */
  public static final String USUAL_NAME = "default";

  public PoolPolicy {
    pools = Map.copyOf(pools);
  }

  /**
   * One pool. Jobs within it are served in the order in which they came.
   *
   * @param weight how many slots it gets for one of a pool with weight 1
   * @param minShare how many slots it gets before any pool gets more than its own minimum
   */
  public record Pool(int weight, int minShare) {
    /** Weight 1 and no minimum. */
    public static final Pool USUAL = new Pool(1, 0);

    public Pool {
      if (weight < 1) throw new IllegalArgumentException("weight: " + weight);
      if (minShare < 0) throw new IllegalArgumentException("minShare: " + minShare);
    }

    public Pool withWeight(int other) {
      return new Pool(other, minShare);
    }

    public Pool withMinShare(int other) {
      return new Pool(weight, other);
    }
  }

  Pool pool(String name) {
    return pools.getOrDefault(name, Pool.USUAL);
  }
}
