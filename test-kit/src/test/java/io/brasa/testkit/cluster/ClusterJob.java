package io.brasa.testkit.cluster;

import io.brasa.core.BarrierTaskContext;
import io.brasa.core.BrasaContext;
import io.brasa.core.FutureAction;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Small jobs whose answers are known. What they give is text in which order counts only where the
 * job promises one.
 */
enum ClusterJob {
  WORD_COUNT {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      PairRDD<String, Integer> counts =
          context
              .textFile(INPUT, 4)
              .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
              .mapToPair(word -> new Pair<>(word, 1))
              .reduceByKey(Integer::sum, 3);
      return sorted(counts.collect());
    }

    @Override
    String expected() {
      TreeMap<String, Integer> counts = new TreeMap<>();
      for (String line : lines())
        for (String word : line.split(" ")) counts.merge(word, 1, Integer::sum);
      List<Pair<String, Integer>> pairs = new ArrayList<>();
      counts.forEach((word, count) -> pairs.add(new Pair<>(word, count)));
      return sorted(pairs);
    }
  },

  JOIN {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      PairRDD<Suit, Integer> left =
          numbers(context, 40, 3).mapToPair(n -> new Pair<>(new Suit(Colour.of(n), n % 4), n));
      PairRDD<Suit, Integer> right =
          numbers(context, 12, 2).mapToPair(n -> new Pair<>(new Suit(Colour.of(n), n % 4), -n));
      return sorted(left.join(right, 3).collect());
    }

    @Override
    String expected() {
      List<Object> pairs = new ArrayList<>();
      for (int l = 0; l < 40; l++) {
        for (int r = 0; r < 12; r++) {
          Suit key = new Suit(Colour.of(l), l % 4);
          if (key.equals(new Suit(Colour.of(r), r % 4)))
            pairs.add(new Pair<>(key, new Pair<>(l, -r)));
        }
      }
      return sorted(pairs);
    }
  },

  GROUPS {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      return sorted(
          numbers(context, 60, 5)
              .mapToPair(n -> new Pair<>(n % 7, n))
              .groupByKey(3)
              .mapValues(ClusterJob::sortedCopy)
              .collect());
    }

    @Override
    String expected() {
      List<Object> pairs = new ArrayList<>();
      for (int key = 0; key < 7; key++) {
        int wanted = key;
        pairs.add(
            new Pair<>(key, IntStream.range(0, 60).filter(n -> n % 7 == wanted).boxed().toList()));
      }
      return sorted(pairs);
    }
  },

  SORT {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      return numbers(context, 80, 4)
          .mapToPair(n -> new Pair<>(n * 37 % 80, n))
          .sortByKey(true, 3)
          .keys()
          .collect()
          .toString();
    }

    @Override
    String expected() {
      return IntStream.range(0, 80).boxed().toList().toString();
    }
  },

  SAVE {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      numbers(context, 50, 4).repartition(3).map(n -> "n" + n).saveAsTextFile(OUTPUT);
      return read(cluster);
    }

    @Override
    String expected() {
      return sorted(IntStream.range(0, 50).mapToObj(n -> "n" + n).toList());
    }
  },

  COUNTED_TWICE {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      LongAccumulator mapped = context.longAccumulator("mapped");
      LongAccumulator seen = context.longAccumulator("seen");
      PairRDD<Integer, Integer> sums =
          numbers(context, 60, 4)
              .mapToPair(
                  n -> {
                    mapped.add(1);
                    return new Pair<>(n % 10, n);
                  })
              .reduceByKey(Integer::sum, 3);
      PairRDD<Integer, Integer> folded =
          sums.mapToPair(pair -> new Pair<>(pair._1() % 3, pair._2())).reduceByKey(Integer::sum, 2);
      folded.foreach(pair -> seen.add(pair._2()));
      String first = sorted(folded.collect());
      return first
          + " "
          + sorted(sums.collect())
          + " mapped "
          + mapped.value()
          + " seen "
          + seen.value();
    }

    @Override
    String expected() {
      TreeMap<Integer, Integer> sums = new TreeMap<>();
      TreeMap<Integer, Integer> folded = new TreeMap<>();
      for (int n = 0; n < 60; n++) sums.merge(n % 10, n, Integer::sum);
      sums.forEach((key, sum) -> folded.merge(key % 3, sum, Integer::sum));
      return sorted(pairs(folded)) + " " + sorted(pairs(sums)) + " mapped 60 seen 1770";
    }
  },

  KEPT {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      return useThrice(numbers(context, 50, 4).map(n -> n * n).cache());
    }

    @Override
    String expected() {
      return squaresUsedThrice();
    }
  },

  KEPT_ON_DISK {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      return useThrice(numbers(context, 50, 4).map(n -> n * n).persist(StorageLevel.DISK_ONLY));
    }

    @Override
    String expected() {
      return squaresUsedThrice();
    }
  },

  /** More than fits into little memory: keys so long that every consumer is beyond its floor. */
  MUCH {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      PairRDD<String, Integer> named =
          numbers(context, MUCH_COUNT, 3).mapToPair(n -> new Pair<>(LETTERS + n % 300, n));
      long groups = named.groupByKey(2).mapValues(values -> sortedCopy(values).size()).count();
      List<Integer> firsts = named.reduceByKey(Math::min, 2).values().collect();
      List<String> order = named.sortByKey(true, 2).keys().collect();
      return groups
          + " "
          + sumOf(firsts)
          + " "
          + order.equals(order.stream().sorted().toList())
          + " "
          + order.size();
    }

    @Override
    String expected() {
      return "300 44850 true " + MUCH_COUNT;
    }
  },

  /** The executors forget the value between two jobs; after the last nobody has it any more. */
  BROADCAST {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      Broadcast<List<Integer>> table =
          context.broadcast(IntStream.range(0, 20).map(n -> n * 3).boxed().toList());
      RDD<Integer> looked = numbers(context, 60, 4).map(n -> table.value().get(n % 20));
      int sum = looked.reduce(Integer::sum);
      table.unpersist();
      long fives = looked.filter(n -> n % 5 == 0).count();
      table.destroy();
      return sum + " " + fives + " " + refusal(looked::count);
    }

    @Override
    String expected() {
      return "1710 12 BROADCAST_DESTROYED";
    }
  },

  CHECKPOINTED {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      context.setCheckpointDir(SimulatedCluster.SHARED + "/checkpoints");
      PairRDD<Integer, Integer> sums =
          numbers(context, 60, 4)
              .mapToPair(n -> new Pair<>(n % 10, n))
              .reduceByKey(Integer::sum, 3);
      sums.checkpoint();
      long count = sums.count();
      return count + " " + sorted(sums.collect()) + " " + sums.values().reduce(Integer::sum);
    }

    @Override
    String expected() {
      TreeMap<Integer, Integer> sums = new TreeMap<>();
      for (int n = 0; n < 60; n++) sums.merge(n % 10, n, Integer::sum);
      return "10 " + sorted(pairs(sums)) + " 1770";
    }
  },

  /** Jobs beside each other, in pools of their own. */
  POOLS {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      context.setLocalProperty("scheduler.pool", "much");
      FutureAction<Long> much = numbers(context, 70, 35).map(n -> n + 1).countAsync();
      context.setLocalProperty("scheduler.pool", "little");
      FutureAction<List<Integer>> little =
          numbers(context, 20, 3)
              .mapToPair(n -> new Pair<>(n % 4, n))
              .reduceByKey(Integer::sum, 2)
              .values()
              .collectAsync();
      FutureAction<List<Integer>> first = numbers(context, 30, 6).takeAsync(12);
      context.setLocalProperty("scheduler.pool", null);
      long five = numbers(context, 5, 2).count();
      return told(much) + " " + sumOf(told(little)) + " " + sumOf(told(first)) + " " + five;
    }

    @Override
    String expected() {
      return "70 190 66 5";
    }
  },

  /** What is cancelled ends so or not at all; what shares a stage with it is right, and counted. */
  CANCELLED {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      LongAccumulator mapped = context.longAccumulator("mapped");
      PairRDD<Integer, Integer> sums =
          numbers(context, 60, 4)
              .mapToPair(
                  n -> {
                    mapped.add(1);
                    return new Pair<>(n % 10, n);
                  })
              .reduceByKey(Integer::sum, 3);
      context.setJobGroup("unwanted", "cancelled soon");
      FutureAction<Long> unwanted = sums.countAsync();
      context.cancelJobGroup("unwanted");
      context.cancelJobGroupAndFutureJobs("unwanted");
      String refused = refusal(sums::count);
      context.clearJobGroup();
      FutureAction<Long> dropped = sums.filter(pair -> pair._1() > 2).countAsync();
      dropped.cancel();
      String answer = sorted(sums.collect());
      return answer
          + " mapped "
          + mapped.value()
          + " "
          + refused
          + " "
          + endOf(unwanted, 10)
          + " "
          + endOf(dropped, 7);
    }

    @Override
    String expected() {
      TreeMap<Integer, Integer> sums = new TreeMap<>();
      for (int n = 0; n < 60; n++) sums.merge(n % 10, n, Integer::sum);
      return sorted(pairs(sums)) + " mapped 60 JOB_CANCELLED as it should as it should";
    }
  },

  /**
   * Each computation of a map partition stamps its records anew; all that read a partition must see
   * the same stamp.
   */
  STAMPED {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      LongAccumulator seen = context.longAccumulator("seen");
      List<Pair<Integer, Integer>> stamped =
          numbers(context, STAMPED_PARTITIONS, STAMPED_PARTITIONS)
              .flatMapToPair(partition -> stamps(partition, STAMPS.incrementAndGet()))
              .reduceByKey(Integer::sum, 3)
              .mapToPair(
                  pair -> {
                    seen.add(pair._2());
                    return pair;
                  })
              .collect();
      long sum = 0;
      Set<Integer> stampSums = new TreeSet<>();
      for (Pair<Integer, Integer> pair : stamped) {
        stampSums.add(pair._2());
        sum += pair._2();
      }
      return stamped.size()
          + " keys, "
          + stampSums.size()
          + " answer, counted "
          + (seen.value() == sum ? "right" : "wrong");
    }

    @Override
    String expected() {
      return "12 keys, 1 answer, counted right";
    }
  },

  /** What is kept of stamped records has the same stamps everywhere, in each of several jobs. */
  STAMPED_AND_KEPT {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      RDD<Integer> kept =
          numbers(context, STAMPED_PARTITIONS, STAMPED_PARTITIONS)
              .flatMapToPair(partition -> stamps(partition, STAMPS.incrementAndGet()))
              .reduceByKey(Integer::sum, 6)
              .values()
              .cache();
      StringBuilder answers = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        List<Integer> sums = kept.collect();
        answers.append(sums.size()).append(" keys, ").append(Set.copyOf(sums).size());
        answers.append(" answer. ");
      }
      return answers.toString();
    }

    @Override
    String expected() {
      return "12 keys, 1 answer. ".repeat(3);
    }
  },

  /** Two executors keep each partition. */
  KEPT_TWICE {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      return useThrice(
          numbers(context, 50, 4).map(n -> n * n).persist(StorageLevel.MEMORY_AND_DISK_2));
    }

    @Override
    String expected() {
      return squaresUsedThrice();
    }
  },

  /** Tasks that wait for each other. */
  TOGETHER {
    @Override
    String run(BrasaContext context, SimulatedCluster cluster) {
      LongAccumulator seen = context.longAccumulator("seen");
      List<String> sums =
          numbers(context, 40, 5)
              .mapToPair(n -> new Pair<>(n % 8, n))
              .reduceByKey(Integer::sum, 2)
              .values()
              .map(
                  n -> {
                    seen.add(1);
                    return n;
                  })
              .barrier()
              .mapPartitions(ClusterJob::gathered)
              .collect();
      return sums + " seen " + seen.value();
    }

    @Override
    String expected() {
      return "[780 of 2, 780 of 2] seen 8";
    }
  };

  private static Iterator<String> gathered(Iterator<Integer> numbers) {
    int own = 0;
    while (numbers.hasNext()) own += numbers.next();
    BarrierTaskContext task = BarrierTaskContext.get();
    int all = 0;
    for (String each : task.allGather(String.valueOf(own))) all += Integer.parseInt(each);
    task.barrier();
    return List.of(all + " of " + task.getTaskInfos().size()).iterator();
  }

  private static final int MUCH_COUNT = 1_500;
  private static final String LETTERS = "name of many letters ".repeat(20);
  private static final int STAMPED_PARTITIONS = 5;

  /** One more for each computation. Set back for each run. */
  private static final AtomicInteger STAMPS = new AtomicInteger();

  private static Iterator<Pair<Integer, Integer>> stamps(int partition, int stamp) {
    List<Pair<Integer, Integer>> pairs = new ArrayList<>();
    for (int key = 0; key < 12; key++) pairs.add(new Pair<>(key, stamp * 1_009 + partition));
    return pairs.iterator();
  }

  static final String INPUT = SimulatedCluster.SHARED + "/input/text";
  static final String OUTPUT = SimulatedCluster.SHARED + "/output";

  /** Runs the job and gives its answer as text. */
  abstract String run(BrasaContext context, SimulatedCluster cluster);

  abstract String expected();

  enum Colour {
    RED,
    GREEN,
    BLUE;

    static Colour of(int number) {
      return values()[number % 3];
    }
  }

  record Suit(Colour colour, int number) {}

  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++)
      lines.add("word" + i % 7 + " the word" + i % 5 + " of " + (i % 2 == 0 ? "fire" : "coal"));
    return lines;
  }

  /** Writes the input; before the run. */
  static void prepare(SimulatedCluster cluster) throws IOException {
    STAMPS.set(0);
    try (OutputStream out = cluster.shared().create(INPUT)) {
      for (String line : lines()) out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static RDD<Integer> numbers(BrasaContext context, int count, int partitionCount) {
    return context.parallelize(IntStream.range(0, count).boxed().toList(), partitionCount);
  }

  private static String refusal(Runnable job) {
    try {
      job.run();
      return "none";
    } catch (EngineException failure) {
      return refusal(failure);
    }
  }

  /** Errors that the misfortune allows are not the job's to judge. */
  private static String refusal(EngineException failure) {
    boolean isOwn =
        failure.code() == CoreError.JOB_CANCELLED
            || failure.code() == CoreError.BROADCAST_DESTROYED;
    if (!isOwn) throw failure;
    return failure.code().name();
  }

  private static <T> T told(FutureAction<T> action) {
    try {
      return action.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof EngineException engine) throw engine;
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Whether an action that was cancelled has ended so, or had its right answer before. */
  private static String endOf(FutureAction<Long> action, long expected) {
    try {
      return told(action) == expected ? "as it should" : "wrong";
    } catch (CancellationException cancelled) {
      return "as it should";
    } catch (EngineException failure) {
      return refusal(failure).equals("JOB_CANCELLED") ? "as it should" : "wrong";
    }
  }

  private static int sumOf(List<Integer> numbers) {
    int sum = 0;
    for (int number : numbers) sum += number;
    return sum;
  }

  private static String useThrice(RDD<Integer> kept) {
    int sum = kept.reduce(Integer::sum);
    String even = sorted(kept.filter(n -> n % 2 == 0).distinct(3).collect());
    return sum + " " + kept.count() + " " + even;
  }

  private static String squaresUsedThrice() {
    List<Integer> squares = IntStream.range(0, 50).map(n -> n * n).boxed().toList();
    return squares.stream().mapToInt(n -> n).sum()
        + " 50 "
        + sorted(squares.stream().filter(n -> n % 2 == 0).toList());
  }

  private static List<Integer> sortedCopy(Iterable<Integer> values) {
    List<Integer> copy = new ArrayList<>();
    values.forEach(copy::add);
    copy.sort(null);
    return copy;
  }

  private static List<Object> pairs(TreeMap<Integer, Integer> map) {
    List<Object> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(new Pair<>(key, value)));
    return pairs;
  }

  private static String sorted(List<?> values) {
    return values.stream().map(String::valueOf).sorted().toList().toString();
  }

  /** The committed lines; says so if there is anything else below the shared folder. */
  static String read(SimulatedCluster cluster) {
    List<String> lines = new ArrayList<>();
    for (String path : cluster.shared().files(SimulatedCluster.SHARED)) {
      if (path.equals(INPUT) || path.endsWith("/_SUCCESS")) continue;
      if (!path.startsWith(OUTPUT + "/part-")) return "left behind: " + path;
      lines.addAll(linesOf(cluster, path));
    }
    return sorted(lines);
  }

  private static List<String> linesOf(SimulatedCluster cluster, String path) {
    try (InputStream in = cluster.shared().open(path, 0, Long.MAX_VALUE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("\n")).filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
