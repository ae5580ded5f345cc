package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;

/** One function over windows. Belongs to one thread. */
interface WindowFunction {
  /** A value for each row of some partitions. */
  Vector compute(WindowChunk chunk);

  /** Whether it can also go through a partition that lies in a file. */
  default boolean isStreamed() {
    return false;
  }

  /** Goes through such a partition; only if {@link #isStreamed}. */
  default StreamedWindow streamed(SpillFile partition) {
    throw new IllegalStateException("all rows of a partition must be in memory");
  }

  static WindowFunction of(WindowCall call, OperatorContext context) {
    if (call.function() instanceof AggregateCall aggregate)
      return new WindowAggregate(call, aggregate, context);
    Call function = (Call) call.function();
    return switch (function.function()) {
      case "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile" ->
          new WindowRank(function, context);
      case "lag", "lead" -> new WindowOffset(function, call.ignoreNulls(), context);
      case "nth_value" -> new WindowNth(function, call, context);
      default ->
          throw new EngineException(
              SqlError.SQL_UNSUPPORTED,
              "The function " + function.function() + " cannot be computed over windows",
              "Use an aggregate, or a function such as rank, lag, lead, ntile");
    };
  }
}
