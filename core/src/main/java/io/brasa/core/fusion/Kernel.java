package io.brasa.core.fusion;

import io.brasa.core.lineage.Link;
import java.util.Iterator;
import java.util.List;

/** A carrier made for one shape. The first instance of each class is a prototype without links. */
abstract class Kernel extends Carrier {
  Kernel(List<Link> links, Iterator<?>[] open) {
    super(links, open);
  }

  /**
   * A kernel of the same class.
   *
   * @param functions what each link calls
   * @param open of the carrier from which it takes over
   */
  abstract Kernel make(Object[] functions, Sink sink, List<Link> links, Iterator<?>[] open);

  // ---- for generated code

  final void enter(int level, Iterator<?> elements) {
    open[level] = elements;
  }

  final void enter(int level, Iterator<?> elements, Object key) {
    open[level] = elements;
    keys[level] = key;
  }
}
