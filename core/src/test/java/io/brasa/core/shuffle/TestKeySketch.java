package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TestKeySketch {
  @Test
  void isExactBelowItsCapacity() {
    assertEquals(63, sketch(64, 0, 63).estimate(-1));
    assertEquals(0, sketch(64, 0, 0).estimate(-1));
  }

  @Test
  void estimatesWithinAFewStandardErrors() {
    for (int count : new int[] {100, 10_000, 300_000}) {
      assertEquals(count, sketch(64, 0, count).estimate(-1), 0.45 * count);
    }
  }

  @Test
  void mergingIsAsIfAllKeysHadComeToOne() {
    assertEquals(sketch(64, 0, 5_000), sketch(64, 0, 3_000).merge(sketch(64, 2_000, 5_000)));
    assertEquals(sketch(8, 0, 5_000), sketch(64, 0, 3_000).merge(sketch(8, 2_000, 5_000)));
  }

  @Test
  void zeroCapacityKnowsNothing() {
    assertEquals(-1, sketch(0, 0, 5_000).estimate(-1));
    assertEquals(0, KeySketch.capacityFor(100_000));
    assertEquals(64, KeySketch.capacityFor(200));
  }

  private static KeySketch sketch(int capacity, int from, int to) {
    KeySketchBuilder builder = new KeySketchBuilder(capacity);
    for (int i = from; i < to; i++) {
      builder.add(Mix.mix(i));
      builder.add(Mix.mix(i));
    }
    return builder.build();
  }
}
