package io.brasa.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.sketch.SummarySketch.Mode;
import org.junit.jupiter.api.Test;

final class TestSummarySketch {
  private static SummarySketch<Integer> of(Mode mode, long from, long to) {
    SummarySketch<Integer> sketch = SummarySketch.ofIntegers(12, mode);
    for (long key = from; key < to; key++) {
      sketch.add(key, 3);
      sketch.add(key, 5);
    }
    return sketch;
  }

  @Test
  void isExactForFewKeys() {
    assertEquals(100, of(Mode.SUM, 0, 100).estimate());
    assertEquals(1, of(Mode.SUM, 0, 100).theta());
    assertEquals(800L, of(Mode.SUM, 0, 100).summary(Mode.SUM));
    assertEquals(300L, of(Mode.MIN, 0, 100).summary(Mode.SUM));
    assertEquals(5L, of(Mode.MAX, 0, 100).summary(Mode.MAX));
    assertEquals(100L, of(Mode.ALWAYSONE, 0, 100).summary(Mode.SUM));
    assertEquals(0L, of(Mode.MIN, 0, 0).summary(Mode.MIN));
  }

  @Test
  void unitesCutsAndTakesAway() {
    byte[] other = of(Mode.SUM, 50, 150).toBytes();
    SummarySketch<Integer> union = of(Mode.SUM, 0, 100);
    union.unite(other);
    assertEquals(150, union.estimate());
    assertEquals(1600L, union.summary(Mode.SUM));
    SummarySketch<Integer> both = SummarySketch.ofIntegers(12, Mode.SUM);
    both.load(of(Mode.SUM, 0, 100).toBytes());
    both.intersect(other);
    assertEquals(50, both.estimate());
    assertEquals(800L, both.summary(Mode.SUM));
    SummarySketch<Integer> rest = SummarySketch.ofIntegers(12, Mode.SUM);
    rest.load(of(Mode.SUM, 0, 100).toBytes());
    rest.subtract(other);
    assertEquals(50, rest.estimate());
    assertEquals(400L, rest.summary(Mode.SUM));
  }

  @Test
  void goesWithSketchesOfSets() {
    SetSketch set = SetSketch.ofLogSize(12);
    for (long key = 90; key < 120; key++) set.add(key);
    SummarySketch<Integer> sketch = SummarySketch.ofIntegers(12, Mode.SUM);
    sketch.load(of(Mode.SUM, 0, 100).toBytes());
    sketch.uniteSet(set.toBytes());
    assertEquals(120, sketch.estimate());
    assertEquals(800L, sketch.summary(Mode.SUM));
    sketch.intersectSet(set.toBytes());
    assertEquals(30, sketch.estimate());
    sketch.subtractSet(set.toBytes());
    assertEquals(0, sketch.estimate());
  }

  /** Four standard deviations of a sketch of 4096 hashes; the keys are fixed. */
  @Test
  void errsLittleForManyKeys() {
    SummarySketch<Double> sketch = SummarySketch.ofDoubles(12, Mode.SUM);
    for (long key = 0; key < 200_000; key++) sketch.add(key, 0.5);
    assertEquals(200_000, sketch.estimate(), 4.0 / Math.sqrt(4096) * 200_000);
    double share = ((Double) sketch.summary(Mode.SUM)) / sketch.theta();
    assertEquals(100_000, share, 4.0 / Math.sqrt(4096) * 100_000);
  }

  @Test
  void refusesOtherBytes() {
    SummarySketch<Integer> sketch = SummarySketch.ofIntegers(12, Mode.SUM);
    assertThrows(IllegalArgumentException.class, () -> sketch.load(new byte[] {0}));
    assertThrows(IllegalArgumentException.class, () -> sketch.unite(new byte[0]));
    byte[] summary = of(Mode.SUM, 0, 9).toBytes();
    assertThrows(IllegalArgumentException.class, () -> sketch.uniteSet(summary));
  }
}
