package io.brasa.core.operation;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;

/** The records of two partitions, pair by pair. */
public record Zip() implements Operation {
  @Override
  public String name() {
    return "zip";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return new Zipped(partition, inputs.read(0, partition), inputs.read(1, partition));
  }

  private static final class Zipped implements Iterator<Pair<Object, Object>> {
    private final int partition;
    private final Iterator<?> left;
    private final Iterator<?> right;
    private long count;

    Zipped(int partition, Iterator<?> left, Iterator<?> right) {
      this.partition = partition;
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean hasNext() {
      boolean isMore = left.hasNext();
      if (isMore == right.hasNext()) return isMore;
      throw new EngineException(
          CoreError.PARTITIONS_UNEQUAL,
          "Partition "
              + partition
              + " of the "
              + (isMore ? "second" : "first")
              + " dataset of zip ends after "
              + count
              + " records, that of the other does not",
          "Make both from one dataset by operations that keep the number of records, or join them"
              + " by zipWithIndex");
    }

    @Override
    public Pair<Object, Object> next() {
      count++;
      return new Pair<>(left.next(), right.next());
    }
  }
}
