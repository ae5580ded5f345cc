package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TestCombineTable {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final KeyAccess keys = new KeyAccess(new Codecs(getClass().getClassLoader()), "test");

  @Test
  void behavesAsALinkedHashMap() {
    CombineTable table = new CombineTable(keys);
    Map<Object, Object> model = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Object key = random.nextInt(20) == 0 ? null : "key " + random.nextInt(5_000);
      put(table, key, i);
      model.put(key, i);
    }
    assertEquals(model.size(), table.size(), "seed " + seed);
    int entry = 0;
    for (Map.Entry<Object, Object> expected : model.entrySet()) {
      assertEquals(expected.getKey(), table.key(entry), "seed " + seed);
      assertEquals(expected.getValue(), table.value(entry++), "seed " + seed);
    }
    assertEquals(-1, table.find("absent", keys.hash("absent")));
  }

  @Test
  @Timeout(20)
  void keysInTheOrderOfTheirHashDoNotCluster() {
    CombineTable table = new CombineTable(keys);
    // With the slot taken from the hash itself this is quadratic and takes minutes.
    for (int i = 0; i < 300_000; i++) put(table, i, i);
    assertEquals(300_000, table.size());
  }

  @Test
  void theOrderIsByHashAndThenByContentWhateverTheArrival() {
    ContentHash contentHash = new ContentHash(new Codecs(getClass().getClassLoader()));
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) numbers.add(i);
    List<Object> expected = null;
    for (int round = 0; round < 3; round++) {
      CombineTable table = new CombineTable(keys);
      for (int number : numbers) {
        if (table.isFull()) table.grow();
        table.add(number, number % 700 - 300, number);
      }
      List<Object> found = new ArrayList<>();
      int lastHash = Integer.MIN_VALUE;
      for (long slot : table.ordered(contentHash)) {
        assertTrue(CombineTable.hashOf(slot) >= lastHash);
        lastHash = CombineTable.hashOf(slot);
        found.add(table.key(CombineTable.entryOf(slot)));
      }
      if (expected == null) expected = found;
      assertEquals(expected, found, "seed " + seed);
      Collections.shuffle(numbers, random);
    }
  }

  @Test
  @Timeout(20)
  void textsMadeToShareAHashAreNumberedInNoTime() {
    GroupTable table = new GroupTable(keys);
    for (int i = 0; i < 40_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 16; bit++) text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      String key = text.toString();
      if (table.isFull()) table.grow();
      assertEquals(-1, table.find(key, keys.hash(key)));
      assertEquals(i, table.add(key, keys.hash(key)));
      assertEquals(i, table.find(key, keys.hash(key)));
    }
    for (long slot : table.ordered(new ContentHash(new Codecs(getClass().getClassLoader()))))
      assertEquals(keys.hash("Aa".repeat(16)), KeyTable.hashOf(slot));
  }

  private void put(CombineTable table, Object key, Object value) {
    int hash = keys.hash(key);
    int entry = table.find(key, hash);
    if (entry >= 0) {
      table.setValue(entry, value);
      return;
    }
    if (table.isFull()) table.grow();
    table.add(key, hash, value);
  }
}
