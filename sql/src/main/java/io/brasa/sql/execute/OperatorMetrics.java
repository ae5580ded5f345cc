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
      return new Measurements() {
        @Override
        public void add(int node, long rows, long batches, long nanos, long spilled) {
          counts.add(new long[] {node, rows, batches, nanos, spilled, 0, 0});
        }

        @Override
        public void skipped(int node, long read, long skipped) {
          counts.add(new long[] {node, 0, 0, 0, 0, read, skipped});
        }
      };
    }
  }
}
