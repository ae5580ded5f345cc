package io.brasa.sql.execute;

import io.brasa.core.lineage.TaskContext;
import io.brasa.sql.operator.Measurements;
import java.io.Serializable;

/** Where tasks tell what their operators do. */
sealed interface OperatorMetrics extends Serializable {
  Measurements measurements(TaskContext task);

  /** Nobody wants to know. */
  record None() implements OperatorMetrics {
    @Override
    public Measurements measurements(TaskContext task) {
      return Measurements.NONE;
    }
  }

  /** Those who look on are told. */
  record Told() implements OperatorMetrics {
    @Override
    public Measurements measurements(TaskContext task) {
      return new Measurements() {
        @Override
        public void add(int node, long rows, long batches, long nanos, long spilled, long peak) {
          task.noteNode(node, rows, nanos, spilled, peak);
        }

        @Override
        public void skipped(int node, long read, long skipped) {}
      };
    }
  }

  /** The driver adds it up for a program that asks, and those who look on are told. */
  record Counted(NodeCounts counts) implements OperatorMetrics {
    @Override
    public Measurements measurements(TaskContext task) {
      return new Measurements() {
        @Override
        public void add(int node, long rows, long batches, long nanos, long spilled, long peak) {
          counts.add(new long[] {node, rows, batches, nanos, spilled, 0, 0});
          task.noteNode(node, rows, nanos, spilled, peak);
        }

        @Override
        public void skipped(int node, long read, long skipped) {
          counts.add(new long[] {node, 0, 0, 0, 0, read, skipped});
        }
      };
    }
  }
}
