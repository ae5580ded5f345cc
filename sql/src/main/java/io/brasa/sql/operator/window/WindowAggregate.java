package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.evaluate.Filter;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;
import java.util.Arrays;

/**
 * An aggregate of the rows of each row's frame. Frames that are whole partitions are groups; frames
 * that only grow are added to; of others the parts they share are added up once.
 */
final class WindowAggregate implements WindowFunction, StreamedAggregate.Input {
  private static final long MUCH_BYTES = 1 << 20;

  private final AggregateCall call;
  private final OperatorContext context;
  private final boolean ignoresNulls;
  private final WindowFrames frames;
  private final Evaluator[] arguments;
  private final Filter filter;

  WindowAggregate(WindowCall window, AggregateCall call, OperatorContext context) {
    if (call.isDistinct())
      throw new EngineException(
          SqlError.SQL_UNSUPPORTED,
          "DISTINCT cannot be used in the window function " + call.function(),
          "Aggregate in a sub-query and join it");
    this.call = call;
    this.context = context;
    this.ignoresNulls = window.ignoreNulls();
    this.frames = new WindowFrames(window);
    this.arguments = context.evaluators(call.arguments()).toArray(Evaluator[]::new);
    this.filter = call.filter().map(context::selector).orElse(null);
  }

  @Override
  public Vector compute(WindowChunk chunk) {
    Vector[] inputs = arguments(chunk.rows());
    int[] seen = seen(chunk.rows(), inputs);
    return frames.isWhole() ? ofPartitions(chunk, inputs, seen) : ofFrames(chunk, inputs, seen);
  }

  @Override
  public boolean isStreamed() {
    return frames.isRunning();
  }

  @Override
  public StreamedWindow streamed(SpillFile partition) {
    Accumulator accumulator = context.accumulator(call);
    return new StreamedAggregate(call.type(), frames, accumulator, this, partition);
  }

  @Override
  public Vector[] arguments(Batch rows) {
    Vector[] inputs = new Vector[arguments.length];
    for (int i = 0; i < inputs.length; i++) inputs[i] = arguments[i].evaluate(rows, null);
    return inputs;
  }

  @Override
  public int[] seen(Batch batch, Vector[] inputs) {
    if (filter == null && !ignoresNulls) return null;
    int length = batch.length();
    boolean[] isOut = new boolean[length];
    if (filter != null) {
      Arrays.fill(isOut, true);
      Selection kept = filter.select(batch, null);
      for (int i = 0; i < kept.count(); i++) isOut[kept.rows()[i]] = false;
    }
    if (ignoresNulls && inputs.length > 0)
      for (int i = 0; i < length; i++) isOut[i] |= inputs[0].isNullAt(i);
    int[] rows = new int[length];
    int size = 0;
    for (int row = 0; row < length; row++) if (!isOut[row]) rows[size++] = row;
    return Arrays.copyOf(rows, size);
  }

  private Vector ofPartitions(WindowChunk chunk, Vector[] inputs, int[] seen) {
    Accumulator accumulator = context.accumulator(call);
    accumulator.reserve(chunk.partitionCount());
    int[] partitionOf = chunk.partitionOf();
    int[] groups = partitionOf;
    if (seen != null) {
      groups = new int[seen.length];
      for (int i = 0; i < groups.length; i++) groups[i] = partitionOf[seen[i]];
    }
    Selection rows = seen == null ? null : new Selection(seen, seen.length);
    if (groups.length > 0) accumulator.add(groups, inputs, chunk.length(), rows);
    Vector results = accumulator.results(0, chunk.partitionCount());
    goesOn(results.sizeBytes());
    return RepeatedResults.of(results, partitionOf, chunk.length());
  }

  private Vector ofFrames(WindowChunk chunk, Vector[] inputs, int[] seen) {
    WindowFrames.Bounds bounds = frames.of(chunk);
    int[] from = bounds.from();
    int[] to = bounds.to();
    Vector[] arguments = inputs;
    int rowCount = chunk.length();
    if (seen != null) {
      rowCount = seen.length;
      arguments = new Vector[inputs.length];
      for (int i = 0; i < inputs.length; i++)
        arguments[i] = Vectors.take(inputs[i], seen, seen.length);
      int[] seenBefore = seenBefore(seen, chunk.length());
      for (int i = 0; i < from.length; i++) {
        to[i] = seenBefore[Math.max(from[i], to[i])];
        from[i] = seenBefore[from[i]];
      }
    }
    FrameRows rows = new FrameRows(arguments, rowCount, from, to);
    FrameAggregate aggregate =
        new FrameAggregate(() -> context.accumulator(call), call.type(), this::goesOn);
    return aggregate.of(rows);
  }

  @Override
  public void goesOn(long bytes) {
    context.checkCancelled();
    if (bytes >= MUCH_BYTES)
      context.requireRoom(2 * bytes, "The results of " + call.function() + " over frames");
  }

  /** For each row, and behind the last, how many before it are seen. */
  private static int[] seenBefore(int[] seen, int length) {
    int[] before = new int[length + 1];
    for (int row : seen) before[row + 1] = 1;
    for (int i = 0; i < length; i++) before[i + 1] += before[i];
    return before;
  }
}
