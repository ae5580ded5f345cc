package io.brasa.core.lineage;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Moves elements through a list of links.
 *
 * <p>The chain is a loop, not a tower of iterators: an element enters at some position and is
 * carried from link to link until it falls out at the end or a filter drops it. An expanding link
 * opens a level: its iterator becomes the source from which the loop draws until it is exhausted,
 * then the loop falls back to the level before. So the depth of the stack does not depend on the
 * number of links, an expansion of a billion elements is never held, and stopping early is simply
 * not asking for more.
 *
 * <p>Invariant: {@code sources[0..level]} are the open iterators, {@code entries[i]} the position
 * of the first link behind source {@code i}, and {@code entries} ascends strictly.
 */
public final class Chain implements Iterator<Object>, AutoCloseable {
  private static final int CANCELLATION_INTERVAL = 1 << 10;

  private final List<Link> links;
  private final Object[] functions;
  private final byte[] kinds;
  private final Iterator<?>[] sources;
  private final int[] entries;
  private final TaskContext context;

  private int level;
  private int untilCheck = CANCELLATION_INTERVAL;
  private boolean isReady;
  private Object ready;

  private static final byte MAP = 0;
  private static final byte FILTER = 1;
  private static final byte EXPAND = 2;

  /**
   * @param links in the order in which elements pass them
   */
  public Chain(Iterator<?> source, List<Link> links, TaskContext context) {
    this.context = context;
    this.links = links;
    functions = new Object[links.size()];
    kinds = new byte[links.size()];
    int expansions = 0;
    for (int i = 0; i < functions.length; i++) {
      switch (links.get(i)) {
        case Link.Mapping map -> set(i, MAP, map.function());
        case Link.Filtering filter -> set(i, FILTER, filter.predicate());
        case Link.Expanding expand -> {
          set(i, EXPAND, expand.function());
          expansions++;
        }
      }
    }
    sources = new Iterator<?>[expansions + 1];
    entries = new int[expansions + 1];
    sources[0] = source;
  }

  private void set(int position, byte kind, Object function) {
    kinds[position] = kind;
    functions[position] = function;
  }

  @Override
  public boolean hasNext() {
    if (isReady) return true;
    try {
      isReady = advance();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new UserFunctionException(e);
    }
    return isReady;
  }

  @Override
  public Object next() {
    if (!hasNext()) throw new NoSuchElementException();
    isReady = false;
    Object element = ready;
    ready = null;
    return element;
  }

  /** Draws until one element falls out at the end; false when all sources are exhausted. */
  private boolean advance() throws Exception {
    while (true) {
      Iterator<?> source = sources[level];
      if (!source.hasNext()) {
        if (level == 0) return false;
        closeLevel();
        continue;
      }
      if (--untilCheck == 0) {
        context.checkCancelled();
        untilCheck = CANCELLATION_INTERVAL;
      }
      if (carry(source.next(), entries[level])) return true;
    }
  }

  /** Carries one element onwards; true when it has fallen out at the end. */
  @SuppressWarnings("unchecked")
  private boolean carry(Object start, int from) throws Exception {
    Object element = start;
    for (int i = from; i < kinds.length; i++) {
      switch (kinds[i]) {
        case MAP -> element = ((Function<Object, Object>) functions[i]).call(element);
        case FILTER -> {
          Boolean isWanted = ((Function<Object, Boolean>) functions[i]).call(element);
          if (isWanted == null) throw gaveNull(i);
          if (!isWanted) return false;
        }
        default -> {
          Iterator<?> expanded = ((FlatMapFunction<Object, Object>) functions[i]).call(element);
          if (expanded == null) throw gaveNull(i);
          sources[++level] = expanded;
          entries[level] = i + 1;
          return false;
        }
      }
    }
    ready = element;
    return true;
  }

  private NullPointerException gaveNull(int position) {
    return new NullPointerException(
        "the function of '" + links.get(position).name() + "' gave null");
  }

  /** Whether iterators of the user may be open at an early end. */
  public boolean expands() {
    return sources.length > 1;
  }

  private void closeLevel() throws Exception {
    Iterator<?> done = sources[level];
    sources[level--] = null;
    if (done instanceof AutoCloseable closeable) closeable.close();
  }

  /** Closes what links have expanded and not drained; the source belongs to whoever opened it. */
  @Override
  public void close() throws Exception {
    Exception first = null;
    while (level > 0) {
      try {
        closeLevel();
      } catch (Exception e) {
        if (first == null) first = e;
      }
    }
    if (first != null) throw first;
  }
}
