package io.brasa.testkit.program;

import io.brasa.core.PairRDD;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations of random programs: as the engine has them, and on lists. */
enum Step {
  MAP_VALUES(
      (in, p) -> in.mapValues(v -> Values.changed(v, p.salt())),
      (in, p) -> Plain.map(in, (k, v) -> Pair.of(k, Values.changed(v, p.salt())))),
  MAP(
      (in, p) -> PairRDD.fromRDD(in.map(x -> Pair.of(x._1(), Values.changed(x._2(), p.salt())))),
      MAP_VALUES.model),
  FILTER(
      (in, p) -> in.filter(x -> Values.isLucky(x._1(), x._2(), p.salt())),
      (in, p) -> Plain.filter(in, (k, v) -> Values.isLucky(k, v, p.salt()))),
  FLAT_MAP_VALUES(
      (in, p) -> in.flatMapValues(v -> repeated(v, p.salt()).iterator()),
      (in, p) ->
          Plain.flatMap(
              in,
              (k, v) ->
                  Plain.map(pairs(repeated(v, p.salt())), (ignored, each) -> Pair.of(k, each)))),
  REKEY(
      (in, p) -> in.mapToPair(x -> Pair.of(p.rekeyed(x._1(), x._2()), x._2())),
      (in, p) -> Plain.map(in, (k, v) -> Pair.of(p.rekeyed(k, v), v))),
  FLAT_MAP_TO_PAIR(
      (in, p) ->
          in.flatMapToPair(x -> List.of(x, Pair.of(p.rekeyed(x._1(), x._2()), x._2())).iterator()),
      (in, p) -> Plain.flatMap(in, (k, v) -> List.of(Pair.of(k, v), Pair.of(p.rekeyed(k, v), v)))),
  MAP_PARTITIONS(
      (in, p) ->
          in.mapPartitionsToPair(
              records -> {
                List<Pair<Object, Object>> all = new ArrayList<>();
                records.forEachRemaining(
                    x -> all.add(Pair.of(x._1(), Values.changed(x._2(), p.salt()))));
                return all.iterator();
              },
              p.salt() % 2 == 0),
      MAP_VALUES.model),
  KEY_BY(
      (in, p) -> in.values().keyBy(v -> p.rekeyed(null, v)),
      (in, p) -> Plain.map(in, (k, v) -> Pair.of(p.rekeyed(null, v), v))),
  DISTINCT((in, p) -> in.distinct(p.partitionCount()), (in, p) -> Plain.distinct(in)),
  REPARTITION((in, p) -> in.repartition(p.partitionCount()), (in, p) -> in),
  PARTITION_BY((in, p) -> in.partitionBy(p.partitioner()), (in, p) -> in),
  SORT_BY_KEY(
      (in, p) -> in.sortByKey(p.salt() % 2 == 0, p.partitionCount()),
      (in, p) -> Plain.sorted(in, p.salt() % 2 == 0)),
  SORT_BY_COMPARATOR(
      (in, p) -> in.sortByKey((x, y) -> Kind.NATURAL.compare(y, x), p.salt() % 2 != 0),
      (in, p) -> Plain.sorted(in, p.salt() % 2 == 0)),
  SORT_WITHIN((in, p) -> in.repartitionAndSortWithinPartitions(p.partitioner()), (in, p) -> in),
  FILTER_BY_RANGE(
      (in, p) -> in.filterByRange(p.key(p.salt()), p.key(p.salt() >> 4)),
      (in, p) ->
          Plain.filter(in, (k, v) -> Plain.isBetween(k, p.key(p.salt()), p.key(p.salt() >> 4)))),
  SAMPLE_ALL((in, p) -> in.sampleByKeyExact(false, all(p.kind()), p.salt()), (in, p) -> in),
  SAMPLE_EACH((in, p) -> in.sample(false, 1.0, p.salt()), (in, p) -> in),
  COALESCE((in, p) -> in.coalesce(p.partitionCount()), (in, p) -> in),
  COALESCE_SHUFFLED((in, p) -> in.coalesce(p.partitionCount(), true), (in, p) -> in),
  GLOM((in, p) -> PairRDD.fromRDD(in.glom().flatMap(pairs -> pairs.iterator())), (in, p) -> in),
  ZIP(
      (in, p) -> in.keys().zip(in.values().<Object>map(v -> Values.changed(v, p.salt()))),
      MAP_VALUES.model),
  SORT_BY((in, p) -> in.sortBy(x -> Values.number(x), true, p.partitionCount()), (in, p) -> in),
  ZIP_WITH_INDEX((in, p) -> in.zipWithIndex().mapToPair(x -> x._1()), (in, p) -> in),
  REDUCE_BY_KEY(
      (in, p) -> in.<Object>mapValues(Values::number).reduceByKey(Step::plus, p.partitionCount()),
      (in, p) -> Plain.byKey(in, (k, values) -> sum(values))),
  REDUCE_BY_KEY_WHERE_IT_IS(
      (in, p) -> in.<Object>mapValues(Values::number).reduceByKey(Step::plus), REDUCE_BY_KEY.model),
  FOLD_BY_KEY(
      (in, p) -> in.<Object>mapValues(Values::number).foldByKey(0, p.partitioner(), Step::plus),
      REDUCE_BY_KEY.model),
  AGGREGATE_BY_KEY(
      (in, p) ->
          in.aggregateByKey(
                  new ArrayList<Object>(), p.partitionCount(), Step::added, Step::addedAll)
              .mapValues(Values::number),
      (in, p) -> Plain.byKey(in, (k, values) -> Values.number(values))),
  COMBINE_BY_KEY(
      (in, p) ->
          in.combineByKey(Step::listOf, Step::added, Step::addedAll, p.partitioner(), false)
              .mapValues(Values::number),
      AGGREGATE_BY_KEY.model),
  GROUP_BY_KEY(
      (in, p) -> in.groupByKey(p.partitionCount()).mapValues(Values::number),
      AGGREGATE_BY_KEY.model),
  GROUP_BY_KEY_WHERE_IT_IS(
      (in, p) -> in.groupByKey().mapValues(Values::number), AGGREGATE_BY_KEY.model),
  GROUP_BY(
      (in, p) -> in.groupBy(x -> p.rekeyed(x._1(), x._2())).mapValues(Values::number),
      (in, p) -> {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        for (Pair<Object, Object> pair : in)
          groups
              .computeIfAbsent(p.rekeyed(pair._1(), pair._2()), key -> new ArrayList<>())
              .add(pair);
        List<Pair<Object, Object>> all = new ArrayList<>();
        groups.forEach((key, values) -> all.add(Pair.of(key, Values.number(values))));
        return all;
      }),
  UNION((left, right, p) -> left.union(right), (left, right, p) -> Plain.concatenated(left, right)),
  INTERSECTION(
      (left, right, p) -> left.intersection(right),
      (left, right, p) -> {
        Set<Object> rights = new HashSet<>(right);
        return Plain.distinct(Plain.filter(left, (k, v) -> rights.contains(Pair.of(k, v))));
      }),
  SUBTRACT(
      (left, right, p) -> left.subtract(right),
      (left, right, p) -> {
        Set<Object> rights = new HashSet<>(right);
        return Plain.filter(left, (k, v) -> !rights.contains(Pair.of(k, v)));
      }),
  CARTESIAN(
      (left, right, p) ->
          left.filter(x -> Values.isLucky(x._1(), x._2(), p.salt()))
              .cartesian(right)
              .mapToPair(x -> Pair.of(x._1()._1(), Values.number(x._2()))),
      (left, right, p) ->
          Plain.flatMap(
              Plain.filter(left, (k, v) -> Values.isLucky(k, v, p.salt())),
              (k, v) ->
                  Plain.map(
                      right, (key, value) -> Pair.of(k, Values.number(Pair.of(key, value)))))),
  JOIN(
      (left, right, p) -> left.join(right).mapValues(Values::number),
      (left, right, p) -> numbers(Plain.join(left, right, false, false))),
  JOIN_PLACED(
      (left, right, p) -> left.join(right, p.partitioner()).mapValues(Values::number),
      JOIN.binaryModel),
  LEFT_OUTER_JOIN(
      (left, right, p) ->
          left.leftOuterJoin(right.mapValues(Values::present)).mapValues(Values::number),
      (left, right, p) -> numbers(Plain.join(left, present(right), true, false))),
  RIGHT_OUTER_JOIN(
      (left, right, p) ->
          left.mapValues(Values::present)
              .rightOuterJoin(right, p.partitionCount())
              .mapValues(Values::number),
      (left, right, p) -> numbers(Plain.join(present(left), right, false, true))),
  FULL_OUTER_JOIN(
      (left, right, p) ->
          left.mapValues(Values::present)
              .fullOuterJoin(right.mapValues(Values::present))
              .mapValues(Values::number),
      (left, right, p) -> numbers(Plain.join(present(left), present(right), true, true))),
  COGROUP(
      (left, right, p) -> left.cogroup(right).mapValues(Values::number),
      (left, right, p) -> {
        Map<Object, List<Object>> lefts = Plain.groups(left);
        Map<Object, List<Object>> rights = Plain.groups(right);
        List<Pair<Object, Object>> all = new ArrayList<>();
        for (Object key : Plain.keys(lefts, rights))
          all.add(
              Pair.of(key, Pair.of(Plain.orNone(lefts.get(key)), Plain.orNone(rights.get(key)))));
        return numbers(all);
      }),
  SUBTRACT_BY_KEY(
      (left, right, p) -> left.subtractByKey(right),
      (left, right, p) -> {
        Map<Object, List<Object>> rights = Plain.groups(right);
        return Plain.filter(left, (k, v) -> !rights.containsKey(k));
      });

