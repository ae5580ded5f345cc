package io.brasa.sketch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestCountMinSketch {
  @Test
  void neverCountsTooFewAndSeldomTooMany() {
    CountMinSketch sketch = CountMinSketch.of(0.001, 0.99, 1);
    long total = 0;
    for (long value = 1; value <= 300; value++)
      for (long i = 0; i < value; i++, total++) sketch.add(value);
    int exceeding = 0;
    for (long value = 1; value <= 300; value++) {
      assertTrue(sketch.estimate(value) >= value);
      if (sketch.estimate(value) > value + 0.001 * total) exceeding++;
    }
    assertEquals(total, sketch.count());
    assertTrue(exceeding <= 3, exceeding + " of 300");
  }

  @Test
  void mergesToTheSketchOfAll() {
    CountMinSketch whole = CountMinSketch.of(0.01, 0.9, 7);
    CountMinSketch merged = CountMinSketch.of(0.01, 0.9, 7);
    for (int part = 0; part < 3; part++) {
      CountMinSketch one = CountMinSketch.of(0.01, 0.9, 7);
      for (long value = 0; value < 50; value++) {
        one.add(value * part);
        one.add((int) value, part);
        whole.add(value * part);
        whole.add((int) value, part);
      }
      merged.merge(CountMinSketch.parse(one.toBytes()));
    }
    assertArrayEquals(whole.toBytes(), merged.toBytes());
  }

  @Test
  void refusesWhatItCannotDo() {
    CountMinSketch sketch = CountMinSketch.of(0.5, 0.5, 1);
    assertThrows(IllegalArgumentException.class, () -> CountMinSketch.of(0, 0.5, 1));
    assertThrows(IllegalArgumentException.class, () -> CountMinSketch.of(0.5, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> CountMinSketch.parse(new byte[40]));
    CountMinSketch other = CountMinSketch.of(0.5, 0.5, 2);
    assertThrows(IllegalArgumentException.class, () -> sketch.merge(other));
  }
}
