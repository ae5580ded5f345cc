package io.brasa.sql.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Keys have the numbers that a table gives them, in whatever form their strings come. */
final class TestNumberedKeys {
  private static final List<DataType> TYPES =
      List.of(AtomicType.STRING, AtomicType.STRING, AtomicType.INTEGER, AtomicType.STRING);

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);

  private FlatVector strings(int count, int distinct, boolean hasNulls) {
    VectorBuilder builder = VectorBuilder.of(AtomicType.STRING, count);
    for (int i = 0; i < count; i++) {
      boolean isNull = hasNulls && random.nextInt(9) == 0;
      String text = "a text of some length " + random.nextInt(distinct);
      if (isNull) builder.appendNull();
      else Values.append(builder, text.substring(random.nextInt(2) * 15));
    }
    return builder.build();
  }

  private FlatVector numbers(int count) {
    VectorBuilder builder = VectorBuilder.of(AtomicType.INTEGER, count);
    for (int i = 0; i < count; i++) Values.append(builder, random.nextInt(3));
    return builder.build();
  }

  /** Two columns of one table, a number, and a column of another table. */
  private Vector[] batch(FlatVector[] tables, int count) {
    int[] places = places(tables[0].length(), count);
    int[] others = places(tables[2].length(), count);
    Vector[] key = {
      DictionaryVector.of(tables[0], places, count, null),
      DictionaryVector.of(tables[1], places, count, null),
      numbers(count),
      DictionaryVector.of(tables[2], others, count, null)
    };
    switch (random.nextInt(6)) {
      case 0 -> key[1] = DictionaryVector.of(tables[1], places.clone(), count, null);
      case 1 -> key[0] = Vectors.flat(key[0]);
      case 2 -> {
        boolean[] nulls = new boolean[count];
        for (int i = 0; i < count; i++) nulls[i] = random.nextInt(4) == 0;
        key[3] = DictionaryVector.of(tables[2], others, count, nulls);
      }
      default -> {}
    }
    return key;
  }

  private int[] places(int among, int count) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) places[i] = random.nextInt(among);
    return places;
  }

  private FlatVector[] tables(int length, int distinct) {
    return new FlatVector[] {
      strings(length, distinct, true), strings(length, distinct, false), strings(40, 20, true)
    };
  }

  @Test
  void keysAreNumberedByContent() {
    for (int round = 0; round < 40; round++) {
      String what = "seed " + seed + ", round " + round;
      NumberedKeys keys = new NumberedKeys(TYPES);
      Map<List<Object>, Integer> known = new HashMap<>();
      FlatVector[] tables = tables(1 + random.nextInt(3000), 1 + random.nextInt(500));
      for (int i = 0; i < 12; i++) {
        if (random.nextInt(5) == 0) tables = tables(1 + random.nextInt(3000), 300);
        find(keys, batch(tables, 1 + random.nextInt(900)), known, what);
        if (random.nextInt(25) != 0) continue;
        keys.clear();
        known.clear();
      }
      check(keys, known, what);
    }
  }

  /** Each place comes once, so that places are given up after some thousand rows. */
  @Test
  void keysThatHardlyComeTwiceKeepTheirNumbers() {
    NumberedKeys keys = new NumberedKeys(TYPES);
    Map<List<Object>, Integer> known = new HashMap<>();
    for (int i = 0; i < 20; i++)
      find(keys, batch(tables(3000, 1_000_000), 3000), known, "seed " + seed);
    check(keys, known, "seed " + seed);
  }

  private void find(
      NumberedKeys keys, Vector[] key, Map<List<Object>, Integer> known, String what) {
    int length = key[0].length();
    int[] rows = null;
    int count = length;
    if (random.nextBoolean()) {
      rows = new int[length];
      count = 0;
      for (int i = 0; i < length; i++) if (random.nextInt(3) > 0) rows[count++] = i;
      rows = Arrays.copyOf(rows, count);
    }
    int[] groups = new int[count];
    keys.find(key, rows, count, groups);
    for (int i = 0; i < count; i++) {
      List<Object> values = new ArrayList<>();
      for (Vector column : key) values.add(Values.get(column, rows == null ? i : rows[i]));
      Integer group = known.putIfAbsent(values, groups[i]);
      if (group != null) assertEquals(group, groups[i], what);
    }
    assertEquals(known.size(), keys.groupCount(), what);
  }

  private static void check(NumberedKeys keys, Map<List<Object>, Integer> known, String what) {
    int count = keys.groupCount();
    assertEquals(known.size(), count, what);
    if (count == 0) return;
    int middle = count / 2;
    List<Vector> columns = keys.keys(middle, count);
    for (Map.Entry<List<Object>, Integer> entry : known.entrySet()) {
      int group = entry.getValue() - middle;
      if (group < 0) continue;
      List<Object> values = new ArrayList<>();
      for (Vector column : columns) values.add(Values.get(column, group));
      assertEquals(entry.getKey(), values, what);
    }
    long[] hashes = keys.hashes(middle, count);
    assertArrayEquals(GroupTable.hashes(columns, count - middle), hashes, what);
    assertTrue(keys.sizeBytes() > 0, what);
  }

  @Test
  void whatIsTakenTogetherStaysAtTheSamePlaces() {
    FlatVector strings = strings(10, 10, false);
    int[] places = {3, 1, 4, 1, 5};
    List<Vector> columns =
        List.of(
            DictionaryVector.of(strings, places, 5, null),
            DictionaryVector.of(strings(10, 10, false), places, 5, null),
            strings(5, 5, false));
    List<Vector> taken = Vectors.take(columns, new int[] {4, 0, 2}, 3);
    DictionaryVector first = (DictionaryVector) taken.get(0);
    assertArrayEquals(new int[] {5, 3, 4}, first.ids());
    assertEquals(first.ids(), ((DictionaryVector) taken.get(1)).ids());
    assertTrue(((DictionaryVector) taken.get(2)).dictionary() instanceof BytesVector);
    assertEquals(Values.get(columns.get(2), 2), Values.get(taken.get(2), 2));
  }
}
