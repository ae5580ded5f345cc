package io.brasa.sql.physical;

import io.brasa.columnar.source.HasStatistics;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Range;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Guesses how many rows plans give: enough to tell the small input of a join from the large one.
 * What matters more is measured while the query runs.
 */
final class Estimates {
  private static final double UNKNOWN_ROWS = 1e6;
  private static final double FILTER = 0.25;

  private final SourceContext driver;
  private final Map<LogicalPlan, Double> known = new IdentityHashMap<>();

  Estimates(SourceContext driver) {
    this.driver = driver;
  }

  double rows(LogicalPlan plan) {
    Double before = known.get(plan);
    if (before != null) return before;
    double rows = Math.max(1, guess(plan));
    known.put(plan, rows);
    return rows;
  }

  /** Roughly the heap bytes of all rows. */
  double bytes(LogicalPlan plan) {
    double width = 8;
    for (Attribute attribute : plan.output()) width += width(attribute.type());
    return rows(plan) * width;
  }

  private static double width(DataType type) {
    return switch (type.storage()) {
      case BYTE -> 1;
      case SHORT -> 2;
      case INT, FLOAT -> 4;
      case LONG, DOUBLE -> 8;
      case WIDE -> 16;
      case BYTES -> 24;
      case ARRAY, MAP, STRUCT -> 64;
    };
  }

  private double guess(LogicalPlan plan) {
    return switch (plan) {
      case Scan scan -> scanned(scan) * Math.pow(FILTER, Math.min(3, scan.filters().size()));
      case LocalRows rows -> rows.batches().stream().mapToLong(Batch::rowCount).sum();
      case DatasetRows _ -> UNKNOWN_ROWS;
      case Range range ->
          ((double) range.end() - (double) range.start()) / (double) range.step();
      case OneRow _ -> 1;
      case Filter filter -> rows(filter.child()) * FILTER;
      case Join join -> joined(join);
      case Aggregate aggregate ->
          aggregate.keys().isEmpty() ? 1 : Math.max(1, rows(aggregate.child()) / 10);
      case GroupingSets sets -> rows(sets.child()) * sets.sets().size();
      case Limit limit ->
          Math.min(rows(limit.child()), limit.count().orElse(Long.MAX_VALUE));
      case Union union -> union.children().stream().mapToDouble(this::rows).sum();
      case SetDifference set -> rows(set.left()) / 2;
      case Sample sample -> rows(sample.child()) * sample.fraction();
      case Generate generate -> rows(generate.child()) * 4;
      case Project project -> rows(project.child());
      case Window window -> rows(window.child());
      case Sort sort -> rows(sort.child());
      case Repartition repartition -> rows(repartition.child());
    };
  }

  private double scanned(Scan scan) {
    if (!(scan.source() instanceof HasStatistics source)) return UNKNOWN_ROWS;
    return source.statistics(driver).map(TableStatistics::rowCount).map(Long::doubleValue).orElse(UNKNOWN_ROWS);
  }

  private double joined(Join join) {
    double left = rows(join.left());
    double right = rows(join.right());
    return switch (join.type()) {
      case LEFT_SEMI, LEFT_ANTI, LEFT_NULL_AWARE_ANTI -> left / 2;
      case LEFT_MARK, LEFT_SINGLE -> left;
      case INNER, LEFT, RIGHT, FULL ->
          join.condition().isEmpty() ? left * right : Math.max(left, right);
    };
  }
}
