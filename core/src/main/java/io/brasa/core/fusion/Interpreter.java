package io.brasa.core.fusion;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.lineage.Form;
import io.brasa.core.lineage.Link;
import java.util.Iterator;
import java.util.List;

/**
 * Moves elements through any chain, from the first one on: a loop over the links, not a tower of
 * iterators. An element enters at some position and is carried from link to link until it falls out
 * at the end or a filter drops it. When a level is exhausted the loop falls back to the one before.
 */
final class Interpreter extends Carrier {
  private static final byte MAP = 0;
  private static final byte FILTER = 1;
  private static final byte EXPAND = 2;

  private final Object[] functions;
  private final byte[] kinds;

  /** For each level the first link behind its expanding one. */
  private final int[] entries;

  /** Null if elements are pulled. */
  private final Sink sink;

  private int level;

  private Interpreter(List<Link> links, Iterator<?>[] open, Sink sink) {
    super(links, open);
    this.sink = sink;
    functions = new Object[links.size()];
    kinds = new byte[links.size()];
    entries = new int[open.length];
    int expansions = 0;
    for (int i = 0; i < functions.length; i++) {
      switch (links.get(i)) {
        case Link.Mapping map -> set(i, MAP, map.function());
        case Link.Filtering filter -> set(i, FILTER, filter.predicate());
        case Link.Expanding expand -> {
          set(i, EXPAND, expand.function());
          entries[++expansions] = i + 1;
        }
      }
    }
  }

  /**
   * @param sink null if elements are pulled
   */
  static Interpreter of(Iterator<?> source, List<Link> links, Sink sink) {
    int levels = 1;
    for (Link link : links) if (link instanceof Link.Expanding) levels++;
    Iterator<?>[] open = new Iterator<?>[levels];
    open[0] = source;
    return new Interpreter(links, open, sink);
  }

  private void set(int position, byte kind, Object function) {
    kinds[position] = kind;
    functions[position] = function;
  }

  @Override
  boolean run() throws Exception {
    while (true) {
      Iterator<?> source = open[level];
      if (!source.hasNext()) {
        if (level == 0) return true;
        closeLevel(level--);
        continue;
      }
      if (budget <= 0) return false;
      budget--;
      if (carry(source.next(), entries[level])) return false;
    }
  }

  /** Carries one element onwards; true when it is ready to be pulled. */
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
          open[++level] = expanded;
          return false;
        }
      }
    }
    if (sink != null) {
      sink.accept(element);
      return false;
    }
    value = element;
    isReady = true;
    return true;
  }

  /**
   * Whether a kernel can go on from here: what {@code EXPAND_VALUE} has opened knows its key, which
   * kernels keep apart.
   */
  boolean canHandOver() {
    for (int k = 1; k <= level; k++)
      if (links.get(entries[k] - 1).form() == Form.EXPAND_VALUE) return false;
    return true;
  }
}
