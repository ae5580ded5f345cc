package io.brasa.sql.function.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.collation.Collation;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Functions that compare texts within what they are given, for texts that have a collation: each by
 * another function, of a name that nobody can write, whose first argument names the collation. Rows
 * are taken one by one, as objects: correct, and slower than the functions that they stand for.
 */
public final class CollatedFunctions {
  private static final String PREFIX = "__collated_";
  private static final String UNIQUE_KEYS = "map_of_unique_keys";

  /** What is done with the values of a row; null is null. */
  @FunctionalInterface
  private interface Body {
    Object of(TextOrder order, List<Object> values);
  }

  private static final Map<String, Body> OF_VALUES =
      Map.ofEntries(
          Map.entry("greatest", (order, values) -> CollatedArrays.last(order, values)),
          Map.entry("least", (order, values) -> CollatedArrays.first(order, values)),
          Map.entry("array_contains", CollatedArrays::contains),
          Map.entry("array_position", CollatedArrays::position),
          Map.entry("arrays_overlap", CollatedArrays::overlap),
          Map.entry("array_distinct", (order, v) -> CollatedArrays.distinct(order, list(v, 0))),
          Map.entry("array_union", CollatedArrays::union),
          Map.entry("array_intersect", CollatedArrays::intersect),
          Map.entry("array_except", CollatedArrays::except),
          Map.entry("array_remove", CollatedArrays::remove),
          Map.entry("array_sort", (order, v) -> CollatedArrays.sorted(order, list(v, 0), false)),
          Map.entry("sort_array", CollatedArrays::sortArray),
          Map.entry("array_max", (order, v) -> CollatedArrays.last(order, list(v, 0))),
          Map.entry("array_min", (order, v) -> CollatedArrays.first(order, list(v, 0))),
          Map.entry("map_contains_key", CollatedFunctions::hasKey),
          Map.entry("element_at", CollatedFunctions::valueOf),
          Map.entry("try_element_at", CollatedFunctions::valueOf),
          Map.entry(UNIQUE_KEYS, CollatedFunctions::unique),
          Map.entry("replace", CollatedSearch::replace),
          Map.entry("split_part", CollatedSearch::onePart),
          Map.entry("substring_index", CollatedSearch::upTo),
          Map.entry("translate", CollatedSearch::translate));

  /** Those that are given nulls beside texts. */
  private static final Set<String> LENIENT = Set.of("greatest", "least");

  /**
   * Those that do not go by keys of whole texts: spaces at the end would not count in the middle.
   */
  private static final Set<String> OF_PARTS =
      Set.of("replace", "split_part", "substring_index", "translate");

  private CollatedFunctions() {}

  @SuppressWarnings("unchecked")
  static List<Object> list(List<Object> values, int place) {
    return (List<Object>) values.get(place);
  }

  /** Whether there is one for a function and texts of a collation. */
  public static boolean has(String name, Collation collation) {
    return OF_VALUES.containsKey(name) && !(collation.isTrimmed() && OF_PARTS.contains(name));
  }

  /** The call of the function that stands for another. */
  public static Expression call(String name, Call call, Collation collation) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(Literal.of(collation.name()));
    arguments.addAll(call.arguments());
    return new Call(PREFIX + name, arguments, call.type(), call.nullable());
  }

  /**
   * A map that fails if two of its keys are equal.
   *
   * @param name of the function that makes it, for errors
   * @param type of keys with a collation
   */
  public static Expression uniqueKeys(
      String name, Expression map, DataType type, Collation collation) {
    List<Expression> arguments = List.of(Literal.of(collation.name()), Literal.of(name), map);
    return new Call(PREFIX + UNIQUE_KEYS, arguments, type, map.nullable());
  }

  /** All, by the names of their own. */
  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    for (String name : new TreeSet<>(OF_VALUES.keySet())) functions.add(function(name));
    return functions;
  }

  private static Function function(String name) {
    Body body = OF_VALUES.get(name);
    return new Function.Scalar(
        PREFIX + name,
        (arguments, _) -> {
          throw Signature.mismatch(PREFIX + name, arguments);
        },
        (call, _) -> {
          Literal named = (Literal) call.argument(0);
          TextOrder order = new TextOrder(Collation.named((String) named.value()));
          PerRow rows = LENIENT.contains(name) ? PerRow.LENIENT : PerRow.STRICT;
          return rows.values(call.type(), (arguments, out) -> run(body, order, arguments, out));
        });
  }

  private static void run(Body body, TextOrder order, Arguments arguments, VectorBuilder out) {
    List<Object> values = new ArrayList<>();
    for (int i = 1; i < arguments.count(); i++) values.add(arguments.value(i));
    Values.append(out, body.of(order, values));
  }

  private static Object hasKey(TextOrder order, List<Object> values) {
    String wanted = order.key(values.get(1));
    return ((Map<?, ?>) values.get(0)).keySet().stream().anyMatch(k -> order.key(k).equals(wanted));
  }

  private static Object valueOf(TextOrder order, List<Object> values) {
    String wanted = order.key(values.get(1));
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) values.get(0)).entrySet())
      if (order.key(entry.getKey()).equals(wanted)) return entry.getValue();
    return null;
  }

  private static Object unique(TextOrder order, List<Object> values) {
    Set<String> keys = new HashSet<>();
    for (Object key : ((Map<?, ?>) values.get(1)).keySet())
      if (!keys.add(order.key(key)))
        throw Failures.invalidArgument(
            (String) values.get(0), "the key " + key + " twice", "each key once");
    return values.get(1);
  }

  /** Texts by their keys, kept as text for what is compared again and again. */
  record TextOrder(Collation collation) {
    String key(Object text) {
      byte[] bytes = ((String) text).getBytes(UTF_8);
      return new String(collation.key(bytes, 0, bytes.length), UTF_8);
    }

    /** As the bytes of keys are. */
    int compare(Object one, Object other) {
      byte[] left = key(one).getBytes(UTF_8);
      byte[] right = key(other).getBytes(UTF_8);
      return java.util.Arrays.compareUnsigned(left, right);
    }

    /** The first of the texts of each key; null has a place of its own. */
    Map<String, Object> firsts(List<Object> texts) {
      Map<String, Object> found = new LinkedHashMap<>();
      for (Object text : texts) found.putIfAbsent(text == null ? null : key(text), text);
      return found;
    }
  }
}
