package io.brasa.sql.operator.join;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.sort.RowOrder;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.MergeJoin;
import java.util.List;

/**
 * Joins inputs that come in the order of their keys by going along both. The built input comes in
 * pieces that no run of equal keys goes beyond ({@link RunPieces}); the probing one batch by batch,
 * and a place in each is where the merge stands:
 *
 * <ul>
 *   <li>probing rows before {@code at} have been paired with all their partners, and those from it
 *       on have none before {@code builtAt};
 *   <li>a piece is left when a probing row is behind all of it, or when there are no more: then its
 *       rows that come out by themselves do;
 *   <li>a run that is a piece of its own is crossed with all its partners of a probing batch, and
 *       is read anew for those of the next batch.
 * </ul>
 *
 * <p>Pairs come in the order of the keys, and probing rows of semi and anti joins in their own. The
 * merge of two sorted inputs is that of Blasgen and Eswaran (Storage and access in relational data
 * bases, 1977).
 */
public final class MergeJoinOperator implements BatchIterator {
  private final MergeJoin plan;
  private final BatchIterator probe;
  private final RunPieces pieces;
  private final RowOrder order;
  private final List<Evaluator> probeKeys;
  private final List<DataType> probeTypes;
  private final OperatorContext context;
  private final JoinedPairs pairs;
  private final int[] places = new int[Batch.ROWS];
  private final int[] partners = new int[Batch.ROWS];

  /** Whether the first row of a run tells all that a probing row asks. */
  private final boolean isOnePartnerEnough;

  /** Whether the first probing row tells all that a run asks. */
  private final boolean isOneProbeEnough;

  private KeyedRows probed;
  private boolean[] isOut;
  private int at;
  private RunPiece piece;
  private int builtAt;

  /** Behind the run that begins at {@code builtAt}, if that is known; else not behind it. */
  private int runEnd;

  /** The next partner of the row at hand; negative if its run has not been found. */
  private int partner = -1;

  /** The run that has been paired with some row, by where it begins. */
  private int pairedRun = -1;

  private Crossing crossing;
  private BatchIterator leaving;
  private Batch left;
  private int leftNumber;
  private int leftFrom;
  private boolean isProbeDone;
  private boolean isBuildDone;
  private boolean isDone;

  /** The inputs are closed with what comes out. */
  public MergeJoinOperator(
      MergeJoin plan, BatchIterator probe, BatchIterator build, OperatorContext context) {
    this.plan = plan;
    this.probe = probe;
    this.order = new RowOrder(plan.probeKeys());
    this.pieces =
        new RunPieces(
            build,
            evaluators(plan.buildKeys(), context),
            order,
            plan.kind().givesBuiltRows(),
            context);
    this.probeKeys = evaluators(plan.probeKeys(), context);
    this.probeTypes = plan.probe().types();
    this.context = context;
    this.pairs = new JoinedPairs(plan.kind(), plan.residual(), plan.build().types(), context);
    boolean isBare = plan.residual().isEmpty();
    this.isOnePartnerEnough = isBare && pairs.isFirstEnough();
    this.isOneProbeEnough =
        isBare && (plan.kind() == JoinKind.BUILD_SEMI || plan.kind() == JoinKind.BUILD_ANTI);
  }

  private static List<Evaluator> evaluators(List<SortKey> keys, OperatorContext context) {
    return context.evaluators(keys.stream().map(SortKey::expression).toList());
  }

  @Override
  public Batch next() {
    while (true) {
      Batch batch = pairs.poll();
      if (batch != null) return batch;
      if (leaving != null) {
        batch = nextLeft();
        if (batch != null) return batch;
      } else if (isDone) {
        return null;
      } else if (probed == null) {
        nextProbed();
      } else {
        step();
      }
    }
  }

  private void nextProbed() {
    Batch batch = isProbeDone ? null : probe.next();
    if (batch == null) {
      isProbeDone = true;
      // What is left of the built input has no partner.
      if (plan.kind().givesBuiltRows() && hasPiece()) leave();
      else isDone = true;
      return;
    }
    context.checkCancelled();
    if (batch.rowCount() == 0) return;
    probed = new KeyedRows(batch, probeKeys, order);
    isOut = probed.withoutPartner(plan.isNullSafe());
    at = 0;
    pairs.begin(batch);
  }

  private void step() {
    if (at == probed.count() || !hasPiece()) {
      pairs.end();
      probed = null;
      isDone = isBuildDone && piece == null && !givesProbingRowsAlone();
      return;
    }
    switch (piece) {
      case RunPiece.Few few -> walk(few);
      case RunPiece.LongRun run -> cross(run);
    }
  }

  private boolean givesProbingRowsAlone() {
    return switch (plan.kind()) {
      case INNER, PROBE_SEMI, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> false;
      case PROBE_OUTER, FULL_OUTER, PROBE_ANTI, SINGLE, NULL_AWARE_ANTI, MARK -> true;
    };
  }

  /** Whether there is a piece at hand, which is drawn if it has to be. */
  private boolean hasPiece() {
    if (piece != null) return true;
    if (isBuildDone) return false;
    piece = pieces.next();
    isBuildDone = piece == null;
    builtAt = 0;
    runEnd = 0;
    pairedRun = -1;
    if (piece instanceof RunPiece.Few few) pairs.against(few.rows().batch(), few.matched());
    return piece != null;
  }

