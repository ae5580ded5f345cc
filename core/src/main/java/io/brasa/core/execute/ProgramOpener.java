package io.brasa.core.execute;

import io.brasa.core.closure.Closures;
import io.brasa.core.closure.Envelope;
import io.brasa.core.closure.StaticTurn;
import io.brasa.core.error.CoreError;
import io.brasa.core.shared.AccumulatorV2;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shuffle.KeyList;
import io.brasa.core.shuffle.ZeroValue;
import io.brasa.core.task.ChangingParts;
import io.brasa.core.task.ProgramSource;
import io.brasa.core.task.StageProgram;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Gives each task its program: the shared instance, or one of its own with the handles bound:
 * broadcast variables to the process's, accumulators to new parts that start at zero. Thread-safe.
 */
public final class ProgramOpener {
  private final Closures closures;
  private final Codecs codecs;
  private final Function<Envelope, ClassLoader> loaders;
  private final Function<Long, Broadcast<?>> variables;
  private final Map<Long, Broadcast<?>> bound = new ConcurrentHashMap<>();

  /**
   * What may be shared was opened once for the process and for each loader, since later tasks of a
   * stage may run with newer classes than the first. Sources are told apart by identity.
   */
  private final Map<Envelope, Map<ClassLoader, Opened>> shared = new ConcurrentHashMap<>();

  /**
   * @param loaders the class loader for what was sealed
   * @param variables the process's object for a broadcast variable's id
   */
  public ProgramOpener(
      Closures closures,
      Codecs codecs,
      Function<Envelope, ClassLoader> loaders,
      Function<Long, Broadcast<?>> variables) {
    this.closures = closures;
    this.codecs = codecs;
    this.loaders = loaders;
    this.variables = variables;
  }

  /** A program and the accumulators its functions add to. */
  public record Opened(StageProgram program, List<AccumulatorV2<?, ?>> accumulators) {}

  /** What a task needs before its program is opened, and where that is. */
  public StaticTurn turn(ProgramSource source) {
    return switch (source) {
      case ProgramSource.Sealed sealed ->
          closures.turn(sealed.envelope(), loaders.apply(sealed.envelope()));
      case ProgramSource.Shared here -> StaticTurn.none(ProgramOpener.class.getClassLoader());
      case ProgramSource.PartlyShared partly -> StaticTurn.none(loaders.apply(partly.changing()));
    };
  }

  /** Gives static fields the values that a task needs; whether any lacked its own. */
  public boolean assign(StaticTurn.Held turn) {
    return closures.assign(turn, this::bindStatic);
  }

  /** Opens a program for one task. */
  public Opened open(ProgramSource source, StaticTurn.Held turn) {
    return switch (source) {
      case ProgramSource.Shared shared -> new Opened(shared.program(), List.of());
      case ProgramSource.Sealed sealed ->
          sealed.isShareable()
              ? openShared(sealed.envelope(), turn.loader())
              : openOwn(sealed.envelope(), turn.loader());
      case ProgramSource.PartlyShared partly -> openChanging(partly, turn.loader());
    };
  }

  /**
   * Tasks that begin together may each open one; no lock is held, since classes may have to be
   * fetched.
   */
  private Opened openShared(Envelope envelope, ClassLoader loader) {
    Map<ClassLoader, Opened> known =
        shared.computeIfAbsent(envelope, _ -> new ConcurrentHashMap<>());
    Opened there = known.get(loader);
    if (there != null) return there;
    Opened opened = openOwn(envelope, loader);
    if (!opened.accumulators().isEmpty()) return opened;
    Opened first = known.putIfAbsent(loader, opened);
    return first == null ? opened : first;
  }

  private Opened openOwn(Envelope envelope, ClassLoader loader) {
    Map<Long, AccumulatorV2<?, ?>> byId = new TreeMap<>();
    Object program = open(envelope, loader, byId);
    return new Opened((StageProgram) program, new ArrayList<>(byId.values()));
  }

  private Opened openChanging(ProgramSource.PartlyShared partly, ClassLoader loader) {
    Map<Long, AccumulatorV2<?, ?>> byId = new TreeMap<>();
    Object parts = open(partly.changing(), loader, byId);
    StageProgram program = ((ChangingParts) parts).in(partly.program());
    return new Opened(program, new ArrayList<>(byId.values()));
  }

  private Object open(Envelope envelope, ClassLoader loader, Map<Long, AccumulatorV2<?, ?>> byId) {
    return closures.open(envelope, loader, handle -> bind(handle, byId));
  }

  /** No task will be run with a program any more. */
  public void forget(ProgramSource source) {
    if (source instanceof ProgramSource.Sealed sealed) shared.remove(sealed.envelope());
  }

  private Object bind(Object handle, Map<Long, AccumulatorV2<?, ?>> parts) {
    if (handle instanceof Broadcast<?> broadcast) return bound(broadcast.id());
    if (handle instanceof AccumulatorV2<?, ?> accumulator) {
      return parts.computeIfAbsent(accumulator.id(), id -> accumulator.zero());
    }
    if (handle instanceof KeyList keys) return keys.decoded(codecs);
    if (handle instanceof ZeroValue zero) return zero.decoded(codecs);
    return handle;
  }

  /** An accumulator in a static field is one object for all tasks, which finds their parts. */
  private Object bindStatic(Object handle) {
    if (!(handle instanceof AccumulatorV2<?, ?> accumulator)) return bind(handle, Map.of());
    if (accumulator.isSharedByTasks()) return accumulator;
    throw new EngineException(
        CoreError.CLOSURE_NOT_SERIALIZABLE,
        "A function of the job reaches an accumulator of the class "
            + accumulator.getClass().getName()
            + " through a static field or a variable of the shell, by which tasks of one process"
            + " cannot be told apart",
        "Copy it to a local variable that the function captures");
  }

  /** What this process made itself is not noted: it is held by whoever may still use it. */
  private Broadcast<?> bound(long id) {
    Broadcast<?> known = bound.get(id);
    if (known != null) return known;
    Broadcast<?> found = variables.apply(id);
    if (!found.isFetched()) return found;
    Broadcast<?> first = bound.putIfAbsent(id, found);
    return first == null ? found : first;
  }

  void forget(long broadcast) {
    Broadcast<?> known = bound.remove(broadcast);
    if (known != null) known.forget();
  }
}
