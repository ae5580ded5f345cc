package io.brasa.sql.operator.window;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.operator.SpillFile;
import java.util.Arrays;

/** An aggregate over frames that begin with the partition: one state, to which rows are added. */
final class StreamedAggregate implements StreamedWindow {
  /** What an aggregate sees of a batch. */
  interface Input {
    Vector[] arguments(Batch rows);

    /** The rows that are seen, rising; null if all are. */
    int[] seen(Batch rows, Vector[] arguments);

    /** Told now and then how many bytes of results there are; ends it by an exception. */
    void goesOn(long bytes);
  }

  private final DataType type;
  private final WindowFrames frames;
  private final Accumulator accumulator;
  private final Input input;
  private final SpilledRows rows;
  private Batch read;
  private Vector[] arguments = {};
  private int[] seen;
  private long added;
  private Vector result;

  /**
   * @param accumulator that nobody else uses
   */
  StreamedAggregate(
      DataType type, WindowFrames frames, Accumulator accumulator, Input input, SpillFile file) {
    this.type = type;
    this.frames = frames;
    this.accumulator = accumulator;
    this.input = input;
    this.rows = new SpilledRows(file);
    accumulator.clear();
    accumulator.reserve(1);
    result = accumulator.results(0, 1);
  }

  @Override
  public Vector next(WindowPiece piece) {
    int count = piece.rows().length();
    RepeatedResults results = new RepeatedResults(type, count);
    results.next(result);
    for (int i = 0; i < count; i++) {
      long to = frames.end(piece, i);
      if (to > added) {
        addTo(to);
        result = accumulator.results(0, 1);
        results.next(result);
        if ((i & 63) == 0) input.goesOn(results.sizeBytes());
      }
      results.append();
    }
    return results.build();
  }

  private void addTo(long to) {
    while (added < to && rows.seek(added)) {
      if (read != rows.batch()) {
        read = rows.batch();
        arguments = input.arguments(read);
        seen = input.seen(read, arguments);
      }
      int from = (int) (added - rows.start());
      int end = (int) Math.min(read.length(), to - rows.start());
      Selection part = part(from, end);
      if (part.count() > 0) accumulator.add(null, arguments, read.length(), part);
      added = rows.start() + end;
    }
  }

  /** The rows seen from one to another. */
  private Selection part(int from, int to) {
    if (seen == null) {
      int[] all = new int[to - from];
      for (int i = 0; i < all.length; i++) all[i] = from + i;
      return new Selection(all, all.length);
    }
    int first = place(from);
    int last = place(to);
    return new Selection(Arrays.copyOfRange(seen, first, last), last - first);
  }

  /** How many rows are seen before a row. */
  private int place(int row) {
    int at = Arrays.binarySearch(seen, row);
    return at < 0 ? -1 - at : at;
  }

  @Override
  public void close() {
    rows.close();
  }
}
