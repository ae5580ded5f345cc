package io.brasa.sql.optimize;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Range;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import io.brasa.sql.optimize.Estimate.ColumnEstimate;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Thinks about how many rows plans give. From statistics where there are some; joins by the
 * containment of the fewer values in the more: |L|·|R| / max of distinct values. Several equalities
 * between two sides are taken as a key of both: divided by what the smaller side can hold of
 * combinations. Belongs to one thread.
 */
final class Estimates {
  private static final double UNKNOWN_ROWS = 100_000;
  private static final double GENERATED = 5;

  private final KnownTables tables;
  private final Map<LogicalPlan, Estimate> known = new IdentityHashMap<>();

  Estimates(KnownTables tables) {
    this.tables = tables;
  }

  Estimate of(LogicalPlan plan) {
    Estimate found = known.get(plan);
    if (found == null) {
      found = compute(plan);
      known.put(plan, found);
    }
    return found;
  }

  private Estimate compute(LogicalPlan plan) {
    return switch (plan) {
      case Scan scan -> scan(scan);
      case DatasetRows _ -> new Estimate(UNKNOWN_ROWS, Map.of());
      case LocalRows rows ->
          new Estimate(rows.batches().stream().mapToInt(b -> b.rowCount()).sum(), Map.of());
      case Range range -> {
        double rows = Math.abs((double) range.end() - range.start()) / Math.abs(range.step());
        yield new Estimate(rows, Map.of(range.attribute(), ColumnEstimate.of(rows)));
      }
      case OneRow _ -> new Estimate(1, Map.of());
      case Project project -> project(project);
      case Filter filter -> filtered(of(filter.child()), Conjuncts.of(filter.condition()));
      case Join join -> join(join);
      case Aggregate aggregate -> aggregate(aggregate);
      case GroupingSets sets -> {
        Estimate child = of(sets.child());
        yield child.withRows(child.rows() * sets.sets().size());
      }
      case Limit limit -> {
        Estimate child = of(limit.child());
        yield limit.count().isPresent()
            ? child.withRows(Math.min(child.rows(), limit.count().getAsLong()))
            : child;
      }
      case Sample sample -> {
        Estimate child = of(sample.child());
        yield child.withRows(child.rows() * sample.fraction());
      }
      case Generate generate -> {
        Estimate child = of(generate.child());
        yield child.withRows(child.rows() * GENERATED);
      }
      case Program program ->
          new Estimate(
              program.children().stream().mapToDouble(child -> of(child).rows()).max().orElse(0),
              Map.of());
      case Union union ->
          new Estimate(
              union.children().stream().mapToDouble(child -> of(child).rows()).sum(), Map.of());
      case SetDifference set -> new Estimate(of(set.left()).rows() / 2, Map.of());
      case Window window -> of(window.child());
      case Sort sort -> of(sort.child());
      case Repartition repartition -> of(repartition.child());
    };
  }

  private Estimate scan(Scan scan) {
    Optional<TableStatistics> statistics = tables.of(scan.source());
    if (statistics.isEmpty()) return filtered(new Estimate(UNKNOWN_ROWS, Map.of()), scan.filters());
    double rows = Math.max(1, statistics.get().rowCount());
    Map<Attribute, ColumnEstimate> columns = new HashMap<>();
    for (int i = 0; i < scan.output().size(); i++) {
      ColumnStatistics column = statistics.get().columns().get(scan.columns().get(i));
      if (column == null) continue;
      double min = column.min().map(Selectivity::number).orElse(Double.NaN);
      double max = column.max().map(Selectivity::number).orElse(Double.NaN);
      boolean hasRange = !Double.isNaN(min) && !Double.isNaN(max);
      if (column.distinctCount().isEmpty() && !hasRange) continue;
      columns.put(
          scan.output().get(i),
          new ColumnEstimate(
              distinct(column, rows, min, max, scan.output().get(i)),
              column.nullCount().orElse(0) / rows,
              min,
              max));
    }
    return filtered(new Estimate(rows, columns), scan.filters());
  }

  /** Whole numbers and days have no more different values than their range is wide. */
  private static double distinct(
      ColumnStatistics column, double rows, double min, double max, Attribute attribute) {
    if (column.distinctCount().isPresent()) return Math.max(1, column.distinctCount().getAsLong());
    boolean isWhole =
        switch (attribute.type()) {
          case AtomicType type -> type.isIntegral() || type == AtomicType.DATE;
          default -> false;
        };
    return isWhole ? Math.clamp(max - min + 1, 1, Math.max(1, rows)) : Math.max(1, rows / 10);
  }

  Estimate filtered(Estimate input, List<Expression> conditions) {
    if (conditions.isEmpty()) return input;
    double rows = input.rows() * new Selectivity(input).of(conditions);
    Estimate fewer = input.withRows(rows);
    Map<Attribute, ColumnEstimate> columns = new HashMap<>(fewer.columns());
    for (Expression condition : conditions) {
      if (condition instanceof Comparison(Operator operator, Attribute column, Expression _)
          && operator == Operator.EQUAL
          && Uses.of(condition).size() == 1) columns.put(column, ColumnEstimate.of(1));
    }
    return new Estimate(fewer.rows(), columns);
  }