  interface Unary {
    PairRDD<Object, Object> of(PairRDD<Object, Object> in, Parameters parameters);
  }

  interface Binary {
    PairRDD<Object, Object> of(
        PairRDD<Object, Object> left, PairRDD<Object, Object> right, Parameters parameters);
  }

  interface UnaryModel {
    List<Pair<Object, Object>> of(List<Pair<Object, Object>> in, Parameters parameters);
  }

  interface BinaryModel {
    List<Pair<Object, Object>> of(
        List<Pair<Object, Object>> left, List<Pair<Object, Object>> right, Parameters parameters);
  }

  final int inputCount;
  private final Binary engine;
  private final UnaryModel model;
  private final BinaryModel binaryModel;

  Step(Unary engine, UnaryModel model) {
    this.inputCount = 1;
    this.engine = (left, right, parameters) -> engine.of(left, parameters);
    this.model = model;
    this.binaryModel = (left, right, parameters) -> model.of(left, parameters);
  }

  Step(Binary engine, BinaryModel model) {
    this.inputCount = 2;
    this.engine = engine;
    this.model = null;
    this.binaryModel = model;
  }

  /**
   * @param right ignored by those with one input
   */
  PairRDD<Object, Object> declare(
      PairRDD<Object, Object> left, PairRDD<Object, Object> right, Parameters parameters) {
    return engine.of(left, right, parameters);
  }

