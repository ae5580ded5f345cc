package io.brasa.testkit.scale;

import io.brasa.core.schedule.SchedulerCommand.Winners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tasks have made, in place of records a number for each output: that of its stage and
 * partition, and the sum of all it was made from. So an output that was made from what does not
 * count shows in the answer.
 */
final class Outputs {
  private record Key(long stage, int partition, int attempt) {}

  /** What a task reads of one shuffle. */
  private static final class Input {
    final long sum;
    List<Integer> gone = List.of();
    int losses = -1;

    Input(long sum) {
      this.sum = sum;
    }
  }

  private final Map<Key, Long> values = new HashMap<>();
  private final Set<Key> destroyed = new HashSet<>();
  private final Set<Long> unstable;
  private final Map<Winners, Input> inputs = new IdentityHashMap<>();

  /**
   * @param unstable stages whose outputs differ whenever they are computed again
   */
  Outputs(Set<Long> unstable) {
    this.unstable = unstable;
  }

  static long mix(long text) {
    long mixed = text * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 32;
    return mixed * 0xC2B2AE3D27D4EB4FL >>> 8;
  }

  long make(long stage, int partition, int attempt, long sumOfInputs) {
    long salt = unstable.contains(stage) ? attempt * 31L : 0;
    long value = mix(stage * 1_000_003 + partition + (salt << 40)) + sumOfInputs;
    values.put(new Key(stage, partition, attempt), value);
    return value;
  }

  /** A disk has lost one; nobody knows before it is read. */
  void destroy(long stage, int partition, int attempt) {
    destroyed.add(new Key(stage, partition, attempt));
  }

  /** The sum of all outputs that are read. */
  long sum(Winners winners) {
    return input(winners).sum;
  }

  private Input input(Winners winners) {
    return inputs.computeIfAbsent(
        winners,
        all -> {
          long sum = 0;
          for (int map = 0; map < all.attempts().length; map++)
            sum += values.get(new Key(all.shuffle(), map, all.attempts()[map]));
          return new Input(sum);
        });
  }

  /**
   * The maps whose outputs went with an executor, or were destroyed.
   *
   * @param losses how many executors and outputs have gone so far
   */
  List<Integer> gone(Winners winners, Set<String> dead, int losses) {
    Input input = input(winners);
    if (input.losses == losses) return input.gone;
    List<Integer> gone = new ArrayList<>();
    for (int map = 0; map < winners.executors().length; map++)
      if (dead.contains(winners.executors()[map])
          || destroyed.contains(new Key(winners.shuffle(), map, winners.attempts()[map])))
        gone.add(map);
    input.gone = gone;
    input.losses = losses;
    return gone;
  }
}
