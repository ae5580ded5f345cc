package io.brasa.core.closure;

import java.util.ArrayList;
import java.util.List;

/**
 * The loaders of an executor for one application. Usually there is one. When a class comes again
 * with other bytes, as shells redefine theirs, a new generation begins; functions that were opened
 * before keep their classes. Safe for use by many threads.
 */
public final class ShippedClassLoaders {
  /** Older generations are forgotten; what still runs on them keeps them alive. */
  private static final int GENERATIONS_MAX = 16;

  private final ClassSource source;
  private final ClassLoader parent;
  private final List<ShippedClassLoader> generations = new ArrayList<>();

  /**
   * @param source gives the bytes of the user's classes, by a call that may wait
   * @param parent the loader of the engine
   */
  public ShippedClassLoaders(ClassSource source, ClassLoader parent) {
    this.source = source;
    this.parent = parent;
  }

  /** The newest loader that has no class by another hash than the envelope says. */
  public synchronized ClassLoader forEnvelope(Envelope envelope) {
    for (int i = generations.size() - 1; i >= 0; i--) {
      if (generations.get(i).expect(envelope.classes())) return generations.get(i);
    }
    ShippedClassLoader next = new ShippedClassLoader(source, parent);
    next.expect(envelope.classes());
    if (generations.size() == GENERATIONS_MAX) generations.removeFirst();
    generations.add(next);
    return next;
  }
}
