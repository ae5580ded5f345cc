package io.brasa.core.closure;

import static java.util.Objects.requireNonNull;

import io.brasa.core.closure.Envelope.StaticValue;
import io.brasa.runtime.error.EngineException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;

/**
 * Checks the functions of a context when they are declared, snapshots them when a job is submitted,
 * and opens the snapshots where tasks run. Safe for use by many threads.
 *
 * <p>A function that captures nothing, or only values whose types say that they never change, is
 * accepted by a look at its class. All else is {@linkplain Survey surveyed}.
 */
public final class Closures {
  /** The layout of {@link Envelope#bytes()}, see the package description. */
  static final byte VERSION = 1;

  private final Immutability immutability = new Immutability();

  /** Where declared functions come from; not kept alive by this. */
  private final Set<ClassLoader> loaders = Collections.newSetFromMap(new WeakHashMap<>());

  /** Made when a function needs a closer look. */
  private volatile Workshop workshop;

  /**
   * Checks that a function can travel to a task. What it captures is looked at now and {@linkplain
   * #seal taken} when a job starts.
   *
   * @return the function to keep
   * @throws EngineException naming what cannot travel and the way to it
   */
  public <F extends Serializable> F declare(F function, CallSite site) {
    Class<?> type = function.getClass();
    synchronized (loaders) {
      loaders.add(type.getClassLoader());
    }
    if (!immutability.ofFunctionClass(type)) workshop().check(function, site);
    return function;
  }

  /**
   * Whether nothing that a function uses ever changes, so that one instance may serve all tasks of
   * a process; otherwise each task opens its own.
   */
  public boolean isShareable(Object function) {
    return immutability.ofFunctionClass(function.getClass())
        || workshop().survey(function).isImmutable();
  }

  /**
   * The graph as it is now, with outer objects reduced to what byte code reads of them.
   *
   * @param graph an object of the engine that holds functions
   * @param remote whether another process may open it: then the envelope names the user's classes
   *     and carries static values
   * @throws EngineException when something that was put into the graph since its functions were
   *     declared cannot travel
   */
  public Envelope seal(Object graph, boolean remote) {
    return workshop().seal(graph, remote);
  }

  /**
   * Begins a digest anew and adds what {@link #seal} would write, which is held nowhere; of classes
   * their names alone, since in one process these are who they are.
   */
  public void digest(Object graph, MessageDigest digest) {
    workshop().digest(graph, digest);
  }

  /** The handles of the engine in what {@link #seal} would write, in its order. */
  public List<Shippable> handles(Object graph) {
    return workshop().handles(graph);
  }

  /**
   * A copy of the sealed graph; every call makes another.
   *
   * @param loader where its classes are
   * @throws EngineException ({@code CLOSURE_CLASS_MISSING}) when a class is not to be found
   */
  public Object open(Envelope envelope, ClassLoader loader) {
    return open(envelope, loader, UnaryOperator.identity());
  }

  /**
   * As the shorter form.
   *
   * @param binding gives for each object of the graph the one to use in its place: handles become
   *     what they stand for
   */
  public Object open(Envelope envelope, ClassLoader loader, UnaryOperator<Object> binding) {
    return new Opening(requireNonNull(loader), binding).open(envelope);
  }

  /**
   * What has to come before opening an envelope and calling its functions, where classes are loaded
   * apart from the driver's: the static fields that they read get the values of when it was sealed.
   */
  public StaticTurn turn(Envelope envelope, ClassLoader loader) {
    return StaticTurn.of(envelope, requireNonNull(loader));
  }

  /**
   * Assigns what is not assigned yet.
   *
   * @param binding as for {@link #open}; what it gives is shared by all tasks of the process
   * @return whether anything was: others may have waited for it
   * @throws EngineException ({@code CLOSURE_CLASS_MISSING}) when a class is not to be found
   */
  public boolean assign(StaticTurn.Held turn, UnaryOperator<Object> binding) {
    List<StaticValue> unassigned = turn.unassigned();
    for (StaticValue value : unassigned) new Opening(turn.loader(), binding).assign(value, turn);
    return !unassigned.isEmpty();
  }

  /**
   * The mutable static fields that {@link #seal} would send along, as far as a graph alone tells.
   */
  public Set<String> staticFields(Object graph) {
    return workshop().staticFields(graph);
  }

  /**
   * Notes a record of the driver that functions will be given: its methods may be called by them.
   */
  public void met(Object record) {
    workshop().met().meet(record);
  }

  /** The user's classes by name, for executors that ask. */
  public ClassSource classSource() {
    return workshop().classes();
  }

  private Workshop workshop() {
    Workshop known = workshop;
    if (known == null) {
      // Two of them do no harm: they only hold what can be found again.
      known = new Workshop(loaders);
      workshop = known;
    }
    return known;
  }
}
