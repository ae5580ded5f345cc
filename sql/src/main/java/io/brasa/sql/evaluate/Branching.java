package io.brasa.sql.evaluate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.expression.Case;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.kernel.Merge;
import io.brasa.sql.kernel.Truths;
import java.util.ArrayList;
import java.util.List;

/** CASE: each result is computed for the rows that take it, and then they are put together. */
final class Branching implements Evaluator {
  private final List<Filter> conditions = new ArrayList<>();
  private final List<Evaluator> results = new ArrayList<>();
  private final DataType type;

  Branching(Case branches, EvaluationSettings settings) {
    for (Case.Branch branch : branches.branches()) {
      conditions.add(Filters.of(branch.condition(), settings));
      results.add(Evaluators.of(branch.result(), settings));
    }
    results.add(Evaluators.of(branches.otherwise(), settings));
    type = branches.type();
  }

  @Override
  public Vector evaluate(Batch batch, Selection rows) {
    int length = batch.length();
    Merge merge = new Merge(type, length);
    Selection open = rows;
    for (int i = 0; i < conditions.size(); i++) {
      int openCount = Evaluators.count(length, open);
      if (openCount == 0) break;
      Selection taken = conditions.get(i).select(batch, open);
      if (taken.count() == 0) continue;
      boolean isAll = taken.count() == length;
      merge.add(results.get(i).evaluate(batch, isAll ? null : taken), taken);
      open = Truths.except(open, length, taken);
    }
    if (open == null) open = Truths.all(length);
    if (open.count() > 0) merge.add(results.getLast().evaluate(batch, open), open);
    return merge.build();
  }
}
