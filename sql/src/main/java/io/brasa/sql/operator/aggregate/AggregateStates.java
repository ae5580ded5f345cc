package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.evaluate.Filter;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.AggregateStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states of all aggregates of a node, by group, and how rows get into them. */
final class AggregateStates {
  private final List<Step> steps = new ArrayList<>();

  /** Equal inputs of several aggregates are computed once a batch. */
  private final Map<Expression, Integer> shared = new HashMap<>();

  private final List<Evaluator> evaluators = new ArrayList<>();
  private Vector[] computed = {};

  /**
   * @param selector null if all rows count
   * @param isFollowing whether it reads the states of one before and is given nothing
   */
  private record Step(
      Accumulator accumulator,
      boolean isMerging,
      int[] inputs,
      Filter selector,
      boolean isFollowing) {}

  AggregateStates(List<AggregateStep> wanted, OperatorContext context) {
    for (AggregateStep step : wanted) {
      int[] inputs = new int[step.inputs().size()];
      for (int i = 0; i < inputs.length; i++) inputs[i] = shared(step.inputs().get(i), context);
      Accumulator accumulator = context.accumulator(step.call());
      boolean isFollowing = follows(accumulator, step, wanted);
      Filter selector = step.filter().map(context::selector).orElse(null);
      steps.add(new Step(accumulator, step.isMerging(), inputs, selector, isFollowing));
    }
  }

  /** Whether one of the steps so far is given the same rows and keeps the same of them. */
  private boolean follows(Accumulator accumulator, AggregateStep step, List<AggregateStep> wanted) {
    for (int i = 0; i < steps.size(); i++) {
      AggregateStep other = wanted.get(i);
      if (other.isMerging() == step.isMerging()
          && other.inputs().equals(step.inputs())
          && other.filter().equals(step.filter())
          && accumulator.follow(steps.get(i).accumulator)) return true;
    }
    return false;
  }

  private int shared(Expression expression, OperatorContext context) {
    Integer known = shared.get(expression);
    if (known != null) return known;
    evaluators.add(context.evaluator(expression));
    shared.put(expression, evaluators.size() - 1);
    return evaluators.size() - 1;
  }

  void reserve(int groupCount) {
    for (Step step : steps) if (!step.isFollowing) step.accumulator.reserve(groupCount);
  }

  /**
   * Adds the rows of a batch that count.
   *
   * @param groups of each of these rows; null if all are of group 0
   */
  void add(Batch batch, int[] groups) {
    computed = new Vector[evaluators.size()];
    Selection rows = batch.selection().orElse(null);
    for (Step step : steps) {
      if (step.isFollowing) continue;
      if (step.selector == null) {
        add(step, batch, groups, rows, computed);
        continue;
      }
      Selection kept = step.selector.select(batch, rows);
      if (kept.count() == 0) continue;
      int[] keptGroups = groups == null ? null : groupsOf(kept, rows, groups);
      add(step, batch, keptGroups, kept, new Vector[evaluators.size()]);
    }
  }

  /** Both selections rise, and the first is part of the second. */
  private static int[] groupsOf(Selection kept, Selection rows, int[] groups) {
    int[] found = new int[kept.count()];
    int place = 0;
    for (int i = 0; i < found.length; i++) {
      int row = kept.rows()[i];
      if (rows == null) place = row;
      else while (rows.rows()[place] != row) place++;
      found[i] = groups[place];
    }
    return found;
  }

  private void add(Step step, Batch batch, int[] groups, Selection rows, Vector[] known) {
    Vector[] inputs = new Vector[step.inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      int input = step.inputs[i];
      if (known[input] == null) known[input] = evaluators.get(input).evaluate(batch, rows);
      inputs[i] = known[input];
    }
    if (!step.isMerging) {
      step.accumulator.add(groups, inputs, batch.length(), rows);
      return;
    }
    int count = rows == null ? batch.length() : rows.count();
    if (rows != null) {
      for (int i = 0; i < inputs.length; i++)
        inputs[i] = Vectors.take(inputs[i], rows.rows(), count);
    }
    step.accumulator.merge(groups == null ? new int[count] : groups, inputs, count);
  }

  List<Vector> states(int from, int to) {
    List<Vector> columns = new ArrayList<>();
    for (Step step : steps) columns.addAll(step.accumulator.states(from, to));
    return columns;
  }

  List<Vector> results(int from, int to) {
    List<Vector> columns = new ArrayList<>(steps.size());
    for (Step step : steps) columns.add(step.accumulator.results(from, to));
    return columns;
  }

  /** Those of each aggregate, one aggregate after the other. */
  List<List<DataType>> stateTypes() {
    List<List<DataType>> types = new ArrayList<>();
    for (Step step : steps) types.add(step.accumulator.stateTypes());
    return types;
  }

  long sizeBytes() {
    long bytes = 0;
    for (Step step : steps) bytes += step.accumulator.sizeBytes();
    return bytes;
  }

  void clear() {
    for (Step step : steps) step.accumulator.clear();
  }
}
