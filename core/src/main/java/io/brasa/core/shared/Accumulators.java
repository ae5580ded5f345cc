package io.brasa.core.shared;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.AccumulatorValue;
import io.brasa.runtime.error.EngineException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The driver's side of accumulators: which parts count. A part is what one task added. Parts are
 * kept by stage and partition, so that a second success of the same partition changes nothing and a
 * roll-back can withdraw them. They become part of what the user reads when a job ends, in the
 * order of stages and partitions, whatever the order in which tasks ended. Thread-safe.
 */
public final class Accumulators {
  private static final int TEXT_MAX = 100;

  private record PartKey(long stage, int partition) implements Comparable<PartKey> {
    @Override
    public int compareTo(PartKey other) {
      int byStage = Long.compare(stage, other.stage);
      return byStage != 0 ? byStage : Integer.compare(partition, other.partition);
    }
  }

  private static final class Registered {
    private final WeakReference<AccumulatorV2<Object, Object>> held;
    private final String name;

    /** Whether its own code has failed. */
    boolean isBroken;

    /** Whether it has taken or lost something since it was last told. */
    boolean isChanged;

    /** What the driver itself had added before the first part came. */
    AccumulatorV2<Object, Object> initial;

    final TreeMap<PartKey, AccumulatorV2<Object, Object>> fresh = new TreeMap<>();
    final TreeMap<PartKey, AccumulatorV2<Object, Object>> merged = new TreeMap<>();

    Registered(AccumulatorV2<Object, Object> base) {
      held = new WeakReference<>(base);
      name = base.name();
    }

    /** Takes over what is fresh even if the user's {@code merge} fails: once is enough. */
    Optional<EngineException> publish() {
      AccumulatorV2<Object, Object> base = held.get();
      if (isBroken || base == null) fresh.clear();
      if (fresh.isEmpty()) return Optional.empty();
      TreeMap<PartKey, AccumulatorV2<Object, Object>> parts = new TreeMap<>(fresh);
      fresh.clear();
      isChanged = true;
      try {
        if (initial == null) initial = base.copy();
        merged.putAll(parts);
        parts.values().forEach(base::merge);
        return Optional.empty();
      } catch (RuntimeException | Error failure) {
        return Optional.of(failed(failure));
      }
    }

    /** It is told once, and takes nothing any more. */
    private EngineException failed(Throwable failure) {
      isBroken = true;
      fresh.clear();
      merged.clear();
      return new EngineException(
          CoreError.TASK_FAILED,
          "Accumulator '" + name + "' could not take what tasks had added: " + failure,
          "Mend its copy(), reset() and merge(); its value is not to be trusted now",
          failure);
    }

    /** What people are told of it, if it has a name and has changed. */
    Optional<String> takeText() {
      AccumulatorV2<Object, Object> base = held.get();
      if (!isChanged || isBroken || base == null || name.isEmpty()) return Optional.empty();
      isChanged = false;
      try {
        return Optional.of(text(base.value()));
      } catch (RuntimeException | Error failure) {
        return Optional.of("value() failed: " + failure);
      }
    }

    /** Not a switch over patterns: linking one generates a class. */
    private static String text(Object value) {
      if (value instanceof Collection<?> many) return many.size() + " elements";
      if (value instanceof Map<?, ?> many) return many.size() + " entries";
      String text = String.valueOf(value);
      return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "...";
    }

    void withdraw(long stage) {
      fresh.keySet().removeIf(key -> key.stage == stage);
      if (!merged.keySet().removeIf(key -> key.stage == stage)) return;
      isChanged = true;
      AccumulatorV2<Object, Object> base = held.get();
      if (base == null) return;
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

  private final Map<Long, Registered> registered = new TreeMap<>();

  /** What failed between the ends of jobs; the next one to end tells. */
  private Optional<EngineException> unreported = Optional.empty();

  /**
   * @param base what the user holds
   */
  @SuppressWarnings("unchecked")
  public synchronized void register(AccumulatorV2<?, ?> base) {
    registered.put(base.id(), new Registered((AccumulatorV2<Object, Object>) base));
  }

  /** What the user held is unreachable: nobody can read it any more. */
  public synchronized void forget(long id) {
    registered.remove(id);
  }

  /** The parts of one task whose output counts. A partition counts once. */
  public void accept(long stage, int partition, List<? extends AccumulatorV2<?, ?>> parts) {
    if (!parts.isEmpty()) add(stage, partition, parts);
  }

  @SuppressWarnings("unchecked")
  private synchronized void add(
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
    for (Registered known : registered.values()) {
      try {
        known.withdraw(stage);
      } catch (RuntimeException | Error failure) {
        note(known.failed(failure));
      }
    }
  }

  /**
   * What came of {@link #publish}.
   *
   * @param failure what the first accumulator failed with whose own code throws
   * @param values the named ones that have changed since the last time
   */
  public record Published(Optional<EngineException> failure, List<AccumulatorValue> values) {}

  /** Makes what counts readable; called at the end of each job. */
  public synchronized Published publish() {
    Optional<EngineException> first = unreported;
    unreported = Optional.empty();
    List<AccumulatorValue> values = new ArrayList<>();
    for (Registered known : registered.values()) {
      Optional<EngineException> failure = known.publish();
      if (first.isEmpty()) first = failure;
      known.takeText().ifPresent(text -> values.add(new AccumulatorValue(known.name, text)));
    }
    return new Published(first, values);
  }

  /** A stage is forgotten: what it has counted stays. */
  public synchronized void settle(long stage) {
    for (Registered known : registered.values()) {
      known.publish().ifPresent(this::note);
      try {
        known.settle(stage);
      } catch (RuntimeException | Error failure) {
        note(known.failed(failure));
      }
    }
  }

  private void note(EngineException failure) {
    if (unreported.isEmpty()) unreported = Optional.of(failure);
  }
}
