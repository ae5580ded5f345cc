package io.brasa.core.operation;

import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/**
 * Gives the records of a partition to target partitions in turn, starting at one that depends on
 * the partition: what {@code repartition} shuffles by. Which record goes where depends on the order
 * of the input; if that order differs when the partition is computed again, the content checksum of
 * the map output shows it.
 */
public record Spread(int targetCount) implements Operation {
  @Override
  public String name() {
    return "repartition";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> records = inputs.read(0, partition);
    return new Iterator<Pair<Integer, Object>>() {
      private int target = Math.floorMod(partition * 0x9E3779B9, targetCount);

      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Pair<Integer, Object> next() {
        target = target + 1 == targetCount ? 0 : target + 1;
        return new Pair<>(target, records.next());
      }
    };
  }
}
