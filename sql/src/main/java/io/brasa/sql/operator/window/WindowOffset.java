package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Call;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;

/** The value so many rows before or behind, or another where there is no such row. */
final class WindowOffset implements WindowFunction {
  private final Call call;
  private final boolean ignoresNulls;
  private final Evaluator value;
  private final Evaluator distance;
  private final Evaluator otherwise;

  WindowOffset(Call call, boolean ignoresNulls, OperatorContext context) {
    this.call = call;
    this.ignoresNulls = ignoresNulls;
    this.value = context.evaluator(call.argument(0));
    this.distance = call.arguments().size() > 1 ? context.evaluator(call.argument(1)) : null;
    this.otherwise = call.arguments().size() > 2 ? context.evaluator(call.argument(2)) : null;
  }

  @Override
  public Vector compute(WindowChunk chunk) {
    Vector values = value.evaluate(chunk.rows(), null);
    Vector others = otherwise == null ? null : otherwise.evaluate(chunk.rows(), null);
    int step = step(chunk.rows());
    // No rows off is the row itself, null or not.
    NonNullRows nonNull = ignoresNulls && step != 0 ? new NonNullRows(values) : null;
    VectorBuilder builder = VectorBuilder.of(call.type(), chunk.length());
    for (int p = 0; p < chunk.partitionCount(); p++) {
      int from = chunk.partitionStarts()[p];
      int to = chunk.partitionStarts()[p + 1];
      for (int row = from; row < to; row++) {
        long found = nonNull == null ? (long) row + step : nonNull.behind(row, step);
        if (found >= from && found < to) builder.append(values, (int) found);
        else if (others != null) builder.append(others, row);
        else builder.appendNull();
      }
    }
    return builder.build();
  }

  @Override
  public boolean isStreamed() {
    return !ignoresNulls;
  }

  @Override
  public StreamedWindow streamed(SpillFile partition) {
    return new Streamed(partition);
  }

  /** Reads the file once more, so many rows before or ahead. */
  private final class Streamed implements StreamedWindow {
    private final SpilledRows rows;
    private Batch read;
    private Vector values;

    Streamed(SpillFile partition) {
      rows = new SpilledRows(partition);
    }

    @Override
    public Vector next(WindowPiece piece) {
      Vector others = otherwise == null ? null : otherwise.evaluate(piece.rows(), null);
      int step = step(piece.rows());
      VectorBuilder builder = VectorBuilder.of(call.type(), piece.rows().length());
      for (int row = 0; row < piece.rows().length(); row++) {
        long found = piece.from() + row + step;
        if (found >= 0 && found < piece.size()) builder.append(values(found), place(found));
        else if (others != null) builder.append(others, row);
        else builder.appendNull();
      }
      return builder.build();
    }

    private Vector values(long row) {
      rows.seek(row);
      if (read != rows.batch()) {
        read = rows.batch();
        values = value.evaluate(read, null);
      }
      return values;
    }

    private int place(long row) {
      return (int) (row - rows.start());
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  /** Negative for rows before. */
  private int step(Batch rows) {
    int count = 1;
    if (distance != null && rows.length() > 0)
      count = ((Number) Values.get(distance.evaluate(rows, null), 0)).intValue();
    return call.function().equals("lag") ? -count : count;
  }
}
