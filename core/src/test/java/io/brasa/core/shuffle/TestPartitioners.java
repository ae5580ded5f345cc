package io.brasa.core.shuffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestPartitioners {
  @Test
  void hashesSpreadEvenlyEvenWhenTheyArePoor() {
    for (int step : new int[] {1, 8, 1_024, 65_536}) {
      int[] counts = new int[10];
      HashPartitioner partitioner = new HashPartitioner(10);
      for (int i = 0; i < 10_000; i++) counts[partitioner.partition(null, i * step)]++;
      for (int count : counts) assertEquals(1_000, count, 250, "step " + step);
    }
  }

  @Test
  void rangesHoldEqualWeights() {
    List<WeightedKey> sample = new ArrayList<>();
    for (int i = 999; i >= 0; i--) sample.add(new WeightedKey(i, 1));
    RangePartitioner partitioner = RangePartitioner.fromSample(sample, 4, SortOrder.ASCENDING);
    assertEquals(List.of(249, 499, 749), partitioner.bounds());
    RangePartitioner descending = RangePartitioner.fromSample(sample, 4, SortOrder.DESCENDING);
    assertEquals(List.of(750, 500, 250), descending.bounds());
    assertEquals(0, descending.partition(2_000, 0));
    assertEquals(3, descending.partition(-1, 0));
  }

  @Test
  void weightsCount() {
    List<WeightedKey> sample =
        List.of(new WeightedKey(1, 97), new WeightedKey(2, 1), new WeightedKey(3, 2));
    assertEquals(List.of(1), RangePartitioner.fromSample(sample, 2, SortOrder.ASCENDING).bounds());
  }

  @Test
  void keysAreInTheRangeOfTheirBounds() {
    Random random = new Random(5);
    List<Object> bounds = new ArrayList<>();
    for (int i = 0; i < 100; i++) bounds.add(10 * i);
    RangePartitioner partitioner = new RangePartitioner(bounds, SortOrder.ASCENDING);
    for (int i = 0; i < 1_000; i++) {
      int key = random.nextInt(1_200) - 100;
      int partition = partitioner.partition(key, 0);
      assertTrue(
          partition == 0 || key > (Integer) bounds.get(partition - 1), key + " in " + partition);
      assertTrue(
          partition == 100 || key <= (Integer) bounds.get(partition), key + " in " + partition);
    }
  }

  @Test
  void fewKeysMakeFewPartitions() {
    List<WeightedKey> sample = List.of(new WeightedKey("a", 1), new WeightedKey("a", 1));
    assertEquals(2, RangePartitioner.fromSample(sample, 10, SortOrder.ASCENDING).partitionCount());
    assertEquals(
        1, RangePartitioner.fromSample(List.of(), 10, SortOrder.ASCENDING).partitionCount());
  }

  @Test
  void theyAreEqualByValue() {
    assertEquals(new HashPartitioner(3), new HashPartitioner(3));
    assertNotEquals(new HashPartitioner(3), new HashPartitioner(4));
    assertNotEquals(new HashPartitioner(3), new IndexPartitioner(3));
    assertEquals(
        new RangePartitioner(List.of(1), SortOrder.ASCENDING),
        new RangePartitioner(List.of(1), SortOrder.ASCENDING));
    assertNotEquals(
        new RangePartitioner(List.of(1), SortOrder.ASCENDING),
        new RangePartitioner(List.of(1), SortOrder.DESCENDING));
  }

  @Test
  void noPartitionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new HashPartitioner(0));
    assertThrows(IllegalArgumentException.class, () -> new IndexPartitioner(0));
  }
}
