package io.brasa.testkit.program;

import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** The same operations on lists in memory, as plainly as they can be said. */
final class Plain {
  private Plain() {}

  /** One pair for each. */
  static List<Pair<Object, Object>> map(
      List<Pair<Object, Object>> pairs, BiFunction<Object, Object, Pair<Object, Object>> function) {
    List<Pair<Object, Object>> all = new ArrayList<>();
    for (Pair<Object, Object> pair : pairs) all.add(function.apply(pair._1(), pair._2()));
    return all;
  }

  static List<Pair<Object, Object>> filter(
      List<Pair<Object, Object>> pairs, BiPredicate<Object, Object> predicate) {
    List<Pair<Object, Object>> all = new ArrayList<>();
    for (Pair<Object, Object> pair : pairs) if (predicate.test(pair._1(), pair._2())) all.add(pair);
    return all;
  }

  static List<Pair<Object, Object>> flatMap(
      List<Pair<Object, Object>> pairs,
      BiFunction<Object, Object, List<Pair<Object, Object>>> function) {
    List<Pair<Object, Object>> all = new ArrayList<>();
    for (Pair<Object, Object> pair : pairs) all.addAll(function.apply(pair._1(), pair._2()));
    return all;
  }

  static Map<Object, List<Object>> groups(List<Pair<Object, Object>> pairs) {
    Map<Object, List<Object>> groups = new LinkedHashMap<>();
    for (Pair<Object, Object> pair : pairs)
      groups.computeIfAbsent(pair._1(), key -> new ArrayList<>()).add(pair._2());
    return groups;
  }

  /** One pair a key. */
  static List<Pair<Object, Object>> byKey(
      List<Pair<Object, Object>> pairs, BiFunction<Object, List<Object>, Object> function) {
    List<Pair<Object, Object>> all = new ArrayList<>();
    groups(pairs).forEach((key, values) -> all.add(Pair.of(key, function.apply(key, values))));
    return all;
  }

  static List<Pair<Object, Object>> join(
      List<Pair<Object, Object>> left,
      List<Pair<Object, Object>> right,
      boolean keepsLeft,
      boolean keepsRight) {
    Map<Object, List<Object>> lefts = groups(left);
    Map<Object, List<Object>> rights = groups(right);
    List<Pair<Object, Object>> all = new ArrayList<>();
    for (Object key : keys(lefts, rights)) {
      List<Object> ones = side(lefts.get(key), keepsRight);
      List<Object> others = side(rights.get(key), keepsLeft);
      for (Object one : ones)
        for (Object other : others) all.add(Pair.of(key, Pair.of(one, other)));
    }
    return all;
  }

  private static List<Object> side(List<Object> values, boolean isOptional) {
    if (values == null) return isOptional ? List.of(Optional.empty()) : List.of();
    if (!isOptional) return values;
    List<Object> wrapped = new ArrayList<>();
    for (Object value : values) wrapped.add(Optional.of(value));
    return wrapped;
  }

  static Set<Object> keys(Map<Object, ?> left, Map<Object, ?> right) {
    Set<Object> keys = new LinkedHashSet<>(left.keySet());
    keys.addAll(right.keySet());
    return keys;
  }

  static List<Object> orNone(List<Object> values) {
    return values == null ? List.of() : values;
  }

  static List<Pair<Object, Object>> concatenated(
      List<Pair<Object, Object>> left, List<Pair<Object, Object>> right) {
    List<Pair<Object, Object>> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  static List<Pair<Object, Object>> distinct(List<Pair<Object, Object>> pairs) {
    return new ArrayList<>(new LinkedHashSet<>(pairs));
  }

  /** Stable. */
  static List<Pair<Object, Object>> sorted(List<Pair<Object, Object>> pairs, boolean ascending) {
    List<Pair<Object, Object>> all = new ArrayList<>(pairs);
    var order = ascending ? Kind.NATURAL : Kind.NATURAL.reversed();
    all.sort((left, right) -> order.compare(left._1(), right._1()));
    return all;
  }

  static boolean isBetween(Object key, Object lower, Object upper) {
    return Kind.NATURAL.compare(lower, key) <= 0 && Kind.NATURAL.compare(key, upper) <= 0;
  }

  /** How often each occurs. */
  static Map<Object, Integer> bag(Iterable<?> values) {
    Map<Object, Integer> bag = new LinkedHashMap<>();
    for (Object value : values) bag.merge(wrapped(value), 1, Integer::sum);
    return bag;
  }

  /** A map takes no null in {@code merge}. */
  private static Object wrapped(Object value) {
    return Arrays.asList(value);
  }

  /** The difference of two bags in words; empty if there is none. */
  static String difference(Iterable<?> expected, Iterable<?> found) {
    Map<Object, Integer> left = bag(expected);
    Map<Object, Integer> right = bag(found);
    List<String> lines = new ArrayList<>();
    Set<Object> all = new LinkedHashSet<>(left.keySet());
    all.addAll(right.keySet());
    for (Object value : all) {
      if (Objects.equals(left.get(value), right.get(value)) || lines.size() == 5) continue;
      lines.add(
          value
              + " is there "
              + right.getOrDefault(value, 0)
              + " times instead of "
              + left.getOrDefault(value, 0));
    }
    return String.join("; ", lines);
  }
}
