package io.brasa.ui.state;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Bounds maps in the order of insertion. */
final class Dropping {
  private Dropping() {}

  /**
   * Drops the oldest that have ended, when there are a tenth more than are kept: so that the search
   * for them is rare.
   */
  static <K, V> void ended(
      Map<K, V> all, int most, Predicate<? super V> hasEnded, Consumer<? super V> onDrop) {
    if (all.size() <= most + Math.max(1, most / 10)) return;
    int over = all.size() - most;
    for (var each = all.values().iterator(); each.hasNext() && over > 0; ) {
      V value = each.next();
      if (!hasEnded.test(value)) continue;
      each.remove();
      onDrop.accept(value);
      over--;
    }
  }
}
