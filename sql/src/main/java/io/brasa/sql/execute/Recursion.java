package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.physical.LocalTable;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.RecursiveRows;
import io.brasa.sql.physical.ScanSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a recursive plan step by step. Each step is a plan of its own, put together anew with the
 * rows that came last, since sizes and filters that were found for one step do not hold of another.
 *
 * @param running gives all rows of a plan
 */
record Recursion(RecursiveRows plan, Function<PhysicalPlan, List<Batch>> running) {
  /** More rows the driver does not hold. */
  private static final long MOST_ROWS = 1_000_000;

  List<Batch> rows() {
    List<Batch> all = new ArrayList<>();
    long count = 0;
    int levels = 0;
    List<Batch> last = running.apply(plan.first());
    while (true) {
      long came = count(last);
      if (came == 0) return all;
      if (++levels > plan.mostLevels())
        throw refused(
            "has come to no end after " + plan.mostLevels() + " levels",
            "Let a condition end it, or write MAX RECURSION LEVEL behind its name");
      all.addAll(last);
      count += came;
      if (plan.enough().isPresent() && count >= plan.enough().getAsLong()) return all;
      if (count > MOST_ROWS)
        throw refused(
            "has more than " + MOST_ROWS + " rows after " + levels + " levels",
            "Let a condition end it, or take fewer rows with LIMIT");
      last = running.apply(with(plan.next(), last));
    }
  }

  private static long count(List<Batch> batches) {
    long count = 0;
    for (Batch batch : batches) count += batch.rowCount();
    return count;
  }

  private PhysicalPlan with(PhysicalPlan step, List<Batch> last) {
    return step instanceof ScanSource scan && scan.source() == plan.last()
        ? new LocalTable(last, scan.output())
        : step.mapChildren(child -> with(child, last));
  }

  private EngineException refused(String what, String remedy) {
    return new EngineException(
        SqlError.RECURSION_LIMIT_EXCEEDED,
        "The recursive table " + plan.name() + " " + what,
        remedy);
  }
}
