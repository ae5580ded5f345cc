package io.brasa.sql.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Group tables of one whole key, while it lies close together and when it no longer does. */
final class TestDirectGroups {
  @Test
  void groupsAreNumberedAsAMapWouldWhereverKeysLie() {
    long seed = 11_21;
    Random random = new Random(seed);
    long[] spreads = {3, 1_000, 200_000, 1L << 40, Long.MAX_VALUE};
    for (int round = 0; round < 60; round++) {
      long middle = new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE, 12_345, -77_777}[round % 5];
      check(random, middle, spreads, round % 2 == 0, "seed " + seed + " round " + round);
    }
  }

  private static void check(
      Random random, long middle, long[] spreads, boolean hasNulls, String name) {
    GroupTable table = new GroupTable(List.of(AtomicType.LONG));
    Map<Long, Integer> expected = new HashMap<>();
    List<Long> inOrder = new ArrayList<>();
    for (int batch = 0; batch < 12; batch++) {
      long spread = spreads[Math.min(spreads.length - 1, random.nextInt(batch / 2 + 1))];
      int count = 1 + random.nextInt(3_000);
      long[] values = new long[count];
      boolean[] nulls = hasNulls ? new boolean[count] : null;
      for (int i = 0; i < count; i++) {
        values[i] = middle + random.nextLong(spread) - spread / 2;
        if (hasNulls) nulls[i] = random.nextInt(50) == 0;
      }
      int[] groups = new int[count];
      Vector keys = new LongVector(AtomicType.LONG, count, values, nulls);
      table.find(new Vector[] {keys}, null, count, groups);
      for (int i = 0; i < count; i++) {
        Long key = hasNulls && nulls[i] ? null : values[i];
        Integer group = expected.get(key);
        if (group == null) {
          expected.put(key, group = inOrder.size());
          inOrder.add(key);
        }
        assertEquals(group, groups[i], name);
      }
    }
    assertEquals(inOrder.size(), table.groupCount(), name);
    assertTrue(table.sizeBytes() < 1 << 24, name);
    checkKeys(table, inOrder, name);
  }

  private static void checkKeys(GroupTable table, List<Long> inOrder, String name) {
    Vector keys = table.keys(0, inOrder.size()).getFirst();
    for (int group = 0; group < inOrder.size(); group++) {
      assertEquals(inOrder.get(group), Values.get(keys, group), name);
      assertEquals(VectorHash.at(keys, group), table.hash(group), name);
    }
  }
}
