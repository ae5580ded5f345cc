package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.operator.OperatorContext;

/** The value of the frame's n-th row, or null. */
final class WindowNth implements WindowFunction {
  private final Call call;
  private final boolean ignoresNulls;
  private final WindowFrames frames;
  private final Evaluator value;
  private final Evaluator number;

  WindowNth(Call call, WindowCall window, OperatorContext context) {
    this.call = call;
    this.ignoresNulls = window.ignoreNulls();
    this.frames = new WindowFrames(window);
    this.value = context.evaluator(call.argument(0));
    this.number = context.evaluator(call.argument(1));
  }

  @Override
  public Vector compute(WindowChunk chunk) {
    Vector values = value.evaluate(chunk.rows(), null);
    VectorBuilder builder = VectorBuilder.of(call.type(), chunk.length());
    if (chunk.length() == 0) return builder.build();
    int wanted = ((Number) Values.get(number.evaluate(chunk.rows(), null), 0)).intValue();
    WindowFrames.Bounds bounds = frames.of(chunk);
    NonNullRows nonNull = ignoresNulls ? new NonNullRows(values) : null;
    for (int row = 0; row < chunk.length(); row++) {
      int from = bounds.from()[row];
      long at = nonNull == null ? (long) from + wanted - 1 : nonNull.from(from, wanted);
      int found = at >= from && at < bounds.to()[row] ? (int) at : -1;
      if (found < 0) builder.appendNull();
      else builder.append(values, found);
    }
    return builder.build();
  }
}