  private boolean isOut(int place) {
    return isOut != null && isOut[place];
  }

  // ---- short runs

  /** Goes on until there is a batch of pairs, or an end of the rows at hand on a side. */
  private void walk(RunPiece.Few few) {
    int size = 0;
    while (size < Batch.ROWS && at < probed.count()) {
      if (partner < 0 && !seek(few)) {
        if (builtAt == few.count() && !isOut(at)) break;
        at++;
        continue;
      }
      int end = isOnePartnerEnough ? builtAt + 1 : runEnd;
      while (partner < end && size < Batch.ROWS) {
        places[size] = at;
        partners[size++] = partner++;
      }
      pairedRun = builtAt;
      if (partner == end) {
        partner = -1;
        at++;
      }
    }
    if (size > 0) pairs.add(places, partners, size);
    if (builtAt == few.count()) leave();
  }

  /** Goes to the run of the row at hand; false if there is none, or it asks no more. */
  private boolean seek(RunPiece.Few few) {
    if (isOut(at)) return false;
    while (builtAt < few.count()) {
      int order = probed.compare(at, few.rows(), builtAt);
      if (order < 0) return false;
      if (order == 0) {
        if (isOneProbeEnough && pairedRun == builtAt) return false;
        if (runEnd <= builtAt) runEnd = few.endOfRun(builtAt);
        partner = builtAt;
        return true;
      }
      builtAt = Math.max(builtAt + 1, runEnd);
    }
    return false;
  }

  // ---- long runs

  /** The partners of a long run in a probing batch, and how far their pairs have come. */
  private final class Crossing {
    private final RunPiece.LongRun run;
    private final int from;
    private final int to;
    private final BatchIterator built;
    private Batch batch;
    private int number = -1;
    private long nextPair;

    /**
     * @param to behind the last place
     */
    Crossing(RunPiece.LongRun run, int from, int to) {
      this.run = run;
      this.from = from;
      this.to = to;
      this.built = run.read();
    }

    /** Some pairs; false if there are no more. */
    boolean step() {
      int width = batch == null ? 0 : isOnePartnerEnough ? 1 : batch.length();
      long total = (long) (isOneProbeEnough ? 1 : to - from) * width;
      if (nextPair >= total) return nextBatch();
      int count = (int) Math.min(Batch.ROWS, total - nextPair);
      int place = from + (int) (nextPair / width);
      int row = (int) (nextPair % width);
      for (int i = 0; i < count; i++) {
        places[i] = place;
        partners[i] = row++;
        if (row == width) {
          row = 0;
          place++;
        }
      }
      nextPair += count;
      pairs.add(places, partners, count);
      return true;
    }

    private boolean nextBatch() {
      pairs.flush();
      batch = isOnePartnerEnough && batch != null || isSettled() ? null : built.next();
      if (batch == null) return false;
      nextPair = 0;
      pairs.against(batch, run.matched(++number));
      return true;
    }

    private boolean isSettled() {
      if (!pairs.isFirstEnough()) return false;
      for (int place = from; place < to; place++) if (!pairs.isMatched()[place]) return false;
      return true;
    }

    void close() {
      built.close();
    }
  }

  private void cross(RunPiece.LongRun run) {
    if (crossing == null && !begins(run)) return;
    if (crossing.step()) return;
    at = crossing.to;
    pairedRun = 0;
    crossing.close();
    crossing = null;
  }

  /** Goes to the partners of a run; false if there are none in the batch, or none any more. */
  private boolean begins(RunPiece.LongRun run) {
    while (at < probed.count() && (isOut(at) || probed.compare(at, run.first(), 0) < 0)) at++;
    if (at == probed.count()) return false;
    int end = at;
    while (end < probed.count() && probed.compare(end, run.first(), 0) == 0) end++;
    if (end == at) {
      leave();
      return false;
    }
    if (isOneProbeEnough && pairedRun == 0) {
      at = end;
      return false;
    }
    crossing = new Crossing(run, at, end);
    return true;
  }

  // ---- what is left of a piece

  private void leave() {
    pairs.flush();
    if (!plan.kind().givesBuiltRows()) {
      forget();
      return;
    }
    leaving = piece.read();
    leftNumber = -1;
  }

  /** Null if this was the last, or another has to be asked for. */
  private Batch nextLeft() {
    if (left == null) {
      left = leaving.next();
      leftNumber++;
      leftFrom = 0;
    }
    if (left == null) {
      leaving.close();
      leaving = null;
      forget();
      return null;
    }
    boolean[] matched = piece.matched(leftNumber);
    int to = Math.min(matched.length, leftFrom + Batch.ROWS);
    Batch batch = pairs.built(left, matched, leftFrom, to, probeTypes);
    leftFrom = to;
    if (to == matched.length) left = null;
    return batch.length() > 0 ? batch : null;
  }

  private void forget() {
    piece.close();
    piece = null;
  }

  @Override
  public void close() {
    probe.close();
    if (crossing != null) crossing.close();
    if (leaving != null) leaving.close();
    if (piece != null) piece.close();
    crossing = null;
    leaving = null;
    piece = null;
    pieces.close();
  }
}
