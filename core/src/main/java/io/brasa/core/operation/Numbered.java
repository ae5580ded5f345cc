package io.brasa.core.operation;

import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/**
 * Each record paired with a number.
 *
 * @param starts for each partition the number of its first record
 * @param step from one record to the next
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares operations
public record Numbered(String name, long[] starts, long step) implements Operation {
  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    Iterator<?> records = inputs.read(0, partition);
    return new Iterator<Pair<Object, Long>>() {
      private long number = starts[partition];

      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Pair<Object, Long> next() {
        Pair<Object, Long> numbered = new Pair<>(records.next(), number);
        number += step;
        return numbered;
      }
    };
  }
}
