package io.brasa.core.closure;

import io.brasa.core.closure.Envelope.StaticValue;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values the mutable static fields of a loader's classes have, and how many tasks rely on
 * each of them. A field that somebody relies on keeps its value; any other gets the value of
 * whoever comes next. Nothing here waits, so that no task holds one field while it waits for
 * another: all that a task reads is its own at once, or nothing is. Thread-safe.
 */
final class StaticFields {
  private static final class State {
    /** What the field has, or is being given; null when nobody can tell. */
    byte[] value;

    int taskCount;

    /** Then there is one task, and others of the same value come when it is done. */
    boolean isBeingAssigned;
  }

  private final Map<String, State> states = new HashMap<>();

  /**
   * What one task relies on, until it {@linkplain StaticFields#end ends}. Guarded by the fields.
   */
  static final class Reliance {
    private final List<StaticValue> values;
    private final Set<StaticValue> unassigned = new HashSet<>();
    private boolean hasEnded;

    private Reliance(List<StaticValue> values) {
      this.values = values;
    }
  }

  /**
   * The same values, by the arrays that are known here where their bytes are equal: arrays that are
   * the same are compared in no time.
   */
  synchronized List<StaticValue> known(List<StaticValue> values) {
    List<StaticValue> found = new ArrayList<>(values.size());
    for (StaticValue value : values) {
      State state = states.get(name(value));
      found.add(
          state != null && Arrays.equals(state.value, value.value())
              ? new StaticValue(value.className(), value.field(), state.value)
              : value);
    }
    return List.copyOf(found);
  }

  /**
   * Whether no task relies on another value of one of the fields, or is about to assign this one.
   */
  synchronized boolean areFree(List<StaticValue> values) {
    for (StaticValue value : values) {
      State state = states.get(name(value));
      if (state == null || state.taskCount == 0) continue;
      if (state.isBeingAssigned || !Arrays.equals(state.value, value.value())) return false;
    }
    return true;
  }

  /** Begins to rely on values; null while they are not free. */
  synchronized Reliance begin(List<StaticValue> values) {
    if (!areFree(values)) return null;
    Reliance reliance = new Reliance(values);
    for (StaticValue value : values) {
      State state = states.computeIfAbsent(name(value), _ -> new State());
      state.taskCount++;
      if (Arrays.equals(state.value, value.value())) continue;
      state.value = value.value();
      state.isBeingAssigned = true;
      reliance.unassigned.add(value);
    }
    return reliance;
  }

  /** What whoever relies on it has to assign before it reads anything. */
  synchronized List<StaticValue> unassigned(Reliance reliance) {
    return List.copyOf(reliance.unassigned);
  }

  /** Nothing happens when the task has ended meanwhile: then the field may be another's. */
  void assign(Reliance reliance, StaticValue value, Field field, Object object)
      throws IllegalAccessException {
    // Filling calls methods of the elements, for which nobody should have to wait.
    if (Modifier.isFinal(field.getModifiers()) && !hasEnded(reliance))
      fill(field.get(null), object);
    synchronized (this) {
      if (reliance.hasEnded) return;
      if (!Modifier.isFinal(field.getModifiers())) field.set(null, object);
      states.get(name(value)).isBeingAssigned = false;
      reliance.unassigned.remove(value);
    }
  }

  private synchronized boolean hasEnded(Reliance reliance) {
    return reliance.hasEnded;
  }

  /** The object of a final field stays, and gets the content of another. */
  @SuppressWarnings("unchecked")
  private static void fill(Object own, Object other) {
    switch (own) {
      case Map<?, ?> map -> {
        map.clear();
        ((Map<Object, Object>) map).putAll((Map<Object, Object>) other);
      }
      case Collection<?> values -> {
        values.clear();
        ((Collection<Object>) values).addAll((Collection<Object>) other);
      }
      default -> {
        int length = Array.getLength(own);
        if (Array.getLength(other) != length)
          throw new IllegalStateException("an array of another length: " + length);
        System.arraycopy(other, 0, own, 0, length);
      }
    }
  }

  /** A second end changes nothing. */
  synchronized void end(Reliance reliance) {
    if (reliance.hasEnded) return;
    reliance.hasEnded = true;
    for (StaticValue value : reliance.values) {
      State state = states.get(name(value));
      state.taskCount--;
      if (!reliance.unassigned.contains(value)) continue;
      state.isBeingAssigned = false;
      state.value = null;
    }
  }

  private static String name(StaticValue value) {
    return value.className() + "." + value.field();
  }
}
