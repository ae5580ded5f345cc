package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.ShuffleRig.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Combining tables that are large enough for records to wait, against a map of the JDK's. The
 * functions keep the last or the first value, so that they tell whether a key's values come in
 * their order.
 */
final class TestWaitingRecords {
  private static final int RECORDS = 80_000;
  private static final int KEYS = 40_000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static final List<Function2<Object, Object, Object>> KEEPING =
      List.of((left, right) -> right, (left, right) -> left);

  private static final List<IntFunction<Object>> KEYS_OF =
      List.of(
          i -> i - 100,
          i -> (i - 100L) << 20,
          i -> "k" + i,
          i -> i % 7 == 0 ? "a key that is not so short " + i : "k" + i,
          i -> i % 50 == 0 ? null : (Object) i);

  /** With memory for all, and with so little that large tables are spilled again and again. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 1_500_000})
  void valuesOfAKeyStayInOrder(long memoryBytes) throws Exception {
    for (IntFunction<Object> key : KEYS_OF) {
      for (Function2<Object, Object, Object> keeping : KEEPING) {
        compare(records(key, i -> i), keeping, memoryBytes);
        compare(records(key, i -> i / 3.0), keeping, memoryBytes);
      }
    }
  }

  /** What cannot wait, and does not fit the table's form, comes after what waits. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 1_500_000})
  void valuesOfAnotherFormStayInOrder(long memoryBytes) throws Exception {
    int from = RECORDS / 2 + random.nextInt(1_000);
    for (IntFunction<Object> key : KEYS_OF) {
      for (Function2<Object, Object, Object> keeping : KEEPING) {
        IntFunction<Object> value = i -> i > from && i % 400 == 0 ? "text " + i : (Object) i;
        compare(records(key, value), keeping, memoryBytes);
      }
    }
  }

  /** A sum that no longer fits its form is noticed when the records that wait are combined. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 1_500_000})
  void sumsThatOutgrowTheirFormWhileRecordsWaitAreKept(long memoryBytes) throws Exception {
    int from = RECORDS / 2 + random.nextInt(1_000);
    for (IntFunction<Object> key : KEYS_OF)
      compare(
          records(key, i -> i > from ? Integer.MAX_VALUE - i : i),
          TestWaitingRecords::sum,
          memoryBytes);
  }

  private static Object sum(Object left, Object right) {
    long sum = ((Number) left).longValue() + ((Number) right).longValue();
    if (sum == (int) sum) return (int) sum;
    return sum;
  }

  @Test
  void largeTablesSpillInThisTest() {
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES, 1_500_000)) {
      rig.write(spec(KEEPING.getFirst()), 0, records(KEYS_OF.get(2), i -> i));
      assertTrue(rig.total.spillCount > 0, "seed " + seed);
    }
  }

  @Test
  void whatAFunctionThrowsIsNotLostWithTheRecordsThatWait() {
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) records.add(Pair.of(i, 1));
    records.add(Pair.of(77, -1));
    Function2<Object, Object, Object> function =
        (left, right) -> {
          if ((Integer) right < 0) throw new IllegalStateException("negative");
          return left;
        };
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES)) {
      assertThrows(
          IllegalStateException.class, () -> rig.run(spec(function), List.of(records, records)));
    }
  }

  private List<Pair<Object, Object>> records(IntFunction<Object> key, IntFunction<Object> value) {
    List<Pair<Object, Object>> records = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++)
      records.add(Pair.of(key.apply(random.nextInt(KEYS)), value.apply(i)));
    return records;
  }

  private void compare(
      List<Pair<Object, Object>> records,
      Function2<Object, Object, Object> keeping,
      long memoryBytes)
      throws Exception {
    Map<Object, Object> model = new HashMap<>();
    for (Pair<Object, Object> each : records) {
      Object key = each._1();
      boolean isNew = !model.containsKey(key);
      model.put(key, isNew ? each._2() : keeping.call(model.get(key), each._2()));
    }
    List<Pair<Object, Object>> first = records.subList(0, RECORDS / 3);
    List<Pair<Object, Object>> second = records.subList(RECORDS / 3, RECORDS);
    try (ShuffleRig rig = new ShuffleRig(Mode.REFERENCES, memoryBytes)) {
      List<List<Pair<Object, Object>>> found = rig.run(spec(keeping), List.of(first, second));
      Map<Object, Object> all = new HashMap<>();
      for (List<Pair<Object, Object>> target : found) {
        for (Pair<Object, Object> each : target) all.put(each._1(), each._2());
      }
      assertEquals(model, all, "seed " + seed);
      assertEquals(model.size(), found.stream().mapToInt(List::size).sum(), "seed " + seed);
    }
  }

  private static ShuffleSpec spec(Function2<Object, Object, Object> function) {
    return new ShuffleSpec(
        "reduceByKey",
        new HashPartitioner(2),
        new Aggregation.Combining(value -> value, function, function),
        true,
        SortOrder.NONE);
  }
}
