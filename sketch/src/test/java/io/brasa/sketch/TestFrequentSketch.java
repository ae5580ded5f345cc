package io.brasa.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sketch.FrequentSketch.Frequent;
import io.brasa.sketch.FrequentSketch.Items;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestFrequentSketch {
  @Test
  void countsExactlyWhatItHasRoomFor() {
    FrequentSketch sketch = FrequentSketch.of(Items.TEXTS, 10);
    for (String text : "a b b c c c".split(" ")) sketch.add(text);
    for (int i = 0; i < 2; i++) sketch.add(null);
    FrequentSketch merged = FrequentSketch.of(Items.TEXTS, 10);
    merged.merge(FrequentSketch.parse(Items.TEXTS, sketch.toBytes()));
    merged.add("c");
    assertEquals(List.of(new Frequent("c", 4), new Frequent("b", 2)), merged.top(2));
    assertEquals(new Frequent(null, 2), merged.top(9).get(2));
  }

  @Test
  void bytesOfAllItemsAreRead() {
    List<List<Object>> all =
        List.of(
            List.of(true, false),
            List.of(3, 4),
            List.of(6L),
            List.of(7.5),
            List.of("eight", "ä€"),
            List.of(BigInteger.TEN.pow(30), BigInteger.TEN.negate()));
    for (Items items : Items.values()) {
      FrequentSketch sketch = FrequentSketch.of(items, 10);
      int times = 1;
      for (Object item : all.get(items.ordinal()))
        for (int i = times++; i > 0; i--) sketch.add(item);
      FrequentSketch read = FrequentSketch.parse(items, sketch.toBytes());
      assertEquals(sketch.top(9), read.top(9), items.name());
      assertEquals(all.get(items.ordinal()).size(), read.top(9).size());
    }
  }

  /** Half of all values are one; the others are many more than there is room for. */
  @Test
  void findsWhatIsMoreFrequentThanTheRest() {
    FrequentSketch sketch = FrequentSketch.of(Items.LONGS, 100);
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      sketch.add(-1L);
      sketch.add((long) random.nextInt(1_000_000));
    }
    Frequent first = sketch.top(1).getFirst();
    assertEquals(-1L, first.item());
    assertTrue(first.count() >= 50_000 && first.count() <= 52_000, first.toString());
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThrows(IllegalArgumentException.class, () -> FrequentSketch.of(Items.LONGS, 0));
    assertThrows(IllegalArgumentException.class, () -> FrequentSketch.of(Items.LONGS, 1_000_001));
    assertThrows(
        IllegalArgumentException.class, () -> FrequentSketch.parse(Items.LONGS, new byte[3]));
    assertThrows(
        IllegalArgumentException.class, () -> FrequentSketch.parse(Items.LONGS, new byte[40]));
  }
}
