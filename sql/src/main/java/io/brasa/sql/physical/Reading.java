package io.brasa.sql.physical;

import java.io.Serializable;
import java.util.List;

/** Which partitions of an input a partition reads: always neighbours. */
public sealed interface Reading extends Serializable {
  Reading OWN = new Own();

  int from(int partition);

  /** One past the last. */
  int to(int partition);

  /** The one of the same number. */
  record Own() implements Reading {
    @Override
    public int from(int partition) {
      return partition;
    }

    @Override
    public int to(int partition) {
      return partition + 1;
    }
  }

  /** Each reads all. */
  record All(int count) implements Reading {
    @Override
    public int from(int partition) {
      return 0;
    }

    @Override
    public int to(int partition) {
      return count;
    }
  }

  /**
   * Neighbours are put together; at place {@code p} is the first that partition {@code p} reads.
   */
  record Grouped(List<Integer> starts) implements Reading {
    public Grouped {
      starts = List.copyOf(starts);
    }

    @Override
    public int from(int partition) {
      return starts.get(partition);
    }

    @Override
    public int to(int partition) {
      return starts.get(partition + 1);
    }
  }
}
