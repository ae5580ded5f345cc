package io.brasa.testkit.program;

import io.brasa.core.PairRDD;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What ends a random program: each tells what is wrong with its result, empty if nothing is. */
enum Action {
  COLLECT {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      return Plain.difference(expected, data.collect());
    }
  },
  COUNT {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      return differ((long) expected.size(), data.count());
    }
  },
  IS_EMPTY {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      return differ(expected.isEmpty(), data.isEmpty());
    }
  },
  TAKE {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      int count = p.partitionCount() * 3;
      List<Pair<Object, Object>> taken = data.take(count);
      if (taken.size() != Math.min(count, expected.size()))
        return taken.size() + " taken of " + count;
      Map<Object, Integer> bag = Plain.bag(expected);
      for (Map.Entry<Object, Integer> each : Plain.bag(taken).entrySet())
        if (bag.getOrDefault(each.getKey(), 0) < each.getValue())
          return each.getKey() + " taken " + each.getValue() + " times";
      return "";
    }
  },
  COUNT_BY_KEY {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      Map<Object, Long> counts = new LinkedHashMap<>();
      Plain.groups(expected).forEach((key, values) -> counts.put(key, (long) values.size()));
      return differ(counts, data.countByKey());
    }
  },
  COUNT_BY_VALUE {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      Map<Object, Long> counts = new LinkedHashMap<>();
      for (Pair<Object, Object> pair : expected) counts.merge(pair, 1L, Long::sum);
      return differ(counts, data.countByValue());
    }
  },
  REDUCE_LOCALLY {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      Map<Object, Integer> sums = new LinkedHashMap<>();
      for (Pair<Object, Object> pair : expected)
        sums.put(pair._1(), sums.getOrDefault(pair._1(), 0) + Values.number(pair._2()));
      return differ(sums, data.mapValues(Values::number).reduceByKeyLocally(Integer::sum));
    }
  },
  AGGREGATE {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      int sum = 0;
      for (Pair<Object, Object> pair : expected) sum += Values.number(pair);
      return differ(
          sum, data.aggregate(0, (part, pair) -> part + Values.number(pair), Integer::sum));
    }
  },
  TREE_AGGREGATE {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      int sum = 0;
      for (Pair<Object, Object> pair : expected) sum += Values.number(pair);
      return differ(
          sum, data.treeAggregate(0, (part, pair) -> part + Values.number(pair), Integer::sum));
    }
  },
  ITERATE {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      List<Pair<Object, Object>> all = new ArrayList<>();
      data.toLocalIterator().forEachRemaining(all::add);
      return Plain.difference(expected, all);
    }
  },
  TAKE_ORDERED {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      List<Integer> numbers = new ArrayList<>();
      for (Pair<Object, Object> pair : expected) numbers.add(Values.number(pair));
      numbers.sort(null);
      int count = Math.min(p.partitionCount() * 5, numbers.size());
      return differ(
          numbers.subList(0, count), data.map(Values::number).takeOrdered(p.partitionCount() * 5));
    }
  },
  LOOKUP {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      Object key = p.key(p.salt());
      List<Object> values = Plain.orNone(Plain.groups(expected).get(key));
      return Plain.difference(values, data.lookup(key));
    }
  },
  COLLECT_AS_MAP {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      Map<Object, List<Object>> groups = Plain.groups(expected);
      Map<Object, Object> found = data.collectAsMap();
      if (!groups.keySet().equals(found.keySet())) return differ(groups.keySet(), found.keySet());
      for (Map.Entry<Object, Object> each : found.entrySet())
        if (!groups.get(each.getKey()).contains(each.getValue()))
          return each + " is none of " + groups.get(each.getKey());
      return "";
    }
  },
  /** Each record is seen once, however often tasks are tried. */
  ACCUMULATE {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      LongAccumulator count = data.context().longAccumulator("records");
      data.foreach(pair -> count.add(1));
      return differ((long) expected.size(), count.value());
    }
  },
  /** Where a partitioner is known, all pairs of a key are in one partition. */
  PLACES {
    @Override
    String check(PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters p) {
      if (data.partitioner().isEmpty()) return "";
      if (data.partitioner().get().partitionCount() != data.getNumPartitions())
        return data.getNumPartitions() + " partitions by " + data.partitioner().get();
      Map<Object, Integer> places = new LinkedHashMap<>();
      List<Pair<Object, Integer>> found =
          data.<Pair<Object, Integer>>mapPartitionsWithIndex(
                  (index, records) -> {
                    List<Pair<Object, Integer>> all = new ArrayList<>();
                    records.forEachRemaining(pair -> all.add(Pair.of(pair._1(), index)));
                    return all.iterator();
                  })
              .collect();
      for (Pair<Object, Integer> each : found) {
        Integer place = places.putIfAbsent(each._1(), each._2());
        if (place != null && !place.equals(each._2()))
          return each._1() + " is in partitions " + place + " and " + each._2();
      }
      return differ(expected.size(), found.size());
    }
  };

  abstract String check(
      PairRDD<Object, Object> data, List<Pair<Object, Object>> expected, Parameters parameters);

  static String differ(Object expected, Object found) {
    return Objects.equals(expected, found) ? "" : "expected " + expected + ", found " + found;
  }
}
