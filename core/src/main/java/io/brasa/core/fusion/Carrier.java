package io.brasa.core.fusion;

import io.brasa.core.lineage.Link;
import java.util.Iterator;
import java.util.List;

/**
 * What moves elements through a chain: the interpreter, or a kernel generated for the chain's
 * shape.
 *
 * <p>Each expanding link opens a level. {@code open[0]} is the source, {@code open[k]} the iterator
 * that the k-th expanding link gave last, null while there is none; an element drawn at level k
 * passes the links behind the k-th expanding one. This is all the state there is between two
 * elements, so that one carrier can take over from another at any such point, and so that the depth
 * of the stack depends on neither the number of links nor that of elements.
 *
 * <p>Not final as a seam for generated classes, which live in this package. Belongs to one thread.
 */
abstract class Carrier {
  final List<Link> links;
  final Iterator<?>[] open;

  /** The keys to which the elements of a level belong; only for {@code EXPAND_VALUE} in kernels. */
  final Object[] keys;

  /** How many elements may be drawn before {@link #run} returns; counts down. */
  int budget;

  /** Where there is no sink: the element that has fallen out at the end, if {@link #isReady}. */
  Object value;

  boolean isReady;

  Carrier(List<Link> links, Iterator<?>[] open) {
    this.links = links;
    this.open = open;
    this.keys = new Object[open.length];
  }

  /**
   * Draws until the source is exhausted, which is answered with true, or until the budget is spent
   * or an element is ready. May be called again afterwards; after an exception where there is no
   * sink, when the element that was underway is gone.
   */
  abstract boolean run() throws Exception;

  final NullPointerException gaveNull(int position) {
    return new NullPointerException(
        "the function of '" + links.get(position).name() + "' gave null");
  }

  /** The level is exhausted. */
  final void closeLevel(int level) throws Exception {
    Iterator<?> done = open[level];
    open[level] = null;
    keys[level] = null;
    if (done instanceof AutoCloseable closeable) closeable.close();
  }

  /** Closes what links have expanded and not drained; the source belongs to whoever opened it. */
  final void closeLevels() throws Exception {
    Exception first = null;
    for (int level = open.length - 1; level > 0; level--) {
      try {
        if (open[level] != null) closeLevel(level);
      } catch (Exception e) {
        if (first == null) first = e;
      }
    }
    if (first != null) throw first;
  }
}
