package io.brasa.sql.physical;

import io.brasa.core.lineage.MapRange;
import java.io.Serializable;
import java.util.List;

/** Which partitions of an input a partition reads: always neighbours. */
public sealed interface Reading extends Serializable {
  Reading OWN = new Own();

  int from(int partition);

  /** One past the last. */
  int to(int partition);

  /** Of which map partitions what is read has come. */
  default MapRange maps(int partition) {
    return MapRange.ALL;
  }

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
   * One or several neighbours, or a part of one.
   *
   * @param maps of which map partitions what is read has come
   */
  record Piece(int from, int to, MapRange maps) implements Serializable {}

  /** Each its piece. */
  record Pieces(List<Piece> pieces) implements Reading {
    public Pieces {
      pieces = List.copyOf(pieces);
    }

    @Override
    public int from(int partition) {
      return pieces.get(partition).from();
    }

    @Override
    public int to(int partition) {
      return pieces.get(partition).to();
    }

    @Override
    public MapRange maps(int partition) {
      return pieces.get(partition).maps();
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
