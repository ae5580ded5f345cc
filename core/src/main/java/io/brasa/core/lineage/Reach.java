package io.brasa.core.lineage;

/**
 * Which partitions of a parent a partition reads: always neighbours, from one to before another.
 * What the parent does not have of them is not read.
 */
public sealed interface Reach {
  /** The first. */
  int from(int partition);

  /** One past the last. */
  int to(int partition);

  /**
   * Partition {@code p} reads {@code p - offset}: {@code map}, and with an offset {@code union}.
   */
  record Shifted(int offset) implements Reach {
    @Override
    public int from(int partition) {
      return partition - offset;
    }

    @Override
    public int to(int partition) {
      return partition - offset + 1;
    }
  }

  /** Partition {@code p} reads {@code p / divisor}: the first dataset of {@code cartesian}. */
  record Quotient(int divisor) implements Reach {
    @Override
    public int from(int partition) {
      return partition / divisor;
    }

    @Override
    public int to(int partition) {
      return partition / divisor + 1;
    }
  }

  /** Partition {@code p} reads {@code p % divisor}: the second dataset of {@code cartesian}. */
  record Remainder(int divisor) implements Reach {
    @Override
    public int from(int partition) {
      return partition % divisor;
    }

    @Override
    public int to(int partition) {
      return partition % divisor + 1;
    }
  }

  /** {@code count} partitions in groups that differ in size by one at most: {@code coalesce}. */
  record Grouped(int count, int groupCount) implements Reach {
    @Override
    public int from(int partition) {
      return (int) ((long) count * partition / groupCount);
    }

    @Override
    public int to(int partition) {
      return from(partition + 1);
    }
  }
}
