package io.brasa.sql.physical;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import java.io.Serializable;
import java.util.List;

/** Which partition a row goes to. */
public sealed interface Partitioning extends Serializable {
  /** How many partitions there are. */
  int count();

  /** All rows to one. */
  record Single() implements Partitioning {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public String toString() {
      return "single";
    }
  }

  /** All rows, to be read by each task of the reader. */
  record Broadcast() implements Partitioning {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public String toString() {
      return "broadcast";
    }
  }

  /** Rows of equal keys to the same. */
  record ByHash(List<Expression> keys, int count) implements Partitioning {
    public ByHash {
      keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
      return "by hash of " + keys + " to " + count;
    }
  }

  /** Rows in turn. */
  record InTurn(int count) implements Partitioning {
    @Override
    public String toString() {
      return "in turn to " + count;
    }
  }

  /**
   * Rows in ranges of an order: partition {@code p} gets what is not before bound {@code p - 1} and
   * before bound {@code p}.
   *
   * @param bounds the keys as columns; empty until a sample of the rows has been looked at
   */
  record ByRange(List<SortKey> keys, int count, List<Batch> bounds) implements Partitioning {
    public ByRange {
      keys = List.copyOf(keys);
      bounds = List.copyOf(bounds);
    }

    @Override
    public String toString() {
      return "by range of " + keys + " to " + count;
    }
  }
}