  List<Pair<Object, Object>> evaluate(
      List<Pair<Object, Object>> left, List<Pair<Object, Object>> right, Parameters parameters) {
    return binaryModel.of(left, right, parameters);
  }

  /** Whether keys come out in the order of the model. */
  boolean isOrdered() {
    return this == SORT_BY_KEY || this == SORT_BY_COMPARATOR;
  }

  // ---- functions

  private static List<Object> repeated(Object value, int salt) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < Values.times(value, salt); i++) all.add(Values.changed(value, i));
    return all;
  }

  private static List<Pair<Object, Object>> pairs(List<Object> values) {
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (Object value : values) pairs.add(Pair.of(null, value));
    return pairs;
  }

  private static Object plus(Object left, Object right) {
    return (Integer) left + (Integer) right;
  }

  private static Object sum(List<Object> values) {
    int sum = 0;
    for (Object value : values) sum += Values.number(value);
    return sum;
  }

  private static ArrayList<Object> listOf(Object value) {
    ArrayList<Object> list = new ArrayList<>();
    list.add(value);
    return list;
  }

  private static ArrayList<Object> added(ArrayList<Object> list, Object value) {
    list.add(value);
    return list;
  }

  private static ArrayList<Object> addedAll(ArrayList<Object> list, ArrayList<Object> other) {
    list.addAll(other);
    return list;
  }

  private static List<Pair<Object, Object>> numbers(List<Pair<Object, Object>> pairs) {
    return Plain.map(pairs, (key, value) -> Pair.of(key, Values.number(value)));
  }

  private static List<Pair<Object, Object>> present(List<Pair<Object, Object>> pairs) {
    return Plain.map(pairs, (key, value) -> Pair.of(key, Values.present(value)));
  }

  private static Map<Object, Double> all(Kind kind) {
    Map<Object, Double> all = new LinkedHashMap<>();
    for (int i = 0; i < RandomProgram.KEY_COUNT; i++) all.put(kind.of(i), 1.0);
    return all;
  }
}
