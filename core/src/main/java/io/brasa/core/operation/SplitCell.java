package io.brasa.core.operation;

import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * The records for which a number between zero and one, which depends on seed, partition and place
 * alone, is at least {@code from} and less than {@code to}. Cells that share a seed and divide the
 * range divide the records.
 */
public record SplitCell(long seed, double from, double to) implements Operation {
  @Override
  public String name() {
    return "randomSplit";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> records = inputs.read(0, partition);
    SplittableRandom random = Draws.ofPartition(seed, partition);
    return new Iterator<Object>() {
      private boolean isFound;
      private Object found;

      @Override
      public boolean hasNext() {
        while (!isFound && records.hasNext()) {
          found = records.next();
          double place = random.nextDouble();
          isFound = place >= from && place < to;
        }
        return isFound;
      }

      @Override
      public Object next() {
        if (!hasNext()) throw new NoSuchElementException();
        isFound = false;
        return found;
      }
    };
  }
}
