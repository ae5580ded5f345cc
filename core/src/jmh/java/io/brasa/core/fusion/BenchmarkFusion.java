package io.brasa.core.fusion;

import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.function.Pair;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A cheap numeric chain with kernels, without, and as a loop, per record; after twenty other
 * pipelines have spoilt the profiles of whatever code is shared.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BenchmarkFusion {
  private static final int RECORDS = 4_000_000;

  @Param({"on", "off"})
  String fusion;

  private BrasaContext brasa;
  private Integer[] numbers;
  private RDD<Integer> rdd;

  @Setup
  public void open() {
    brasa = BrasaContext.builder().master("local[1]").set("fusion", fusion).build();
    List<Integer> some = IntStream.range(0, 200_000).boxed().toList();
    for (int i = 0; i < 2; i++) spoil(brasa.parallelize(some, 2));
    List<Integer> all = IntStream.range(0, RECORDS).boxed().toList();
    numbers = all.toArray(new Integer[0]);
    rdd = brasa.parallelize(all, 1);
  }

  private static void spoil(RDD<Integer> d) {
    d.map(x -> x + 3).filter(x -> x % 5 != 0).count();
    d.map(x -> (long) x).map(x -> x * 2).reduce((a, b) -> Math.max(a, b));
    d.flatMap(x -> List.of(x, x + 1).iterator()).filter(x -> x % 2 == 0).count();
    d.mapToPair(x -> Pair.of(x % 10, 1)).reduceByKey((a, b) -> a + b).collect();
    d.mapToPair(x -> Pair.of("k" + x % 10, 1L)).reduceByKey((a, b) -> a + b).collect();
    d.map(x -> "s" + x).map(s -> s.length()).reduce((a, b) -> a + b);
    d.map(x -> x * 0.5).filter(x -> x > 3).map(x -> x + 1).reduce((a, b) -> a + b);
    d.keyBy(x -> x % 7).mapValues(x -> x + 1).values().count();
    d.keyBy(x -> x % 9).flatMapValues(x -> List.of(x, x).iterator()).keys().reduce((a, b) -> a ^ b);
    d.map(x -> new int[] {x}).map(a -> a[0]).filter(x -> x > 100).count();
    d.distinct().count();
    d.mapPartitions(records -> records).count();
    d.filter(x -> x % 3 == 0).filter(x -> x % 2 == 0).map(x -> Integer.toString(x)).count();
    d.map(x -> x - 1).map(x -> x - 1).filter(x -> x % 2 == 1).reduce((a, b) -> a - b);
    d.map(x -> Optional.of(x)).filter(o -> o.isPresent()).map(o -> o.get()).count();
    d.map(x -> x).cache().map(x -> x + 2).count();
    d.map(x -> (short) (int) x).filter(x -> x > 4).count();
    d.map(x -> x % 2 == 0).filter(x -> x).count();
    d.repartition(3).count();
    d.foreach(x -> {});
  }

  @TearDown
  public void close() {
    brasa.close();
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Integer pushed() {
    return chain().reduce((a, b) -> a + b);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public List<Integer> pulled() {
    return chain().mapPartitions(Sum::of).collect();
  }

  private RDD<Integer> chain() {
    return rdd.map(x -> x * 3).filter(x -> x % 2 == 0).map(x -> x + 7).filter(x -> x % 5 != 0);
  }

  /** Pulls. */
  private static final class Sum {
    private Sum() {}

    static Iterator<Integer> of(Iterator<Integer> records) {
      int sum = 0;
      while (records.hasNext()) sum += records.next();
      return Arrays.asList(sum).iterator();
    }
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Integer byHand() {
    Integer sum = 0;
    for (Integer x : numbers) {
      Integer tripled = x * 3;
      if (tripled % 2 != 0) continue;
      Integer moved = tripled + 7;
      if (moved % 5 != 0) sum = sum + moved;
    }
    return sum;
  }
}
