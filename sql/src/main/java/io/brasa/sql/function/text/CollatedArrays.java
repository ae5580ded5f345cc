package io.brasa.sql.function.text;

import io.brasa.sql.function.text.CollatedFunctions.TextOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Arrays of texts that are compared by a collation. */
final class CollatedArrays {
  private CollatedArrays() {}

  /** The last in the order, the first given of those that are equal; nulls do not count. */
  static Object last(TextOrder order, List<Object> texts) {
    Object best = null;
    for (Object text : texts)
      if (text != null && (best == null || order.compare(text, best) > 0)) best = text;
    return best;
  }

  /** As {@link #last}, from the other end. */
  static Object first(TextOrder order, List<Object> texts) {
    Object best = null;
    for (Object text : texts)
      if (text != null && (best == null || order.compare(text, best) < 0)) best = text;
    return best;
  }

  static Object contains(TextOrder order, List<Object> values) {
    if ((Long) position(order, values) > 0) return true;
    return CollatedFunctions.list(values, 0).contains(null) ? null : (Object) false;
  }

  static Object position(TextOrder order, List<Object> values) {
    List<Object> texts = CollatedFunctions.list(values, 0);
    String wanted = order.key(values.get(1));
    for (int i = 0; i < texts.size(); i++)
      if (texts.get(i) != null && order.key(texts.get(i)).equals(wanted)) return i + 1L;
    return 0L;
  }

  static Object overlap(TextOrder order, List<Object> values) {
    List<Object> left = CollatedFunctions.list(values, 0);
    List<Object> right = CollatedFunctions.list(values, 1);
    Map<String, Object> known = order.firsts(right);
    for (Object text : left) if (text != null && known.containsKey(order.key(text))) return true;
    boolean mayBe = left.contains(null) || right.contains(null);
    return mayBe && !left.isEmpty() && !right.isEmpty() ? null : (Object) false;
  }

  static List<Object> distinct(TextOrder order, List<Object> texts) {
    return new ArrayList<>(order.firsts(texts).values());
  }

  static Object union(TextOrder order, List<Object> values) {
    List<Object> all = new ArrayList<>(CollatedFunctions.list(values, 0));
    all.addAll(CollatedFunctions.list(values, 1));
    return distinct(order, all);
  }

  static Object intersect(TextOrder order, List<Object> values) {
    Map<String, Object> found = order.firsts(CollatedFunctions.list(values, 0));
    found.keySet().retainAll(order.firsts(CollatedFunctions.list(values, 1)).keySet());
    return new ArrayList<>(found.values());
  }

  static Object except(TextOrder order, List<Object> values) {
    Map<String, Object> found = order.firsts(CollatedFunctions.list(values, 0));
    found.keySet().removeAll(order.firsts(CollatedFunctions.list(values, 1)).keySet());
    return new ArrayList<>(found.values());
  }

  static Object remove(TextOrder order, List<Object> values) {
    String unwanted = order.key(values.get(1));
    List<Object> left = new ArrayList<>(CollatedFunctions.list(values, 0));
    left.removeIf(text -> text != null && order.key(text).equals(unwanted));
    return left;
  }

  static Object sortArray(TextOrder order, List<Object> values) {
    boolean isAscending = values.size() < 2 || (Boolean) values.get(1);
    List<Object> sorted = sorted(order, CollatedFunctions.list(values, 0), true);
    return isAscending ? sorted : descending(order, sorted);
  }

  private static List<Object> descending(TextOrder order, List<Object> texts) {
    List<Object> sorted = new ArrayList<>(texts);
    sorted.sort(Comparator.nullsLast((one, other) -> order.compare(other, one)));
    return sorted;
  }

  static List<Object> sorted(TextOrder order, List<Object> texts, boolean areNullsFirst) {
    Comparator<Object> comparator = order::compare;
    List<Object> sorted = new ArrayList<>(texts);
    sorted.sort(
        areNullsFirst ? Comparator.nullsFirst(comparator) : Comparator.nullsLast(comparator));
    return sorted;
  }
}
