package io.brasa.core.shuffle;

import io.brasa.core.block.Block;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.function.Pair;
import java.util.Iterator;
import java.util.List;

/**
 * The reduce side: turns the blocks of one target partition, or records that are partitioned already, into what the
 * operation promises. The order of the result depends on the content and the order of the input alone, not on memory or
 * time. Belongs to the task's thread; whoever does not drain the result closes it.
 */
public final class ShuffleReader {
  /** @param context whose memory and spill folder are used until the result ends or is closed */
  public ShuffleReader(ShuffleSpec spec, ShuffleContext context) {}

  /**
   * The records of the blocks: combined, grouped (values are {@code List<Object>}), sorted or plain.
   *
   * @param blocksInMapOrder pulled one by one, so that it may fetch
   */
  public ClosingIterator<Pair<Object, Object>> read(Iterator<? extends Block> blocksInMapOrder) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #read}, of records that are partitioned already and not combined. */
  public ClosingIterator<Pair<Object, Object>> readRecords(Iterator<? extends Pair<?, ?>> records) {
    throw new UnsupportedOperationException();
  }

  /**
   * Brings together what several inputs hold for each key: at index i of the array are the values of input i, empty if there
   * are none.
   *
   * @param operation of the user, for errors
   * @param inputs drained one after the other; at most 22
   */
  public static ClosingIterator<Pair<Object, List<Object>[]>> cogroup(
      String operation, List<? extends Iterator<? extends Pair<?, ?>>> inputs, ShuffleContext context) {
    throw new UnsupportedOperationException();
  }

  /** The records of shuffle blocks as they are. */
  public static ClosingIterator<Pair<Object, Object>> records(
      Iterator<? extends Block> blocks, ShuffleContext context) {
    throw new UnsupportedOperationException();
  }
}
