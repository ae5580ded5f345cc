package io.brasa.sql.operator;

import static io.brasa.sql.operator.OperatorHarness.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.function.Pair;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.OperatorHarness.Trouble;
import io.brasa.sql.operator.exchange.RangeBounds;
import io.brasa.sql.operator.exchange.Scattered;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.Partitioning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an exchange keeps: each row goes to one target, to the right one, whatever the memory. */
final class TestScattered {
  private static final List<DataType> TYPES = List.of(AtomicType.LONG, AtomicType.STRING);
  private static final FragmentInput INPUT =
      OperatorHarness.input(0, TYPES.toArray(DataType[]::new));

  @TempDir private Path folder;
  private final long seed = new Random().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  static List<Partitioning> partitionings() {
    return List.of(
        new Partitioning.Single(),
        new Partitioning.Broadcast(),
        new Partitioning.InTurn(7),
        new Partitioning.ByHash(List.of(column(INPUT, 0), column(INPUT, 1)), 5),
        new Partitioning.ByRange(List.of(SortKey.ascending(column(INPUT, 0))), 6, List.of()),
        new Partitioning.ByRange(
            List.of(
                new SortKey(column(INPUT, 1), true, false), SortKey.ascending(column(INPUT, 0))),
            4,
            List.of()));
  }

  private List<List<Object>> rows(int count, int keys) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      row.add(random.nextInt(9) == 0 ? null : (Object) (long) random.nextInt(keys));
      row.add(random.nextInt(9) == 0 ? null : "text " + random.nextInt(keys));
      rows.add(row);
    }
    return rows;
  }

  private TreeMap<Integer, List<List<Object>>> scatter(
      Partitioning partitioning, List<List<Object>> rows, Trouble trouble) {
    List<List<Batch>> given = List.of(OperatorHarness.batches(rows, TYPES, 300, random));
    TreeMap<Integer, List<List<Object>>> found = new TreeMap<>();
    new OperatorHarness(folder)
        .scatter(
            INPUT,
            bounded(partitioning, rows),
            given,
            trouble,
            (target, batch) ->
                found
                    .computeIfAbsent(target, absent -> new ArrayList<>())
                    .addAll(OperatorHarness.rows(batch)));
    return found;
  }

  /** With bounds by a sample of the rows. */
  private Partitioning bounded(Partitioning partitioning, List<List<Object>> rows) {
    if (!(partitioning instanceof Partitioning.ByRange range)) return partitioning;
    List<DataType> types = range.keys().stream().map(key -> key.expression().type()).toList();
    List<Batch> samples = new ArrayList<>();
    for (Batch batch : OperatorHarness.batches(rows, TYPES, 50, new SplittableRandom(1))) {
      Batch dense = batch.dense();
      samples.add(
          types.size() == 1
              ? Batch.of(dense.length(), List.of(dense.column(0)))
              : Batch.of(dense.length(), List.of(dense.column(1), dense.column(0))));
    }
    List<SortKey> keys = range.keys();
    return new Partitioning.ByRange(
        keys, range.count(), List.of(RangeBounds.of(keys, types, samples, range.count())));
  }

  @ParameterizedTest
  @MethodSource("partitionings")
  void eachRowGoesToOneTarget(Partitioning partitioning) {
    for (int count : new int[] {0, 1, 40, 3_000}) {
      for (int keys : new int[] {1, 30, 100_000}) {
        List<List<Object>> rows = rows(count, keys);
        for (Trouble trouble : List.of(Trouble.NONE, Trouble.refused(0))) {
          TreeMap<Integer, List<List<Object>>> found = scatter(partitioning, rows, trouble);
          List<List<Object>> all = new ArrayList<>();
          found.values().forEach(all::addAll);
          assertEquals(sorted(rows), sorted(all), "seed " + seed);
          for (int target : found.keySet())
            assertTrue(target >= 0 && target < partitioning.count(), target + ", seed " + seed);
          if (partitioning instanceof Partitioning.ByRange range) assertRising(range, found);
          if (partitioning instanceof Partitioning.ByHash) assertEqualRowsMeet(found);
        }
      }
    }
  }

  private static List<String> sorted(List<List<Object>> rows) {
    return rows.stream().map(Object::toString).sorted().toList();
  }

  /** What is in one range is not behind what is in the next. */
  private void assertRising(
      Partitioning.ByRange range, TreeMap<Integer, List<List<Object>>> found) {
    Comparator<List<Object>> order = order(range);
    List<Object> last = null;
    for (List<List<Object>> rows : found.values()) {
      List<Object> most = last;
      for (List<Object> row : rows) {
        if (last != null) assertTrue(order.compare(last, row) <= 0, last + " " + row + " " + seed);
        if (most == null || order.compare(most, row) < 0) most = row;
      }
      last = most;
    }
  }

  private static Comparator<List<Object>> order(Partitioning.ByRange range) {
    Comparator<List<Object>> number =
        Comparator.comparing(
            row -> (Long) row.get(0), Comparator.nullsFirst(Comparator.naturalOrder()));
    if (range.keys().size() == 1) return number;
    Comparator<List<Object>> text =
        Comparator.comparing(
            row -> (String) row.get(1), Comparator.nullsLast(Comparator.reverseOrder()));
    return text.thenComparing(number);
  }

  private void assertEqualRowsMeet(TreeMap<Integer, List<List<Object>>> found) {
    TreeMap<String, Integer> targets = new TreeMap<>();
    found.forEach(
        (target, rows) -> {
          for (List<Object> row : rows)
            assertEquals(target, targets.computeIfAbsent(row.toString(), r -> target), "" + seed);
        });
  }

  @ParameterizedTest
  @MethodSource("partitionings")
  void stopsWhenItIsToldTo(Partitioning partitioning) {
    List<List<Object>> rows = rows(3_000, 100);
    assertThrows(
        TroubledTask.Cancelled.class, () -> scatter(partitioning, rows, Trouble.cancelled(2)));
  }

  /** Gets what an exchange gives. */
  @FunctionalInterface
  interface Taker {
    void take(int target, Batch batch);
  }

  static void drain(Scattered scattered, Taker taker) {
    try (scattered) {
      while (scattered.hasNext()) {
        Pair<Integer, Batch> next = scattered.next();
        taker.take(next._1(), next._2());
      }
    }
  }
}
