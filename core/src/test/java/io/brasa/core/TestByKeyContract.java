package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import io.brasa.core.function.Quadruple;
import io.brasa.core.function.Triple;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation by key against plain collections: for each shape of data, each kind of key, with
 * and without strict mode, and with tasks that fail at first.
 */
@ParameterizedClass
@MethodSource("worlds")
final class TestByKeyContract {
  static Stream<World> worlds() {
    return Stream.of(
        new World("local[2]", false, false),
        new World("local[2]", true, false),
        new World("local[2,2]", false, true),
        new World("local[2,2]", true, true));
  }

  record World(String master, boolean isStrict, boolean isFlaky) {}

  private final World world;
  private final BrasaContext brasa;
  private int turn;

  TestByKeyContract(World world) {
    this.world = world;
    this.turn = (world.isStrict ? 6 : 0) + (world.isFlaky ? 12 : 0);
    this.brasa = BrasaContext.builder().master(world.master).strict(world.isStrict).build();
  }

  @AfterEach
  void close() {
    brasa.close();
    assertEquals(world.isFlaky, !FAILED.isEmpty(), "tasks fail where they should");
    FAILED.clear();
  }

  // ---- data

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  record Mixed(Color color, String name) {}

  /** A class of the user with equality of its own and an enum in its hash. */
  static final class Own implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private final Color color;
    private final int number;

    Own(Color color, int number) {
      this.color = color;
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Own own && own.color == color && own.number == number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(color, number);
    }

