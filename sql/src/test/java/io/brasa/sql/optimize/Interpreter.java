package io.brasa.sql.optimize;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.evaluate.Evaluators;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Computes plans in the plainest way, row by row: sub-queries once for each row outside, joins by
 * all pairs. What rules make of a plan must give the same.
 */
final class Interpreter {
  private final EvaluationSettings settings;

  Interpreter(EvaluationSettings settings) {
    this.settings = settings;
  }

  /** A row as values by columns, those of queries outside included. */
  private record Row(Map<Attribute, Object> values) {
    Row with(Row other) {
      Map<Attribute, Object> all = new HashMap<>(values);
      all.putAll(other.values);
      return new Row(all);
    }

    Row with(Attribute column, Object value) {
      return with(new Row(Collections.singletonMap(column, value)));
    }
  }

  List<List<Object>> rows(LogicalPlan plan) {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : rows(plan, new Row(Map.of()))) rows.add(list(row, plan.output()));
    return rows;
  }

  private static List<Object> list(Row row, List<Attribute> columns) {
    List<Object> list = new ArrayList<>();
    for (Attribute column : columns) {
      if (!row.values.containsKey(column)) throw new AssertionError("no value of " + column);
      list.add(row.values.get(column));
    }
    return list;
  }

  private List<Row> rows(LogicalPlan plan, Row outside) {
    return switch (plan) {
      case OneRow _ -> List.of(outside);
      case LocalRows local -> local(local, outside);
      case Project project -> {
        List<Row> rows = new ArrayList<>();
        for (Row row : rows(project.child(), outside))
          rows.add(row.with(computed(project.columns(), row)));
        yield rows;
      }
      case Filter filter ->
          rows(filter.child(), outside).stream()
              .filter(r -> isTrue(filter.condition(), r))
              .toList();
      case Join join -> join(join, outside);
      case Aggregate aggregate -> aggregate(aggregate, outside);
      case GroupingSets sets -> sets(sets, outside);
      case Window window -> window(window, outside);
      case Sort sort -> sorted(rows(sort.child(), outside), sort.keys());
      case Limit limit ->
          rows(limit.child(), outside).stream()
              .skip(limit.offset())
              .limit(limit.count().orElse(Long.MAX_VALUE))
              .toList();
      case Union union -> {
        List<Row> rows = new ArrayList<>();
        for (LogicalPlan child : union.children())
          for (Row row : rows(child, outside))
            rows.add(renamed(row, child, union.output(), outside));
        yield rows;
      }
      case SetDifference set -> difference(set, outside);
      default -> throw new AssertionError(plan);
    };
  }

  private static Row renamed(Row row, LogicalPlan child, List<Attribute> output, Row outside) {
    Row renamed = outside;
    for (int i = 0; i < output.size(); i++)
      renamed = renamed.with(output.get(i), row.values.get(child.output().get(i)));
    return renamed;
  }

  private static List<Row> local(LocalRows local, Row outside) {
    List<Row> rows = new ArrayList<>();
    for (Batch batch : local.batches()) {
      for (int i = 0; i < batch.length(); i++) {
        Row row = outside;
        for (int c = 0; c < local.output().size(); c++)
          row = row.with(local.output().get(c), Values.get(batch.column(c), i));
        rows.add(row);
      }
    }
    return rows;
  }

  private Row computed(List<Named> columns, Row row) {
    Map<Attribute, Object> values = new HashMap<>();
    for (Named column : columns) values.put(column.attribute(), value(column.expression(), row));
    return new Row(values);
  }

  private boolean isTrue(Expression condition, Row row) {
    return Boolean.TRUE.equals(value(condition, row));
  }

  private Object value(Expression expression, Row row) {
    Expression bound =
        expression.transformUp(
            e ->
                switch (e) {
                  case Attribute a -> {
                    if (!row.values.containsKey(a)) throw new AssertionError("no value of " + a);
                    yield new Literal(row.values.get(a), a.type());
                  }
                  case SubqueryExpression query -> new Literal(value(query, row), query.type());
                  default -> e;
                });
    return Values.get(Evaluators.of(bound, settings).evaluate(Batch.of(1, List.of()), null), 0);
  }

  private Object value(SubqueryExpression query, Row row) {
    List<Row> rows = rows(query.plan(), row);
    List<Attribute> output = query.plan().output();
    return switch (query) {
      case SubqueryExpression.Exists _ -> !rows.isEmpty();
      case SubqueryExpression.Scalar _ -> {
        if (rows.size() > 1) throw new IllegalStateException("several rows");
        yield rows.isEmpty() ? null : rows.getFirst().values.get(output.getFirst());
      }
      case SubqueryExpression.Quantified q -> {
        Boolean result = q.isAll();
        for (Row inner : rows) {
          Boolean one = true;
          for (int i = 0; i < output.size(); i++) {
            Expression column = new Literal(inner.values.get(output.get(i)), output.get(i).type());
            Boolean part =
                (Boolean) value(new Comparison(q.operator(), q.values().get(i), column), row);
            one = and(one, part);
          }
          result = q.isAll() ? and(result, one) : or(result, one);
        }
        yield result;
      }
    };
  }

  private static Boolean and(Boolean a, Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) return false;
    return a == null || b == null ? null : true;
  }

  private static Boolean or(Boolean a, Boolean b) {
    if (Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)) return true;
    return a == null || b == null ? null : false;
  }

  private List<Row> join(Join join, Row outside) {
    List<Row> result = new ArrayList<>();
    List<Row> left = rows(join.left(), outside);
    List<Row> right = join.isDependent() ? List.of() : rows(join.right(), outside);
    boolean[] isUsed = new boolean[right.size()];
    for (Row l : left) {
      List<Row> candidates = join.isDependent() ? rows(join.right(), l) : right;
      Boolean any = false;
      int matches = 0;
      for (int i = 0; i < candidates.size(); i++) {
        Row pair = l.with(candidates.get(i));
        Boolean holds =
            join.condition().isEmpty()
                ? Boolean.TRUE
                : (Boolean) value(join.condition().get(), pair);
        any = or(any, holds);
        if (!Boolean.TRUE.equals(holds)) continue;
        matches++;
        if (!join.isDependent()) isUsed[i] = true;
        if (join.type().hasRightColumns()) result.add(pair);
      }
      switch (join.type()) {
        case LEFT, FULL -> {
          if (matches == 0) result.add(padded(l, join.right()));
        }
        case LEFT_SINGLE -> {
          if (matches > 1) throw new IllegalStateException("several rows");
          if (matches == 0) result.add(padded(l, join.right()));
        }
        case LEFT_SEMI -> {
          if (matches > 0) result.add(l);
        }
        case LEFT_ANTI -> {
          if (matches == 0) result.add(l);
        }
        case LEFT_NULL_AWARE_ANTI -> {
          if (Boolean.FALSE.equals(any)) result.add(l);
        }
        case LEFT_MARK -> result.add(l.with(join.mark().orElseThrow(), any));
        case INNER, RIGHT -> {}
      }
    }
    if (join.type() == JoinType.RIGHT || join.type() == JoinType.FULL) {
      for (int i = 0; i < right.size(); i++)
        if (!isUsed[i]) result.add(padded(right.get(i), join.left()));
    }
    return result;
  }

  private static Row padded(Row row, LogicalPlan other) {
    Row padded = row;
    for (Attribute a : other.output()) padded = padded.with(a, null);
    return padded;
  }

  private List<Row> aggregate(Aggregate aggregate, Row outside) {
    Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
    if (aggregate.keys().isEmpty()) groups.put(List.of(), new ArrayList<>());
    for (Row row : rows(aggregate.child(), outside)) {
      List<Object> key = new ArrayList<>();
      for (Named named : aggregate.keys()) key.add(value(named.expression(), row));
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    List<Row> result = new ArrayList<>();
    groups.forEach(
        (key, rows) -> {
          Row row = outside;
          for (int i = 0; i < key.size(); i++)
            row = row.with(aggregate.keys().get(i).attribute(), key.get(i));
          for (Named column : aggregate.aggregates())
            row =
                row.with(column.attribute(), aggregated((AggregateCall) column.expression(), rows));
          result.add(row);
        });
    return result;
  }

  private Object aggregated(AggregateCall call, List<Row> rows) {
    List<List<Object>> arguments = new ArrayList<>();
    for (Row row : sorted(rows, call.order())) {
      if (call.filter().isPresent() && !isTrue(call.filter().get(), row)) continue;
      List<Object> values = new ArrayList<>();
      for (Expression argument : call.arguments()) values.add(value(argument, row));
      arguments.add(values);
    }
    if (call.isDistinct()) arguments = new ArrayList<>(new LinkedHashSet<>(arguments));
    Function.Aggregate function =
        (Function.Aggregate) BuiltInFunctions.registry().find(call.function()).orElseThrow();
    Accumulator accumulator = function.accumulators().of(call, settings);
    accumulator.reserve(1);
    Vector[] vectors = new Vector[call.arguments().size()];
    for (int i = 0; i < vectors.length; i++) {
      VectorBuilder builder = VectorBuilder.of(call.arguments().get(i).type(), arguments.size());
      for (List<Object> values : arguments) Values.append(builder, values.get(i));
      vectors[i] = builder.build();
    }
    if (!arguments.isEmpty()) accumulator.add(null, vectors, arguments.size(), null);
    return Values.get(accumulator.results(0, 1), 0);
  }

  private List<Row> sets(GroupingSets sets, Row outside) {
    List<Row> result = new ArrayList<>();
    for (Row row : rows(sets.child(), outside)) {
      for (int s = 0; s < sets.sets().size(); s++) {
        Row made = row;
        long id = 0;
        for (int k = 0; k < sets.keys().size(); k++) {
          boolean isIn = sets.sets().get(s).contains(k);
          Named key = sets.keys().get(k);
          made = made.with(key.attribute(), isIn ? value(key.expression(), row) : null);
          id = id * 2 + (isIn ? 0 : 1);
        }
        result.add(made.with(sets.setId(), id).with(sets.setIndex(), s));
      }
    }
    return result;
  }

  /** Aggregates over whole partitions, and numbers of rows. */
  private List<Row> window(Window window, Row outside) {
    List<Row> rows = new ArrayList<>(rows(window.child(), outside));
    for (Named column : window.columns()) {
      WindowCall call = (WindowCall) column.expression();
      Map<List<Object>, List<Row>> partitions = new LinkedHashMap<>();
      for (Row row : rows) {
        List<Object> key = new ArrayList<>();
        for (Expression partition : call.partitions()) key.add(value(partition, row));
        partitions.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
      }
      rows = new ArrayList<>();
      for (List<Row> partition : partitions.values()) {
        int number = 0;
        for (Row row : sorted(partition, call.order())) {
          number++;
          Object value =
              call.function() instanceof Call
                  ? (Object) number
                  : aggregated((AggregateCall) call.function(), partition);
          rows.add(row.with(column.attribute(), value));
        }
      }
    }
    return rows;
  }

  private List<Row> sorted(List<Row> rows, List<SortKey> keys) {
    if (keys.isEmpty()) return rows;
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(
        (a, b) -> {
          for (SortKey key : keys) {
            int order = compare(value(key.expression(), a), value(key.expression(), b), key);
            if (order != 0) return order;
          }
          return 0;
        });
    return sorted;
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b, SortKey key) {
    if (a == null || b == null) {
      if (a == b) return 0;
      return (a == null) == key.isNullsFirst() ? -1 : 1;
    }
    int order = ((Comparable<Object>) a).compareTo(b);
    return key.isDescending() ? -order : order;
  }

  private List<Row> difference(SetDifference set, Row outside) {
    List<List<Object>> right = new ArrayList<>();
    for (Row row : rows(set.right(), outside)) right.add(list(row, set.right().output()));
    List<List<Object>> seen = new ArrayList<>();
    List<Row> result = new ArrayList<>();
    for (Row row : rows(set.left(), outside)) {
      List<Object> values = list(row, set.left().output());
      boolean isThere = set.isAll() ? right.remove(values) : right.contains(values);
      boolean isNew = set.isAll() || !seen.contains(values);
      seen.add(values);
      if (isThere == set.isIntersection() && isNew)
        result.add(renamed(row, set.left(), set.output(), outside));
    }
    return result;
  }
}