  private Estimate project(Project project) {
    Estimate child = of(project.child());
    Map<Attribute, ColumnEstimate> columns = new HashMap<>();
    for (Named column : project.columns()) {
      if (column.expression() instanceof Attribute attribute) {
        ColumnEstimate known = child.columns().get(attribute);
        if (known != null) columns.put(column.attribute(), known);
      } else {
        columns.put(
            column.attribute(),
            ColumnEstimate.of(combinations(child, Uses.of(column.expression()))));
      }
    }
    return new Estimate(child.rows(), columns);
  }

  /** How many different combinations some columns have at most. */
  static double combinations(Estimate input, Collection<Attribute> columns) {
    double product = 1;
    for (Attribute column : columns) product *= input.distinct(column);
    return Math.min(product, input.rows());
  }

  private Estimate aggregate(Aggregate aggregate) {
    Estimate child = of(aggregate.child());
    double groups = 1;
    Map<Attribute, ColumnEstimate> columns = new HashMap<>();
    for (Named key : aggregate.keys()) {
      double distinct = combinations(child, Uses.of(key.expression()));
      groups *= distinct;
      ColumnEstimate known =
          key.expression() instanceof Attribute attribute ? child.columns().get(attribute) : null;
      columns.put(key.attribute(), known == null ? ColumnEstimate.of(distinct) : known);
    }
    double rows = Math.min(groups, child.rows());
    for (Named column : aggregate.aggregates())
      columns.put(column.attribute(), ColumnEstimate.of(rows));
    return new Estimate(child.rows(), columns).withRows(rows);
  }

  private Estimate join(Join join) {
    Estimate left = of(join.left());
    Estimate right = of(join.right());
    List<Expression> conditions = Conjuncts.of(join.condition());
    Estimate inner = joined(left, right, conditions);
    return switch (join.type()) {
      case INNER -> inner;
      case LEFT -> inner.withRows(Math.max(inner.rows(), left.rows()));
      case RIGHT -> inner.withRows(Math.max(inner.rows(), right.rows()));
      case FULL -> inner.withRows(Math.max(inner.rows(), left.rows() + right.rows()));
      case LEFT_SEMI -> left.withRows(left.rows() * matching(left, right, conditions));
      case LEFT_ANTI, LEFT_NULL_AWARE_ANTI ->
          left.withRows(left.rows() * Math.max(0.1, 1 - matching(left, right, conditions)));
      case LEFT_MARK -> left;
      case LEFT_SINGLE -> inner.withRows(left.rows());
    };
  }

  /** The share of left rows with a partner: by the values that both sides have of what is equal. */
  double matching(Estimate left, Estimate right, List<Expression> conditions) {
    double share = 1;
    boolean isEqui = false;
    for (Expression condition : conditions) {
      if (!(condition instanceof Comparison(Operator operator, Attribute a, Attribute b))) continue;
      if (operator != Operator.EQUAL && operator != Operator.NULL_SAFE_EQUAL) continue;
      Attribute ofLeft = left.columns().containsKey(a) ? a : b;
      Attribute ofRight = ofLeft == a ? b : a;
      share = Math.min(share, right.distinct(ofRight) / left.distinct(ofLeft));
      isEqui = true;
    }
    return isEqui ? Math.min(1, share) : 0.5;
  }

  /** Of an inner join. */
  Estimate joined(Estimate left, Estimate right, List<Expression> conditions) {
    Map<Attribute, ColumnEstimate> columns = new HashMap<>(left.columns());
    columns.putAll(right.columns());
    Estimate pairs = new Estimate(left.rows() * right.rows(), columns);
    Selectivity selectivity = new Selectivity(pairs);
    double rows = pairs.rows();
    double ofLeft = 1;
    double ofRight = 1;
    double most = 1;
    int equalities = 0;
    for (Expression condition : conditions) {
      if (condition instanceof Comparison(Operator operator, Attribute a, Attribute b)
          && operator == Operator.EQUAL) {
        boolean isStraight = left.columns().containsKey(a) || right.columns().containsKey(b);
        double distinctLeft = left.distinct(isStraight ? a : b);
        double distinctRight = right.distinct(isStraight ? b : a);
        ofLeft *= distinctLeft;
        ofRight *= distinctRight;
        most = Math.max(most, Math.max(distinctLeft, distinctRight));
        equalities++;
      } else {
        rows *= selectivity.of(condition);
      }
    }
    double keys =
        equalities < 2
            ? most
            : Math.max(
                most, Math.min(Math.min(ofLeft, left.rows()), Math.min(ofRight, right.rows())));
    return new Estimate(pairs.rows(), columns).withRows(rows / keys);
  }
}
