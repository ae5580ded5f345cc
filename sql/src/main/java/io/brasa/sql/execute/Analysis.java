package io.brasa.sql.execute;

import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.PhysicalText;
import java.util.Map;

/**
 * What a run of a plan showed.
 *
 * @param remarks how nodes were run otherwise than planned
 * @param counts by node: rows, batches, nanoseconds of the node and those below it in its task,
 *     spilled bytes likewise, kept batches read and skipped; all tasks added up
 */
public record Analysis(
    PhysicalPlan plan,
    long rowCount,
    long nanos,
    NodeRemarks remarks,
    Map<Integer, long[]> counts) {
  /** The plan with what was measured behind each node. */
  public String text() {
    return PhysicalText.of(plan, this::remark)
        + rowCount
        + " rows in "
        + nanos / 1_000_000
        + " ms\n";
  }

  private String remark(PhysicalPlan node) {
    StringBuilder text = new StringBuilder(remarks.of(node));
    long[] count = counts.get(remarks.id(node));
    if (count == null) return text.toString();
    text.append("  [").append(count[0]).append(" rows, ").append(count[1]).append(" batches, ");
    text.append(count[2] / 1_000_000).append(" ms");
    if (count[3] > 0) text.append(", ").append(count[3]).append(" bytes spilled");
    long kept = count[4] + count[5];
    if (kept > 0)
      text.append(", ")
          .append(count[5])
          .append(" of ")
          .append(kept)
          .append(" kept batches skipped");
    return text.append(']').toString();
  }
}
