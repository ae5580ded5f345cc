package io.brasa.sql.operator;

import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.evaluate.Filter;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.function.Accumulator;
import java.util.List;

/**
 * An aggregate of the rows of each row's frame. Frames that are whole partitions are groups; frames
 * that only grow are added to; others are added up anew.
 */
final class WindowAggregate implements WindowFunction {
  private final AggregateCall call;
  private final OperatorContext context;
  private final boolean ignoresNulls;
  private final WindowFrames frames;
  private final Accumulator accumulator;
  private final List<Evaluator> arguments;
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
    this.accumulator = context.accumulator(call);
    this.arguments = context.evaluators(call.arguments());
    this.filter = call.filter().map(context::selector).orElse(null);
  }

  @Override
  public Vector compute(WindowChunk chunk) {
    Vector[] inputs = new Vector[arguments.size()];
    for (int i = 0; i < inputs.length; i++)
      inputs[i] = arguments.get(i).evaluate(chunk.rows(), null);
    boolean[] isOut = leftOut(chunk, inputs);
    accumulator.clear();
    return frames.isWhole() ? ofPartitions(chunk, inputs, isOut) : ofFrames(chunk, inputs, isOut);
  }

  /** By row whether the aggregate does not see it; null if it sees all. */
  private boolean[] leftOut(WindowChunk chunk, Vector[] inputs) {
    if (filter == null && !ignoresNulls) return null;
    boolean[] isOut = new boolean[chunk.length()];
    if (filter != null) {
      java.util.Arrays.fill(isOut, true);
      Selection kept = filter.select(chunk.rows(), null);
      for (int i = 0; i < kept.count(); i++) isOut[kept.rows()[i]] = false;
    }
    if (ignoresNulls && inputs.length > 0)
      for (int i = 0; i < isOut.length; i++) isOut[i] |= inputs[0].isNullAt(i);
    return isOut;
  }

  private Vector ofPartitions(WindowChunk chunk, Vector[] inputs, boolean[] isOut) {
    accumulator.reserve(chunk.partitionCount());
    int[] partitionOf = chunk.partitionOf();
    Selection rows = isOut == null ? null : seen(isOut, 0, chunk.length());
    int[] groups = partitionOf;
    if (rows != null) {
      groups = new int[rows.count()];
      for (int i = 0; i < groups.length; i++) groups[i] = partitionOf[rows.rows()[i]];
    }
    if (rows == null || rows.count() > 0) accumulator.add(groups, inputs, chunk.length(), rows);
    Vector results = accumulator.results(0, chunk.partitionCount());
    VectorBuilder builder = VectorBuilder.of(call.type(), chunk.length());
    builder.append(results, partitionOf, 0, chunk.length());
    return builder.build();
  }

  private Vector ofFrames(WindowChunk chunk, Vector[] inputs, boolean[] isOut) {
    WindowFrames.Bounds bounds = frames.of(chunk);
    VectorBuilder builder = VectorBuilder.of(call.type(), chunk.length());
    Vector result = null;
    int from = -1;
    int to = -1;
    for (int row = 0; row < chunk.length(); row++) {
      int nextFrom = bounds.from()[row];
      int nextTo = Math.max(nextFrom, bounds.to()[row]);
      if (result == null || nextFrom != from || nextTo != to) {
        if ((row & 1023) == 0) context.checkCancelled();
        boolean isGrown = nextFrom == from && nextTo >= to && result != null;
        if (!isGrown) accumulator.clear();
        accumulator.reserve(1);
        add(inputs, chunk.length(), isOut, isGrown ? to : nextFrom, nextTo);
        from = nextFrom;
        to = nextTo;
        result = accumulator.results(0, 1);
      }
      builder.append(result, 0);
    }
    return builder.build();
  }

  private void add(Vector[] inputs, int length, boolean[] isOut, int from, int to) {
    Selection rows = seen(isOut, from, to);
    if (rows.count() > 0) accumulator.add(null, inputs, length, rows);
  }

  private static Selection seen(boolean[] isOut, int from, int to) {
    int[] rows = new int[Math.max(0, to - from)];
    int size = 0;
    for (int row = from; row < to; row++) if (isOut == null || !isOut[row]) rows[size++] = row;
    return new Selection(rows, size);
  }
}
