package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Codecs;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Counting strings in the combining table, and in a map of the JDK's, per record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BenchmarkCombineTable {
  private static final int RECORDS = 1_000_000;

  @Param({"1000", "100000"})
  int keyCount;

  private String[] words;
  private KeyAccess keys;

  @Setup
  public void fill() {
    Random random = new Random(42);
    words = new String[RECORDS];
    for (int i = 0; i < RECORDS; i++) words[i] = "word" + random.nextInt(keyCount);
    keys = new KeyAccess(new Codecs(getClass().getClassLoader()), "benchmark");
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int combineTable() {
    CombineTable table = new CombineTable(keys);
    for (String word : words) {
      int hash = keys.hash(word);
      int entry = table.find(word, hash);
      if (entry >= 0) {
        table.setValue(entry, (Integer) table.value(entry) + 1);
      } else {
        if (table.isFull()) table.grow();
        table.add(word, hash, 1);
      }
    }
    return table.size();
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int hashMap() {
    Map<String, Integer> map = new HashMap<>();
    for (String word : words) map.merge(word, 1, Integer::sum);
    return map.size();
  }
}
