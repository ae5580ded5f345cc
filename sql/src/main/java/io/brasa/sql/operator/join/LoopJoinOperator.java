package io.brasa.sql.operator.join;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.operator.SpillWriter;
import io.brasa.sql.physical.LoopJoin;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries all pairs: each probing batch against all that is built, which lies in memory as far as
 * that is granted and else in a file, read again for each probing batch; in order each probing row,
 * where it is read again for each of these.
 */
public final class LoopJoinOperator implements BatchIterator {
  private final LoopJoin plan;
  private final OperatorContext context;
  private final BatchIterator probe;
  private final BatchIterator build;
  private final List<DataType> probeTypes;
  private final MemoryShare share;
  private final JoinedPairs pairs;
  private final int[] places = new int[Batch.ROWS];
  private final int[] partners = new int[Batch.ROWS];
  private final List<Batch> gathered = new ArrayList<>();

  /** Of each built batch whether its rows have found partners. */
  private final List<boolean[]> matched = new ArrayList<>();

  private SpillFile file;
  private Batch probed;
  private BatchIterator built;
  private Batch builtBatch;
  private int builtNumber;
  private long nextPair;

  /** The probing rows that the built batches are read for: all of a batch, or one after another. */
  private int firstRow;

  private int endRow;
  private boolean isBuilt;
  private boolean isProbed;
  private boolean isLeftOver;

  public LoopJoinOperator(
      LoopJoin plan, BatchIterator probe, BatchIterator build, OperatorContext context) {
    this.plan = plan;
    this.context = context;
    this.probe = probe;
    this.build = build;
    this.probeTypes = plan.probe().types();
    this.share = context.newShare();
    this.pairs = new JoinedPairs(plan.kind(), plan.condition(), plan.build().types(), context);
  }

  @Override
  public Batch next() {
    if (!isBuilt) build();
    while (true) {
      Batch batch = pairs.poll();
      if (batch != null) return batch;
      if (probed != null) {
        step();
      } else if (!isProbed) {
        nextProbed();
      } else {
        return nextBuilt();
      }
    }
  }

  private void build() {
    isBuilt = true;
    long bytes = 0;
    SpillWriter writer = null;
    try {
      for (Batch batch = build.next(); batch != null; batch = build.next()) {
        if (batch.rowCount() == 0) continue;
        context.checkCancelled();
        Batch kept = Compact.of(batch);
        matched.add(plan.kind().givesBuiltRows() ? new boolean[kept.length()] : null);
        if (writer == null) {
          gathered.add(kept);
          bytes += kept.sizeBytes();
          if (share.hold(bytes)) continue;
          writer = context.newSpill();
          for (Batch each : gathered) writer.write(each);
          gathered.clear();
        } else {
          writer.write(kept);
        }
      }
      if (writer != null) {
        file = writer.finish();
        share.hold(0);
      }
    } finally {
      if (writer != null) writer.close();
    }
    build.close();
  }

  private BatchIterator built() {
    return file != null ? file.read() : new ListedBatches(gathered);
  }

  private void nextProbed() {
    Batch batch = probe.next();
    if (batch == null) {
      isProbed = true;
      return;
    }
    if (batch.rowCount() == 0) return;
    probed = batch;
    pairs.begin(batch);
    firstRow = 0;
    endRow = plan.isOrdered() && !isOneBatch() ? 1 : batch.rowCount();
    readAgain();
  }

  /** One built batch is gone along in order by all probing rows anyway. */
  private boolean isOneBatch() {
    return file == null && gathered.size() <= 1;
  }

  private void readAgain() {
    built = built();
    builtNumber = -1;
    builtBatch = null;
  }

  /** Some pairs of the probing batch and a built one. */
  private void step() {
    long total = builtBatch == null ? 0 : (long) (endRow - firstRow) * builtBatch.length();
    if (nextPair >= total) {
      nextBuiltBatch();
      return;
    }
    int width = builtBatch.length();
    int count = (int) Math.min(Batch.ROWS, total - nextPair);
    int place = firstRow + (int) (nextPair / width);
    int partner = (int) (nextPair % width);
    for (int i = 0; i < count; i++) {
      places[i] = place;
      partners[i] = partner++;
      if (partner == width) {
        partner = 0;
        place++;
      }
    }
    nextPair += count;
    pairs.add(places, partners, count);
  }

  private void nextBuiltBatch() {
    builtBatch = built.next();
    nextPair = 0;
    if (builtBatch == null) {
      built.close();
      if (endRow < probed.rowCount()) {
        firstRow = endRow++;
        readAgain();
        return;
      }
      pairs.end();
      probed = null;
      return;
    }
    pairs.against(builtBatch, matched.get(++builtNumber));
  }

  private Batch nextBuilt() {
    if (!plan.kind().givesBuiltRows()) return null;
    if (!isLeftOver) {
      isLeftOver = true;
      built = built();
      builtNumber = -1;
    }
    for (Batch rows = built.next(); rows != null; rows = built.next()) {
      boolean[] found = matched.get(++builtNumber);
      Batch batch = pairs.built(rows, found, 0, rows.length(), probeTypes);
      if (batch.length() > 0) return batch;
    }
    return null;
  }

  @Override
  public void close() {
    probe.close();
    build.close();
    if (built != null) built.close();
    if (file != null) file.delete();
    file = null;
    gathered.clear();
    share.close();
  }
}
