package io.brasa.sql.operator.window;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.sql.function.Accumulator;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** An aggregate of many frames of rows; see {@link FrameTree} for frames that lose rows. */
final class FrameAggregate {
  /** Frames of few rows are added up anew as fast as they are looked up. */
  private static final int FEW_ROWS = 4;

  private final Supplier<Accumulator> accumulators;
  private final DataType type;
  private final LongConsumer goesOn;

  /**
   * @param goesOn told now and then how many bytes of results there are; ends it by an exception
   */
  FrameAggregate(Supplier<Accumulator> accumulators, DataType type, LongConsumer goesOn) {
    this.accumulators = accumulators;
    this.type = type;
    this.goesOn = goesOn;
  }

  /** The aggregate of each frame. */
  Vector of(FrameRows rows) {
    if (work(rows) <= FEW_ROWS * (long) rows.frameCount()) return addedUp(rows);
    try {
      return new FrameTree(accumulators, type, goesOn).of(rows);
    } catch (EngineException e) {
      if (e.code() == RuntimeError.MEMORY_EXHAUSTED) throw e;
      // Parts that no frame has by themselves may overflow: whether a frame does is decided by it.
      return addedUp(rows);
    }
  }

  /** How many rows would be added if frames were only added to. */
  private static long work(FrameRows rows) {
    long work = 0;
    for (int i = 0; i < rows.frameCount(); i++) {
      boolean isGrown = i > 0 && rows.isGrown(i);
      work += rows.to()[i] - (isGrown ? rows.to()[i - 1] : rows.from()[i]);
    }
    return work;
  }

  /** One frame after the other: what has grown is added to, others are added up anew. */
  Vector addedUp(FrameRows rows) {
    RepeatedResults results = new RepeatedResults(type, rows.frameCount());
    Accumulator accumulator = accumulators.get();
    for (int i = 0; i < rows.frameCount(); i++) {
      int from = rows.from()[i];
      int to = rows.to()[i];
      boolean isGrown = i > 0 && rows.isGrown(i);
      if (!isGrown || to > rows.to()[i - 1]) {
        if ((i & 63) == 0) goesOn.accept(results.sizeBytes());
        if (!isGrown) accumulator.clear();
        accumulator.reserve(1);
        add(accumulator, rows, isGrown ? rows.to()[i - 1] : from, to);
        results.next(accumulator.results(0, 1));
      }
      results.append();
    }
    return results.build();
  }

  private static void add(Accumulator accumulator, FrameRows rows, int from, int to) {
    if (from == to) return;
    int[] places = new int[to - from];
    for (int i = 0; i < places.length; i++) places[i] = from + i;
    accumulator.add(null, rows.arguments(), rows.rowCount(), new Selection(places, places.length));
  }
}
