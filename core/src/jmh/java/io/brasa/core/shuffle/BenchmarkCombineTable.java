package io.brasa.core.shuffle;

import io.brasa.core.block.PlainForm;
import io.brasa.core.function.Function2;
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

/**
 * Adding numbers by key: the tables of words and of objects, and a map of the JDK's, per record.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BenchmarkCombineTable {
  private static final int RECORDS = 4_000_000;

  @Param({"1000", "100000", "2000000"})
  int keyCount;

  @Param({"SHORT_TEXT", "INTEGER", "LONG"})
  PlainForm key;

  @Param({"INTEGER", "DOUBLE"})
  PlainForm number;

  private Object[] records;
  private Object one;
  private Function2<Object, Object, Object> sum;
  private KeyAccess keys;

  @Setup
  public void fill() {
    Random random = new Random(42);
    records = new Object[RECORDS];
    for (int i = 0; i < RECORDS; i++) records[i] = key(random.nextInt(keyCount));
    one = number == PlainForm.INTEGER ? (Object) 1 : (Object) 1.0;
    sum =
        number == PlainForm.INTEGER
            ? (left, right) -> (Integer) left + (Integer) right
            : (left, right) -> (Double) left + (Double) right;
    keys = new KeyAccess(new Codecs(getClass().getClassLoader()), "benchmark");
  }

  private Object key(int index) {
    return switch (key) {
      case SHORT_TEXT -> "word" + index;
      case INTEGER -> index;
      case LONG -> index * 1_000_003L;
      case DOUBLE -> throw new IllegalArgumentException();
    };
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int words() {
    CombineFunctions functions = new CombineFunctions(null, sum);
    PlainTable table =
        OwnCode.specialised(OwnCode.table(key, number, PlainTable.MAP_SALT, functions), functions);
    for (Object record : records) {
      int outcome = table.combine(record, one);
      if (outcome == PlainTable.DRAIN) drain(table);
      if (outcome != PlainTable.FULL) continue;
      table.grow(table.slotsFor(table.size + 1));
      table.combine(record, one);
    }
    drain(table);
    return table.size;
  }

  private static void drain(PlainTable table) {
    int end = table.batchEnd;
    table.drained();
    int at = 0;
    while (at < end && table.combineAll(table.batch, at, end) == PlainTable.FULL) {
      at = table.stoppedAt;
      table.grow(table.slotsFor(table.size + 1));
    }
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int objects() throws Exception {
    CombineTable table = new CombineTable(keys);
    for (Object record : records) {
      int hash = keys.hash(record);
      int entry = table.find(record, hash);
      if (entry >= 0) {
        table.setValue(entry, sum.call(table.value(entry), one));
      } else {
        if (table.isFull()) table.grow();
        table.add(record, hash, one);
      }
    }
    return table.size();
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int hashMap() {
    Map<Object, Object> map = new HashMap<>();
    for (Object record : records) {
      map.merge(
          record,
          one,
          (left, right) -> {
            try {
              return sum.call(left, right);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }
    return map.size();
  }
}
