package io.brasa.sql.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.sql.operator.OperatorHarness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** However a table finds its groups, equal keys have equal numbers, and new ones the next. */
final class TestGroupTable {
  private static final List<DataType> TYPES =
      List.of(
          AtomicType.STRING,
          AtomicType.INTEGER,
          AtomicType.LONG,
          AtomicType.DOUBLE,
          AtomicType.BYTE,
          AtomicType.FLOAT,
          AtomicType.STRING,
          new DecimalType(25, 2));

  private static Object value(
      SplittableRandom random, DataType type, int distinct, String prefix, int nullEvery) {
    if (random.nextInt(nullEvery) == 0) return null;
    int number = random.nextInt(distinct);
    return switch (type) {
      case DecimalType _ -> java.math.BigDecimal.valueOf(number, 2);
      case AtomicType.INTEGER -> number - 3;
      case AtomicType.LONG -> (number - 3L) * 1_000_000_007L;
      case AtomicType.DOUBLE -> number % 3 == 0 ? (number % 2 == 0 ? 0.0 : -0.0) : number / 4.0;
      case AtomicType.FLOAT -> number / 2f;
      case AtomicType.BYTE -> (byte) number;
      default -> prefix.substring(0, number % (prefix.length() + 1)) + number;
    };
  }

  @Test
  void keysAreNumberedByContent() {
    long seed = new SplittableRandom().nextLong();
    System.out.println("seed of keys: " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 60; round++) {
      List<DataType> types = new ArrayList<>();
      int width = 1 + random.nextInt(random.nextInt(4) == 0 ? 7 : 3);
      int among = random.nextInt(5) == 0 ? TYPES.size() : TYPES.size() - 1;
      for (int i = 0; i < width; i++) types.add(TYPES.get(random.nextInt(among)));
      check(random, types, "seed " + seed + ", round " + round + ", " + types);
    }
  }

  private static void check(SplittableRandom random, List<DataType> types, String what) {
    GroupTable table = new GroupTable(types);
    Map<List<Object>, Integer> known = new HashMap<>();
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 4 : 400);
    int longFrom = random.nextInt(12);
    int nullsFrom = random.nextInt(12);
    int compactAt = random.nextInt(20);
    List<Long> hashes = new ArrayList<>();
    for (int batchNumber = 0; batchNumber < 8; batchNumber++) {
      String prefix = batchNumber >= longFrom ? "a long text indeed" : "abc";
      int nullEvery = batchNumber >= nullsFrom ? 5 : Integer.MAX_VALUE;
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(300); i++) {
        List<Object> row = new ArrayList<>();
        for (DataType type : types) row.add(value(random, type, distinct, prefix, nullEvery));
        rows.add(row);
      }
      if (batchNumber == compactAt) table.compact();
      for (Batch batch : OperatorHarness.batches(rows, types, 128, random))
        find(table, batch, known, hashes, what);
    }
    assertEquals(known.size(), table.groupCount(), what);
    List<Vector> keys = table.keys(0, table.groupCount());
    for (Map.Entry<List<Object>, Integer> entry : known.entrySet()) {
      for (int i = 0; i < keys.size(); i++)
        assertEquals(
            entry.getKey().get(i), content(Values.get(keys.get(i), entry.getValue())), what);
    }
    table.clear();
    assertEquals(0, table.groupCount());
  }

  private static void find(
      GroupTable table,
      Batch batch,
      Map<List<Object>, Integer> known,
      List<Long> hashes,
      String what) {
    int[] rows = batch.selection().map(Selection::rows).orElse(null);
    int[] groups = new int[batch.rowCount()];
    table.find(batch.columns().toArray(Vector[]::new), rows, batch.rowCount(), groups);
    long[] expected = new long[batch.rowCount()];
    for (int i = 0; i < batch.columns().size(); i++)
      VectorHash.hash(batch.column(i), rows, batch.rowCount(), expected, i > 0);
    for (int i = 0; i < groups.length; i++) {
      List<Object> key = new ArrayList<>();
      for (Vector column : batch.columns())
        key.add(content(Values.get(column, rows == null ? i : rows[i])));
      Integer group = known.putIfAbsent(key, groups[i]);
      if (group == null) hashes.add(expected[i]);
      else assertEquals(group, groups[i], what + ": " + key);
      assertEquals(expected[i], table.hash(groups[i]), what + ": the hash of " + key);
    }
    assertTrue(table.groupCount() >= known.size(), what);
  }

  /** Zero and minus zero are one. */
  private static Object content(Object value) {
    return value instanceof Double d ? (Object) (d + 0.0) : value;
  }
}
