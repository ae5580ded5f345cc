package io.brasa.core.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The driver's side of accumulators: which parts count. A part is what one task added. Parts are
 * kept by stage and partition, so that a second success of the same partition changes nothing and a
 * roll-back can withdraw them. They become part of what the user reads when a job ends, in the
 * order of stages and partitions, whatever the order in which tasks ended. Thread-safe.
 */
public final class Accumulators {
  private record PartKey(long stage, int partition) implements Comparable<PartKey> {
    @Override
    public int compareTo(PartKey other) {
      int byStage = Long.compare(stage, other.stage);
      return byStage != 0 ? byStage : Integer.compare(partition, other.partition);
    }
  }

  private static final class Registered {
    /** What the user holds and reads. */
    final AccumulatorV2<Object, Object> base;

    /** What the driver itself had added before the first part came. */
    AccumulatorV2<Object, Object> initial;

    final TreeMap<PartKey, AccumulatorV2<Object, Object>> fresh = new TreeMap<>();
    final TreeMap<PartKey, AccumulatorV2<Object, Object>> merged = new TreeMap<>();

    Registered(AccumulatorV2<Object, Object> base) {
      this.base = base;
    }

    void publish() {
      if (fresh.isEmpty()) return;
      if (initial == null) initial = base.copy();
      fresh.values().forEach(base::merge);
      merged.putAll(fresh);
      fresh.clear();
    }

    void withdraw(long stage) {
      fresh.keySet().removeIf(key -> key.stage == stage);
      if (!merged.keySet().removeIf(key -> key.stage == stage)) return;
      base.reset();
      base.merge(initial);
      merged.values().forEach(base::merge);
    }

    /** Parts of a stage that can't be withdrawn any more need not be told apart. */
    void settle(long stage) {
      merged
          .entrySet()
          .removeIf(
              entry -> {
                if (entry.getKey().stage != stage) return false;
                initial.merge(entry.getValue());
                return true;
              });
    }
  }

  private final Map<Long, Registered> registered = new HashMap<>();

  /**
   * @param base what the user holds
   */
  @SuppressWarnings("unchecked")
  public synchronized void register(AccumulatorV2<?, ?> base) {
    registered.put(base.id(), new Registered((AccumulatorV2<Object, Object>) base));
  }

  /** The parts of one task whose output counts. A partition counts once. */
  @SuppressWarnings("unchecked")
  public synchronized void accept(
      long stage, int partition, List<? extends AccumulatorV2<?, ?>> parts) {
    PartKey key = new PartKey(stage, partition);
    for (AccumulatorV2<?, ?> part : parts) {
      Registered known = registered.get(part.id());
      if (known != null && !known.merged.containsKey(key)) {
        known.fresh.putIfAbsent(key, (AccumulatorV2<Object, Object>) part);
      }
    }
  }

  /** What a stage has counted no longer counts. */
  public synchronized void withdraw(long stage) {
    registered.values().forEach(known -> known.withdraw(stage));
  }

  /** Makes what counts readable; called at the end of each job. */
  public synchronized void publish() {
    registered.values().forEach(Registered::publish);
  }

  /** A stage is forgotten: what it has counted stays. */
  public synchronized void settle(long stage) {
    for (Registered known : registered.values()) {
      known.publish();
      known.settle(stage);
    }
  }
}
