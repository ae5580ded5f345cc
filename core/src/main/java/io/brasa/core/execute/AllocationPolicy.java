package io.brasa.core.execute;

/**
 * How many executors an application has.
 *
 * @param isDynamic whether it asks for them while tasks wait, and gives back those that are idle
 * @param least how many it has in any case, and begins with
 * @param most how many it asks for at most; zero means as many as its master gives
 * @param idleMillis how long an executor has nothing to do before it is given back
 */
public record AllocationPolicy(boolean isDynamic, int least, int most, long idleMillis) {
  /** As many as there are. */
  public static final AllocationPolicy FIXED = new AllocationPolicy(false, 1, 0, 60_000);

  public AllocationPolicy {
    if (least < 0 || most < 0 || most > 0 && most < least)
      throw new IllegalArgumentException("from " + least + " to " + most + " executors");
    if (idleMillis < 0) throw new IllegalArgumentException("idle for " + idleMillis + " ms");
  }

  int highest() {
    return most == 0 ? Integer.MAX_VALUE : most;
  }

  /** Nothing can be computed by none: a context begins with one, if it must not have more. */
  public int first() {
    return Math.max(1, least);
  }
}
