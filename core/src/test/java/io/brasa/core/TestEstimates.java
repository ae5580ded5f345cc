package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestEstimates {
  @Test
  void knowsTheQuantilesOfTheTables() {
    assertEquals(1.959964, Quantiles.normal(0.95), 1e-6);
    assertEquals(2.575829, Quantiles.normal(0.99), 1e-6);
    assertEquals(12.7062, Quantiles.student(0.95, 1), 1e-4);
    assertEquals(4.302653, Quantiles.student(0.95, 2), 1e-6);
    assertEquals(3.182446, Quantiles.student(0.95, 3), 0.03);
    assertEquals(2.228139, Quantiles.student(0.95, 10), 1e-4);
  }

  /** The bounds hold about as often as they say, over many samples of the same partitions. */
  @Test
  void boundsHoldAsOftenAsTheySay() {
    long seed = 11;
    Random random = new Random(seed);
    List<double[]> partitions = new ArrayList<>();
    double count = 0;
    double sum = 0;
    for (int i = 0; i < 60; i++) {
      double n = 50 + random.nextInt(100);
      double[] partition = {n, n * (3 + random.nextGaussian())};
      partitions.add(partition);
      count += n;
      sum += partition[1];
    }
    int[] held = new int[3];
    int rounds = 2_000;
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(partitions, random);
      Estimates.Count counted = new Estimates.Count(60, 0.9);
      Estimates.Sum summed = new Estimates.Sum(60, 0.9);
      Estimates.Mean mean = new Estimates.Mean(60, 0.9);
      for (double[] partition : partitions.subList(0, 15)) {
        counted.add((long) partition[0]);
        summed.add(partition);
        mean.add(partition);
      }
      if (holds(counted.estimate(), count)) held[0]++;
      if (holds(summed.estimate(), sum)) held[1]++;
      if (holds(mean.estimate(), sum / count)) held[2]++;
    }
    for (int each : held)
      assertTrue(each > 0.86 * rounds && each < 0.94 * rounds, "seed " + seed + ": " + each);
  }

  private static boolean holds(BoundedDouble bounds, double truth) {
    return bounds.low() <= truth && truth <= bounds.high();
  }

  @Test
  void saysSoWhenNothingIsKnown() {
    BoundedDouble nothing = new Estimates.Count(3, 0.9).estimate();
    assertEquals(Double.POSITIVE_INFINITY, nothing.high());
    Estimates.CountByValue<String> byValue = new Estimates.CountByValue<>(4, 0.9);
    byValue.add(Map.of("a", 3L));
    assertEquals(12, byValue.estimate().get("a").mean());
    assertEquals(3, byValue.estimate().get("a").low());
  }

  @Test
  void givesAnEstimateInTimeAndTheRestLater() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[2]").build()) {
      var hurry = brasa.range(0, 1_000_000, 1, 20).countApprox(0);
      assertEquals(BoundedDouble.exact(1_000_000), hurry.getFinalValue());
      List<BoundedDouble> heard = Collections.synchronizedList(new ArrayList<>());
      hurry.onComplete(heard::add).onFail(e -> heard.add(null));
      assertEquals(List.of(BoundedDouble.exact(1_000_000)), heard);
      assertFalse(hurry.toString().isEmpty());
    }
  }

  @Test
  void failsAsTheWorkDoes() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[2]").build()) {
      RDD<Integer> failing = brasa.parallelize(List.of(1, 2), 2).map(x -> x / 0);
      assertEquals(
          CoreError.TASK_FAILED,
          assertThrows(EngineException.class, () -> failing.countApprox(60_000)).code());
      assertThrows(IllegalArgumentException.class, () -> failing.countApprox(1, 1));
    }
  }

  @Test
  void aMappedResultIsMadeOfTheFirstValueAndOfTheLast() {
    try (BrasaContext brasa = BrasaContext.builder().master("local[2]").build()) {
      var counted = brasa.range(0, 1_000, 1, 4).countApprox(60_000);
      PartialResult<Long> rounded = counted.map(bounds -> Math.round(bounds.mean()));
      assertEquals(1_000, rounded.initialValue());
      assertTrue(rounded.isInitialValueFinal());
      assertEquals(1_000, rounded.getFinalValue());
      var failing = brasa.range(0, 1_000, 1, 4).countApprox(60_000);
      int[] calls = {0};
      PartialResult<Integer> broken = failing.map(bounds -> 1 / (1 - calls[0]++));
      assertEquals(1, broken.initialValue());
      EngineException failure = assertThrows(EngineException.class, broken::getFinalValue);
      assertEquals(CoreError.TASK_FAILED, failure.code());
    }
  }
}
