package io.brasa.core.operation;

import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.runtime.error.EngineException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is left of a dataset whose kept blocks are its checkpoint: tasks read these, and come here
 * only when one of them is gone.
 */
public final class LocalCheckpointSource implements Source {
  private static final long serialVersionUID = 1L;

  private final String dataset;
  private final int partitionCount;

  /**
   * @param dataset its name for errors
   */
  public LocalCheckpointSource(String dataset, int partitionCount) {
    this.dataset = dataset;
    this.partitionCount = partitionCount;
  }

  @Override
  public String name() {
    return "localCheckpoint";
  }

  @Override
  public List<?> splits() {
    return IntStream.range(0, partitionCount).boxed().toList();
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    throw new EngineException(
        CoreError.CHECKPOINT_LOST,
        "Partition "
            + split
            + " of the local checkpoint of '"
            + dataset
            + "' is gone, and what it was made from has been forgotten",
        "Run the program again; checkpoint() instead of localCheckpoint() survives the loss of"
            + " blocks, and unpersist() gives them up");
  }
}
