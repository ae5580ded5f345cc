package io.brasa.sql.operator.join;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.operator.SpillWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in order of which no run of equal keys goes on behind them. */
sealed interface RunPiece {
  /** Batch by batch, as often as is asked for. */
  BatchIterator read();

  /**
   * Whether rows of a batch have found a partner; as long as there are rows, which are the first of
   * the batch. Null if nobody asks.
   */
  boolean[] matched(int number);

  void close();

  /**
   * Runs that lie in one batch.
   *
   * @param count of its rows, how many are of the piece
   */
  record Few(KeyedRows rows, int count, boolean[] matched) implements RunPiece {
    @Override
    public BatchIterator read() {
      return new ListedBatches(List.of(rows.batch()));
    }

    @Override
    public boolean[] matched(int number) {
      return matched;
    }

    @Override
    public void close() {}

    /** Behind the last row that is equal to one. */
    int endOfRun(int from) {
      int end = from + 1;
      while (end < count && rows.compare(end, rows, from) == 0) end++;
      return end;
    }
  }

  /**
   * One run of many batches, which lie in memory as far as that is granted and else in a file, read
   * again as often as they are asked for.
   */
  final class LongRun implements RunPiece {
    private final KeyedRows first;
    private final boolean isMatchKept;
    private final MemoryShare share;
    private final OperatorContext context;
    private final List<boolean[]> matched = new ArrayList<>();
    private List<Batch> batches = new ArrayList<>();
    private long bytes;
    private SpillWriter writer;
    private SpillFile file;

    /**
     * @param first has the key of the run at its first place
     */
    LongRun(KeyedRows first, boolean isMatchKept, MemoryShare share, OperatorContext context) {
      this.first = first;
      this.isMatchKept = isMatchKept;
      this.share = share;
      this.context = context;
    }

    KeyedRows first() {
      return first;
    }

    /** Takes rows that hold on to nothing larger. */
    void add(Batch rows) {
      if (isMatchKept) {
        matched.add(new boolean[rows.length()]);
        bytes += rows.length();
      }
      if (writer == null) {
        batches.add(rows);
        bytes += rows.sizeBytes();
        if (share.hold(bytes)) return;
        writer = context.newSpill();
        for (Batch each : batches) writer.write(each);
        batches = new ArrayList<>();
        share.hold(0);
      } else {
        writer.write(rows);
      }
    }

    /** No more rows come. */
    void finish() {
      if (writer == null) return;
      file = writer.finish();
      writer = null;
    }

    @Override
    public BatchIterator read() {
      return file == null ? new ListedBatches(batches) : file.read();
    }

    @Override
    public boolean[] matched(int number) {
      return isMatchKept ? matched.get(number) : null;
    }

    @Override
    public void close() {
      if (writer != null) writer.close();
      if (file != null) file.delete();
      writer = null;
      file = null;
      batches = new ArrayList<>();
      share.hold(0);
    }
  }
}