    @Override
    public String toString() {
      return "own " + color + number;
    }
  }

  enum Keys {
    NUMBERS,
    TEXTS,
    ENUMS,
    RECORDS,
    OWN,
    NULLS;

    Object of(int number) {
      Color color = Color.values()[number % 3];
      return switch (this) {
        case NUMBERS -> number;
        case TEXTS -> "key" + number;
        case ENUMS -> color;
        case RECORDS -> new Mixed(color, "n" + number);
        case OWN -> new Own(color, number);
        case NULLS -> number % 3 == 0 ? null : "k" + number;
      };
    }
  }

  /** Pairs as they lie in partitions. */
  record Data(String name, List<List<Pair<Object, Integer>>> parts) {
    List<Pair<Object, Integer>> all() {
      return parts.stream().flatMap(List::stream).toList();
    }
  }

  private static List<Data> shapes(Keys keys) {
    return List.of(
        new Data("nothing", List.of()),
        new Data("empty", List.of(List.of(), List.of(), List.of())),
        new Data("single", List.of(List.of(), List.of(Pair.of(keys.of(4), 5)), List.of())),
        new Data("many", List.of(pairs(keys, 40, 7), pairs(keys, 30, 11), pairs(keys, 1, 3))),
        new Data("skewed", List.of(List.of(), List.of(), pairs(keys, 90, 4), List.of())),
        new Data("one key", List.of(pairs(keys, 20, 1), pairs(keys, 30, 1))));
  }

  private static List<Pair<Object, Integer>> pairs(Keys keys, int count, int differentKeys) {
    List<Pair<Object, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) pairs.add(Pair.of(keys.of(i % differentKeys), i));
    return pairs;
  }

  private static Data other(Keys keys) {
    return new Data("other", List.of(pairs(keys, 6, 3), pairs(keys, 2, 13)));
  }

  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger RUNS = new AtomicInteger();

  private PairRDD<Object, Integer> dataset(Data data) {
    if (data.parts.isEmpty()) return PairRDD.fromRDD(brasa.emptyRDD());
    int run = RUNS.getAndIncrement();
    List<List<Pair<Object, Integer>>> parts = data.parts;
    boolean isFlaky = world.isFlaky;
    return PairRDD.fromRDD(
        brasa
            .parallelize(parts, parts.size())
            .mapPartitionsWithIndex(
                (index, lists) -> {
                  Iterator<Pair<Object, Integer>> records =
                      new ArrayList<>(lists.next()).iterator();
                  boolean fails = isFlaky && FAILED.add(run + "/" + index);
                  return fails ? failing(records) : records;
                }));
  }

  private static <T> Iterator<T> failing(Iterator<T> records) {
    return new Iterator<>() {
      private int count;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public T next() {
        if (count++ == 3 || !records.hasNext()) throw new IllegalStateException("a bad start");
        return records.next();
      }
    };
  }

  // ---- operations and their models

  private interface Operation {
    Object of(PairRDD<Object, Integer> data, PairRDD<Object, Integer> other);
  }

  private interface Model {
    Object of(List<Pair<Object, Integer>> data, List<Pair<Object, Integer>> other);
  }

  private void check(String name, Operation operation, Model model) {
    check(name, List.of(Keys.values()), operation, model);
  }

  private void check(String name, List<Keys> kinds, Operation operation, Model model) {
    for (Keys keys : kinds) {
      // Every kind has its turn in one of the worlds.
      if (kinds.size() > 2 && (keys.ordinal() + turn++ / kinds.size()) % 3 != 0) continue;
      Data other = other(keys);
      for (Data data : shapes(keys)) {
        String what = name + " of " + data.name + " with " + keys;
        Object found = operation.of(dataset(data), dataset(other));
        List<?> expected = flat(model.of(data.all(), other.all()));
        assertEquals(texts(expected), texts(flat(found)), what);
      }
    }
  }

  private static List<Object> flat(Object result) {
    Object collected = result instanceof RDD<?> rdd ? rdd.collect() : result;
    if (collected instanceof Map<?, ?> map) {
      List<Object> entries = new ArrayList<>();
      map.forEach((key, value) -> entries.add(Pair.of(key, value)));
      return entries;
    }
    return new ArrayList<>((Collection<?>) collected);
  }

  private static List<String> texts(Collection<?> values) {
    return values.stream().map(TestByKeyContract::text).sorted().toList();
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "null";
      case Pair<?, ?> pair -> "(" + text(pair._1()) + "," + text(pair._2()) + ")";
      case Triple<?, ?, ?> three ->
          "(" + text(three._1()) + "," + text(three._2()) + "," + text(three._3()) + ")";
      case Quadruple<?, ?, ?, ?> four ->
          text(Triple.of(four._1(), four._2(), four._3())) + "," + text(four._4());
      case Optional<?> optional -> optional.isEmpty() ? "-" : "+" + text(optional.get());
      case Iterable<?> many -> {
        List<Object> all = new ArrayList<>();
        many.forEach(all::add);
        yield texts(all).toString();
      }
      default -> value.toString();
    };
  }

  private static Map<Object, List<Integer>> groups(List<Pair<Object, Integer>> pairs) {
    Map<Object, List<Integer>> groups = new LinkedHashMap<>();
    for (Pair<Object, Integer> pair : pairs)
      groups.computeIfAbsent(pair._1(), key -> new ArrayList<>()).add(pair._2());
    return groups;
  }

  private static Map<Object, Integer> sums(List<Pair<Object, Integer>> pairs) {
    Map<Object, Integer> sums = new LinkedHashMap<>();
    pairs.forEach(pair -> sums.merge(pair._1(), pair._2(), Integer::sum));
    return sums;
  }

  private static final Partitioner THREE = new HashPartitioner(3);

  @Test
  void reducesAndFolds() {
    Model sums = (data, other) -> sums(data);
    check("reduceByKey", (data, other) -> data.reduceByKey(Integer::sum), sums);
    check("reduceByKey n", (data, other) -> data.reduceByKey(Integer::sum, 2), sums);
    check("reduceByKey p", (data, other) -> data.reduceByKey(THREE, Integer::sum), sums);
    check("foldByKey", (data, other) -> data.foldByKey(0, Integer::sum), sums);
    check("foldByKey n", (data, other) -> data.foldByKey(0, 4, Integer::sum), sums);
    check("foldByKey p", (data, other) -> data.foldByKey(0, THREE, Integer::sum), sums);
    check("reduceByKeyLocally", (data, other) -> data.reduceByKeyLocally(Integer::sum), sums);
    check(
        "reduceByKey in place",
        (data, other) -> data.partitionBy(THREE).reduceByKey(Integer::sum),
        sums);
  }

  private static List<Integer> listOf(Integer value) {
    return new ArrayList<>(List.of(value));
  }

  private static List<Integer> added(List<Integer> list, Integer value) {
    list.add(value);
    return list;
  }

  private static List<Integer> joined(List<Integer> first, List<Integer> second) {
    first.addAll(second);
    return first;
  }

  @Test
  void combinesAndAggregatesIntoThingsThatChange() {
    Model groups = (data, other) -> groups(data);
    check(
        "combineByKey",
        (data, other) ->
            data.combineByKey(
                TestByKeyContract::listOf, TestByKeyContract::added, TestByKeyContract::joined),
        groups);
    check(
        "combineByKey n",
        (data, other) ->
            data.combineByKey(
                TestByKeyContract::listOf, TestByKeyContract::added, TestByKeyContract::joined, 2),
        groups);
    check(
        "combineByKey on the reduce side",
        (data, other) ->
            data.combineByKey(
                TestByKeyContract::listOf,
                TestByKeyContract::added,
                TestByKeyContract::joined,
                THREE,
                false),
        groups);
    List<Integer> zero = new ArrayList<>();
    check(
        "aggregateByKey",
        (data, other) ->
            data.aggregateByKey(zero, TestByKeyContract::added, TestByKeyContract::joined),
        groups);
    check(
        "aggregateByKey n",
        (data, other) ->
            data.aggregateByKey(zero, 2, TestByKeyContract::added, TestByKeyContract::joined),
        groups);
    check(
        "aggregateByKey p",
        (data, other) ->
            data.aggregateByKey(zero, THREE, TestByKeyContract::added, TestByKeyContract::joined),
        groups);
    assertTrue(zero.isEmpty(), "the zero value of the caller stays as it is");
  }

  @Test
  void groups() {
    Model groups = (data, other) -> groups(data);
    check("groupByKey", (data, other) -> data.groupByKey(), groups);
    check("groupByKey n", (data, other) -> data.groupByKey(2), groups);
    check("groupByKey p", (data, other) -> data.groupByKey(THREE), groups);
  }

  private static List<Integer> none() {
    return List.of();
  }

  private static Collection<Object> keysOf(List<Pair<Object, Integer>> one, Map<Object, ?> two) {
    Map<Object, Object> keys = new LinkedHashMap<>(groups(one));
    keys.putAll(two);
    return keys.keySet();
  }

  @Test
  void cogroups() {
    Model two =
        (data, other) -> {
          Map<Object, List<Integer>> left = groups(data);
          Map<Object, List<Integer>> right = groups(other);
          Map<Object, Object> all = new LinkedHashMap<>();
          for (Object key : keysOf(data, right))
            all.put(key, Pair.of(left.getOrDefault(key, none()), right.getOrDefault(key, none())));
          return all;
        };
    check("cogroup", (data, other) -> data.cogroup(other), two);
    check("cogroup n", (data, other) -> data.cogroup(other, 2), two);
    check("cogroup p", (data, other) -> data.cogroup(other, THREE), two);
    check("groupWith", (data, other) -> data.groupWith(other), two);
    Model three =
        (data, other) -> {
          Map<Object, List<Integer>> left = groups(data);
          Map<Object, List<Integer>> right = groups(other);
          Map<Object, Object> all = new LinkedHashMap<>();
          for (Object key : keysOf(data, right)) {
            List<Integer> mine = left.getOrDefault(key, none());
            all.put(key, Triple.of(mine, right.getOrDefault(key, none()), mine));
          }
          return all;
        };
    check("cogroup of 3", (data, other) -> data.cogroup(other, data), three);
    check("cogroup of 3 n", (data, other) -> data.cogroup(other, data, 5), three);
    check("cogroup of 3 p", (data, other) -> data.cogroup(other, data, THREE), three);
    check("groupWith of 3", (data, other) -> data.groupWith(other, data), three);
    Model four =
        (data, other) -> {
          Map<Object, Object> all = new LinkedHashMap<>();
          ((Map<?, ?>) three.of(data, other))
              .forEach(
                  (key, value) -> {
                    Triple<?, ?, ?> triple = (Triple<?, ?, ?>) value;
                    all.put(key, Quadruple.of(triple._1(), triple._2(), triple._3(), triple._2()));
                  });
          return all;
        };
    check("cogroup of 4", (data, other) -> data.cogroup(other, data, other), four);
    check("cogroup of 4 n", (data, other) -> data.cogroup(other, data, other, 5), four);
    check("cogroup of 4 p", (data, other) -> data.cogroup(other, data, other, THREE), four);
    check("groupWith of 4", (data, other) -> data.groupWith(other, data, other), four);
  }

  /** A join by nested loops. */
  private static List<Object> join(
      List<Pair<Object, Integer>> left,
      List<Pair<Object, Integer>> right,
      boolean keepsLeft,
      boolean keepsRight) {
    List<Object> all = new ArrayList<>();
    for (Pair<Object, Integer> one : left) {
      for (Pair<Object, Integer> two : right) {
        if (!Objects.equals(one._1(), two._1())) continue;
        Object first = keepsRight ? Optional.of(one._2()) : one._2();
        Object second = keepsLeft ? Optional.of(two._2()) : two._2();
        all.add(Pair.of(one._1(), Pair.of(first, second)));
      }
      boolean isAlone = right.stream().noneMatch(two -> Objects.equals(one._1(), two._1()));
      Object value = keepsRight ? Optional.of(one._2()) : one._2();
      if (keepsLeft && isAlone) all.add(Pair.of(one._1(), Pair.of(value, Optional.empty())));
    }
    for (Pair<Object, Integer> two : right) {
      boolean isAlone = left.stream().noneMatch(one -> Objects.equals(one._1(), two._1()));
      Object value = keepsLeft ? Optional.of(two._2()) : two._2();
      if (keepsRight && isAlone) all.add(Pair.of(two._1(), Pair.of(Optional.empty(), value)));
    }
    return all;
  }

  @Test
  void joinsInEachWay() {
    Model inner = (data, other) -> join(data, other, false, false);
    check("join", (data, other) -> data.join(other), inner);
    check("join n", (data, other) -> data.join(other, 2), inner);
    check("join p", (data, other) -> data.join(other, THREE), inner);
    Model left = (data, other) -> join(data, other, true, false);
    check("leftOuterJoin", (data, other) -> data.leftOuterJoin(other), left);
    check("leftOuterJoin n", (data, other) -> data.leftOuterJoin(other, 2), left);
    check("leftOuterJoin p", (data, other) -> data.leftOuterJoin(other, THREE), left);
    Model right = (data, other) -> join(data, other, false, true);
    check("rightOuterJoin", (data, other) -> data.rightOuterJoin(other), right);
    check("rightOuterJoin n", (data, other) -> data.rightOuterJoin(other, 2), right);
    check("rightOuterJoin p", (data, other) -> data.rightOuterJoin(other, THREE), right);
    Model full = (data, other) -> join(data, other, true, true);
    check("fullOuterJoin", (data, other) -> data.fullOuterJoin(other), full);
    check("fullOuterJoin n", (data, other) -> data.fullOuterJoin(other, 2), full);
    check("fullOuterJoin p", (data, other) -> data.fullOuterJoin(other, THREE), full);
    check(
        "join in place",
        (data, other) -> data.partitionBy(THREE).fullOuterJoin(other.partitionBy(THREE)),
        full);
  }

  @Test
  void subtracts() {
    Model model =
        (data, other) -> data.stream().filter(p -> !groups(other).containsKey(p._1())).toList();
    check("subtractByKey", (data, other) -> data.subtractByKey(other), model);
    check("subtractByKey n", (data, other) -> data.subtractByKey(other, 2), model);
    check("subtractByKey p", (data, other) -> data.subtractByKey(other, THREE), model);
    check(
        "subtractByKey in place",
        (data, other) -> data.partitionBy(THREE).subtractByKey(other.partitionBy(THREE)),
        model);
  }

  @Test
  void countsAndLooksUp() {
    check(
        "countByKey",
        (data, other) -> data.countByKey(),
        (data, other) -> {
          Map<Object, Object> counts = new LinkedHashMap<>();
          groups(data).forEach((key, values) -> counts.put(key, values.size()));
          return counts;
        });
    for (Keys keys : Keys.values()) {
      for (int number : List.of(0, 4, 99)) {
        Object key = keys.of(number);
        Model model = (data, other) -> groups(data).getOrDefault(key, none());
        check("lookup", List.of(keys), (data, other) -> data.lookup(key), model);
        check(
            "lookup in a partition",
            List.of(keys),
            (data, other) -> data.partitionBy(THREE).lookup(key),
            model);
      }
    }
  }

  @Test
  void placesAndSorts() {
    List<Keys> sortable = List.of(Keys.NUMBERS, Keys.TEXTS, Keys.ENUMS);
    Model same = (data, other) -> data;
    check("partitionBy", (data, other) -> data.partitionBy(THREE), same);
    check("sortByKey", sortable, (data, other) -> data.sortByKey(), same);
    check("sortByKey back", sortable, (data, other) -> data.sortByKey(false, 3), same);
    check(
        "repartitionAndSortWithinPartitions",
        sortable,
        (data, other) -> data.repartitionAndSortWithinPartitions(THREE),
        same);
    check(
        "filterByRange",
        List.of(Keys.NUMBERS),
        (data, other) -> data.filterByRange(2, 5),
        (data, other) ->
            data.stream().filter(p -> (Integer) p._1() >= 2 && (Integer) p._1() <= 5).toList());
    check(
        "filterByRange of ranges",
        List.of(Keys.NUMBERS),
        (data, other) -> data.sortByKey(false, 4).filterByRange(2, 5),
        (data, other) ->
            data.stream().filter(p -> (Integer) p._1() >= 2 && (Integer) p._1() <= 5).toList());
  }

  @Test
  void changesKeysAndValues() {
    check(
        "keys",
        (data, other) -> data.keys(),
        (data, other) -> data.stream().map(Pair::_1).toList());
    check(
        "values",
        (data, other) -> data.values(),
        (data, other) -> data.stream().map(Pair::_2).toList());
    check(
        "swap",
        (data, other) -> data.mapToPair(Pair::swap),
        (data, other) -> data.stream().map(Pair::swap).toList());
    check(
        "mapValues",
        (data, other) -> data.mapValues(x -> x % 2 == 0 ? null : x),
        (data, other) ->
            data.stream().map(p -> Pair.of(p._1(), p._2() % 2 == 0 ? null : p._2())).toList());
    check(
        "flatMapValues",
        (data, other) -> data.flatMapValues(x -> List.of(x, -x).iterator()),
        (data, other) ->
            data.stream().flatMap(p -> Stream.of(p, Pair.of(p._1(), -p._2()))).toList());
  }

  @Test
  void samplesAllAndNothing() {
    for (Keys keys : Keys.values()) {
      Map<Object, Double> all = new LinkedHashMap<>();
      for (int i = 0; i < 20; i++) all.put(keys.of(i), 1.0);
      Map<Object, Double> nothing = new LinkedHashMap<>();
      for (int i = 0; i < 20; i++) nothing.put(keys.of(i), 0.0);
      Model same = (data, other) -> data;
      Model none = (data, other) -> List.of();
      List<Keys> only = List.of(keys);
      check("sampleByKey 1", only, (data, other) -> data.sampleByKey(false, all), same);
      check("sampleByKey 0", only, (data, other) -> data.sampleByKey(true, nothing), none);
      check("sampleByKeyExact 1", only, (data, other) -> data.sampleByKeyExact(false, all), same);
      check(
          "sampleByKeyExact 0", only, (data, other) -> data.sampleByKeyExact(true, nothing), none);
    }
  }
}
