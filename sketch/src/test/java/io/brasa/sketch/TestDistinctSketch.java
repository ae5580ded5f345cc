package io.brasa.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestDistinctSketch {
  private static DistinctSketch of(long seed, int count, double error) {
    DistinctSketch sketch = DistinctSketch.withError(error);
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) sketch.add(random.nextLong());
    return sketch;
  }

  @Test
  void isExactForFewValues() {
    for (int count : new int[] {0, 1, 2, 7}) {
      DistinctSketch sketch = of(1, count, 0.05);
      sketch.merge(of(1, count, 0.05).toBytes());
      assertEquals(count, Math.round(sketch.estimate()));
    }
  }

  /** Four standard deviations: the seeds are fixed, so this passes always or never. */
  @Test
  void errsByWhatWasAskedFor() {
    for (double error : new double[] {0.2, 0.05, 0.01}) {
      for (int count : new int[] {100, 3_000, 200_000}) {
        double estimate = of(7, count, error).estimate();
        assertTrue(
            Math.abs(estimate - count) < 4 * error * count,
            error + ": " + estimate + " of " + count);
      }
    }
  }

  @Test
  void mergesToTheSketchOfAllValuesInAnyOrder() {
    DistinctSketch whole = of(3, 50_000, 0.02);
    DistinctSketch merged = DistinctSketch.withError(0.02);
    Random random = new Random(3);
    byte[][] parts = new byte[5][];
    for (int p = 0; p < parts.length; p++) {
      DistinctSketch part = DistinctSketch.withError(0.02);
      for (int i = 0; i < 10_000; i++) part.add(random.nextLong());
      parts[p] = part.toBytes();
    }
    for (int p : new int[] {3, 0, 4, 1, 2, 2}) merged.merge(parts[p]);
    assertEquals(whole.estimate(), merged.estimate(), 0.03 * whole.estimate());
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThrows(IllegalArgumentException.class, () -> DistinctSketch.withError(0));
    assertThrows(IllegalArgumentException.class, () -> DistinctSketch.withError(1));
    assertThrows(IllegalArgumentException.class, () -> DistinctSketch.withError(0.0001));
    DistinctSketch sketch = DistinctSketch.withError(0.1);
    assertThrows(IllegalArgumentException.class, () -> sketch.merge(new byte[] {2, 0, 0}));
  }
}
