package io.brasa.core.closure;

import io.brasa.core.closure.Envelope.StaticValue;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the tasks of one program need before they may run: that the static fields which their
 * functions read have the values that were shipped with them. A process has one value of a field at
 * a time, so tasks that need different ones take turns; those that need the same run together. A
 * program without such fields needs nothing. Nothing here waits. Thread-safe.
 */
public final class StaticTurn {
  private final ClassLoader loader;
  private final List<StaticValue> values;

  private StaticTurn(ClassLoader loader, List<StaticValue> values) {
    this.loader = loader;
    this.values = values;
  }

  /** Only classes loaded apart get the driver's values: in the driver they are in place. */
  static StaticTurn of(Envelope envelope, ClassLoader loader) {
    boolean isApart = loader instanceof ShippedClassLoader && !envelope.statics().isEmpty();
    return new StaticTurn(
        loader,
        isApart ? ((ShippedClassLoader) loader).statics().known(envelope.statics()) : List.of());
  }

  /** Of a program that finds its classes and their values where it runs. */
  public static StaticTurn none(ClassLoader loader) {
    return new StaticTurn(loader, List.of());
  }

  /** Where the program's classes are. */
  public ClassLoader loader() {
    return loader;
  }

  /** Whether there may ever be something to wait for. */
  public boolean isNeeded() {
    return !values.isEmpty();
  }

  /** Whether it can begin now. */
  public boolean isFree() {
    return values.isEmpty() || fields().areFree(values);
  }

  /** A field of which the two need different values, if there is one. */
  public Optional<String> conflict(StaticTurn other) {
    if (loader != other.loader) return Optional.empty();
    for (StaticValue own : values) {
      for (StaticValue their : other.values) {
        if (own.field().equals(their.field())
            && own.className().equals(their.className())
            && !Arrays.equals(own.value(), their.value()))
          return Optional.of(own.className() + "." + own.field());
      }
    }
    return Optional.empty();
  }

  /** For one task, if it can begin now. */
  public Optional<Held> begin() {
    if (values.isEmpty()) return Optional.of(new Held(this, null));
    StaticFields.Reliance reliance = fields().begin(values);
    return reliance == null ? Optional.empty() : Optional.of(new Held(this, reliance));
  }

  private StaticFields fields() {
    return ((ShippedClassLoader) loader).statics();
  }

  /** The turn of one task: the values stay until it is closed. */
  public static final class Held implements AutoCloseable {
    private final StaticTurn turn;

    /** Null when nothing is needed. */
    private final StaticFields.Reliance reliance;

    private Held(StaticTurn turn, StaticFields.Reliance reliance) {
      this.turn = turn;
      this.reliance = reliance;
    }

    public ClassLoader loader() {
      return turn.loader;
    }

    /** What has to be assigned before a function of the program is called. */
    List<StaticValue> unassigned() {
      return reliance == null ? List.of() : turn.fields().unassigned(reliance);
    }

    void assign(StaticValue value, Field field, Object object) throws IllegalAccessException {
      turn.fields().assign(reliance, value, field, object);
    }

    /** From now on the fields may get other values. Closing again changes nothing. */
    @Override
    public void close() {
      if (reliance != null) turn.fields().end(reliance);
    }
  }
}
