package io.brasa.sql.execute;

import io.brasa.sql.operator.Measurements;
import java.io.Serializable;

/** Where tasks tell what their operators do. */
sealed interface OperatorMetrics extends Serializable {
  Measurements measurements();

  /** Nobody wants to know. */
  record None() implements OperatorMetrics {
    @Override
    public Measurements measurements() {
      return Measurements.NONE;
    }
  }

  /** The driver adds it up. */
  record Counted(NodeCounts counts) implements OperatorMetrics {
    @Override
    public Measurements measurements() {
      return (node, rows, batches, nanos, spilled) ->
          counts.add(new long[] {node, rows, batches, nanos, spilled});
    }
  }
}
