package io.brasa.sql.operator.exchange;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.core.event.HeavyKey;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.RecordDigest;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.BatchScatter;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.fragment.Operators;
import io.brasa.sql.physical.Partitioning;
import io.brasa.sql.physical.PhysicalPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The batches of a fragment divided among the targets of an exchange, as pairs of target and batch.
 * Values are copied, so that what is kept for the other side holds on to nothing larger.
 */
public final class Scattered implements Iterator<Pair<Integer, Batch>>, AutoCloseable {
  /** All open batches together have about so many rows. */
  private static final int OPEN_ROWS = 16 * Batch.ROWS;

  private static final int MIN_ROWS = 256;

  /** Less than that is not worth a batch for each target before it has its rows. */
  private static final long MUCH_BYTES = 1 << 20;

  private final BatchIterator batches;
  private final Partitioning partitioning;
  private final List<Evaluator> keys;
  private final BatchScatter scatter;
  private final MemoryShare share;
  private final Deque<Pair<Integer, Batch>> ready = new ArrayDeque<>();
  private final RangeTargets ranges;
  private final OperatorContext context;
  private final WrittenKeys written;
  private long[] hashes = {};
  private int turn;
  private boolean isDone;

  public Scattered(PhysicalPlan plan, Partitioning partitioning, OperatorContext context) {
    this.batches = Operators.open(plan, context);
    this.partitioning = partitioning;
    this.keys =
        switch (partitioning) {
          case Partitioning.ByHash hash -> context.evaluators(hash.keys());
          case Partitioning.ByRange range ->
              context.evaluators(range.keys().stream().map(SortKey::expression).toList());
          case Partitioning.Single _, Partitioning.Broadcast _, Partitioning.InTurn _ -> List.of();
        };
    this.ranges =
        partitioning instanceof Partitioning.ByRange range ? new RangeTargets(range) : null;
    int count = partitioning.count();
    int rows = Math.clamp(OPEN_ROWS / count, MIN_ROWS, Batch.ROWS);
    this.scatter =
        new BatchScatter(
            plan.types(), count, rows, (target, batch) -> ready.add(new Pair<>(target, batch)));
    this.context = context;
    this.written = new WrittenKeys(count);
    this.share = context.newShare();
    this.turn = Math.floorMod(context.partition() * 0x9E37_79B9, count);
  }

  /** What the batches that a plan gives add to the checksum of a map output. */
  public static RecordDigest digest(PhysicalPlan plan, EvaluationSettings evaluation) {
    return BatchDigest.of(plan, evaluation);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !isDone) {
      Batch batch = batches.next();
      if (batch == null) {
        isDone = true;
        scatter.flush();
        tell();
        batches.close();
        share.close();
      } else if (batch.rowCount() > 0) {
        scatter.add(batch, targets(batch));
        long bytes = scatter.sizeBytes();
        if (!share.hold(bytes) && bytes >= MUCH_BYTES) {
          scatter.flush();
          share.hold(0);
        }
      }
    }
    return !ready.isEmpty();
  }

  private void tell() {
    List<HeavyKey> heavy = written.heavy();
    if (!heavy.isEmpty()) context.task().shuffle().metrics().writtenKeys = heavy;
  }

  private int[] targets(Batch batch) {
    int[] targets = new int[batch.rowCount()];
    int count = partitioning.count();
    if (count == 1) return targets;
    switch (partitioning) {
      case Partitioning.ByHash _ -> byHash(batch, targets, count);
      case Partitioning.ByRange _ ->
          ranges.find(columns(batch), batch.selection().orElse(null), targets);
      case Partitioning.InTurn _, Partitioning.Single _, Partitioning.Broadcast _ -> {
        for (int i = 0; i < targets.length; i++) {
          targets[i] = turn;
          turn = turn + 1 == count ? 0 : turn + 1;
        }
      }
    }
    return targets;
  }

  private List<Vector> columns(Batch batch) {
    return Columns.of(keys, batch);
  }

  private void byHash(Batch batch, int[] targets, int count) {
    int[] rows = batch.selection().map(Selection::rows).orElse(null);
    if (hashes.length < targets.length) hashes = new long[targets.length];
    boolean isCombining = false;
    List<Vector> columns = columns(batch);
    for (Vector column : columns) {
      VectorHash.hash(column, rows, targets.length, hashes, isCombining);
      isCombining = true;
    }
    for (int i = 0; i < targets.length; i++) targets[i] = target(hashes[i], count);
    written.look(columns, rows, hashes, targets);
  }

  /** By the uppermost bits: tables and spills go by others. */
  static int target(long hash, int count) {
    return (int) Math.unsignedMultiplyHigh(hash, count);
  }

  @Override
  public Pair<Integer, Batch> next() {
    if (!hasNext()) throw new NoSuchElementException();
    return ready.poll();
  }

  @Override
  public void close() {
    isDone = true;
    ready.clear();
    batches.close();
    share.close();
  }
}
