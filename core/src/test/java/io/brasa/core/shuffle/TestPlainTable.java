package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.PlainForm;
import io.brasa.core.function.Function2;
import io.brasa.runtime.codec.Codecs;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of words against a map of the JDK's. */
final class TestPlainTable {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final KeyAccess keys = new KeyAccess(new Codecs(getClass().getClassLoader()), "test");
  private final ContentHash content = new ContentHash(new Codecs(getClass().getClassLoader()));

  /** Some that belong and some that are foreign, zero and the empty one among them. */
  private final Map<PlainForm, IntFunction<Object>> keysOf =
      Map.of(
          PlainForm.SHORT_TEXT,
          i -> i % 50 == 0 ? "a key that does not fit " + i : i == 1 ? "" : "key " + i,
          PlainForm.INTEGER,
          i -> i % 50 == 0 ? (Object) (long) i : i - 2_000,
          PlainForm.LONG,
          i -> i % 50 == 0 ? null : (i - 2_000L) << 33);

  private final Map<PlainForm, IntFunction<Object>> numbersOf =
      Map.of(
          PlainForm.INTEGER,
          i -> i,
          PlainForm.LONG,
          i -> (long) i << 20,
          PlainForm.DOUBLE,
          i -> i / 7.0);

  @Test
  void holdsWhatAMapHolds() {
    for (PlainForm form : keysOf.keySet()) {
      for (PlainForm numbers : numbersOf.keySet()) {
        for (boolean isOwn : new boolean[] {false, true}) {
          compare(form, numbers, isOwn);
        }
      }
    }
  }

  private void compare(PlainForm form, PlainForm numbers, boolean isOwn) {
    String which = form + ", " + numbers + ", seed " + seed;
    CombineFunctions functions = new CombineFunctions(value -> value, TestPlainTable::sum);
    PlainTable table = OwnCode.table(form, numbers, PlainTable.MAP_SALT, functions);
    Map<Object, Object> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      if (isOwn && i == 10_000) table = OwnCode.specialised(table, functions);
      int number = random.nextInt(4_000);
      Object key = keysOf.get(form).apply(number);
      Object value = numbersOf.get(numbers).apply(random.nextInt(1_000));
      int outcome = table.combine(key, value);
      if (outcome == PlainTable.FULL) {
        table.grow(table.slotsFor(table.size + 1));
        outcome = table.combine(key, value);
      }
      assertEquals(number % 50 == 0 ? PlainTable.FOREIGN : PlainTable.DONE, outcome, which);
      if (number % 50 != 0) model.merge(key, value, TestPlainTable::sum);
    }
    assertEquals(model, contents(table), which);
    assertEquals(model.size(), table.size, which);
  }

  private Map<Object, Object> contents(PlainTable table) {
    Map<Object, Object> found = new HashMap<>();
    for (int at = table.entryFrom(0); at >= 0; at = table.entryFrom(at + table.stride)) {
      Object key = table.key(at);
      assertEquals(keys.hash(key), table.hash(at));
      assertEquals(content.of(key), table.keyContent(at));
      assertEquals(content.of(table.value(at)), table.valueContent(table.words, at));
      assertEquals(null, found.put(key, table.value(at)), "twice");
    }
    return found;
  }

  private static Object sum(Object left, Object right) {
    if (left instanceof Integer number) return number + (Integer) right;
    if (left instanceof Long number) return number + (Long) right;
    return (Double) left + (Double) right;
  }

  @Test
  void eachFunctionHasCodeOfItsOwnThatLaterTablesFind() {
    Function2<Object, Object, Object> first = (left, right) -> left;
    Function2<Object, Object, Object> second = (left, right) -> right;
    PlainTable shared = table(first);
    PlainTable own = OwnCode.specialised(shared, new CombineFunctions(null, first));
    PlainTable other = OwnCode.specialised(table(second), new CombineFunctions(null, second));
    assertTrue(own.getClass().isHidden());
    assertFalse(own.getClass() == other.getClass());
    assertSame(own.getClass(), table(first).getClass());
    assertSame(own, OwnCode.specialised(own, new CombineFunctions(null, first)));
  }

  private static PlainTable table(Function2<Object, Object, Object> update) {
    return OwnCode.table(
        PlainForm.INTEGER, PlainForm.INTEGER, 1, new CombineFunctions(null, update));
  }

  @Test
  void aMisfitLeavesTheTableAsItWas() {
    PlainTable table =
        OwnCode.table(
            PlainForm.INTEGER,
            PlainForm.INTEGER,
            PlainTable.MAP_SALT,
            new CombineFunctions(null, (left, right) -> (Integer) left > 1 ? null : 2));
    table.put(5, 1);
    assertEquals(PlainTable.DONE, table.combine(5, 1));
    assertEquals(PlainTable.MISFIT, table.combine(5, 1));
    assertEquals(null, table.misfit);
    assertEquals(PlainTable.MISFIT, table.combine(6, 1L));
    assertEquals(1L, table.misfit);
    assertEquals(Map.of(5, 2), contents(table));
  }

  @Test
  @Timeout(20)
  void keysInTheOrderOfAnotherTableDoNotCluster() {
    PlainTable from = numbers(PlainTable.MAP_SALT);
    for (int i = 0; i < 1_000_000; i++) add(from, i * 0x9E3779B97F4A7C15L);
    drain(from);
    PlainTable to = numbers(PlainTable.REDUCE_SALT);
    for (int at = from.entryFrom(0); at >= 0; at = from.entryFrom(at + from.stride)) {
      add(to, from.words[at]);
    }
    drain(to);
    assertEquals(from.size, to.size);
  }

  private static PlainTable numbers(long salt) {
    CombineFunctions functions = new CombineFunctions(null, TestPlainTable::sum);
    return OwnCode.table(PlainForm.LONG, PlainForm.INTEGER, salt, functions);
  }

  private static void add(PlainTable table, long key) {
    int outcome = table.combine(key, 1);
    if (outcome == PlainTable.DRAIN) drain(table);
    if (outcome != PlainTable.FULL) return;
    table.grow(table.slotsFor(table.size + 1));
    table.combine(key, 1);
  }

  private static void drain(PlainTable table) {
    int end = table.batchEnd;
    table.drained();
    for (int at = 0; table.combineAll(table.batch, at, end) == PlainTable.FULL; ) {
      at = table.stoppedAt;
      table.grow(table.slotsFor(table.size + 1));
    }
  }
}
