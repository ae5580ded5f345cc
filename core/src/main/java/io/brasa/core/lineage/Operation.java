package io.brasa.core.lineage;

import io.brasa.core.block.ClosingIterator;
import java.io.Serializable;
import java.util.Iterator;

/**
 * How the records of a partition come to be. Operations travel: they hold user functions and
 * parameters, never datasets, contexts or splits. Stateless between calls and used by many tasks at
 * once.
 */
public interface Operation extends Serializable {
  /** The name users know it by, such as {@code map}. */
  String name();

  /**
   * Opens the records of one partition. The iterator is drained once by the calling thread; if it
   * is {@link AutoCloseable} it is closed at the end of the task.
   */
  Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception;

  /** The way to the operation's inputs, numbered as the dependencies of its node. */
  interface Inputs {
    /**
     * The records of a partition of a narrow input, or the merged records of a partition of a
     * shuffled one.
     */
    Iterator<?> read(int input, int partition) throws Exception;

    /**
     * As {@link #read}, for operations that read many partitions one after the other: closing it
     * lets go of all that was opened for these records, which else lasts as long as the task.
     */
    default ClosingIterator<?> readAlone(int input, int partition) throws Exception {
      return readAlone(input, partition, MapRange.ALL);
    }

    /**
     * As {@link #readAlone(int, int)}, of a shuffled input only what some map partitions wrote; of
     * a narrow one all.
     */
    ClosingIterator<?> readAlone(int input, int partition, MapRange maps) throws Exception;

    /** The narrow input that has the records of a partition, when each partition is one input's. */
    int reaching(int partition);

    /** The split of the partition being computed; only for a {@link Source}. */
    Object split();
  }
}
