package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.evaluate.Evaluators;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.keyfilter.KeySample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The keys of a partition's rows: a {@link KeySample} for each, or nothing if there are too many.
 */
record SampleKeys(List<Expression> keys, int most, EvaluationSettings settings)
    implements End.Action {
  SampleKeys {
    keys = List.copyOf(keys);
  }

  @Override
  public Object finish(Iterator<?> records, TaskContext context) {
    List<Evaluator> evaluators = new ArrayList<>();
    List<KeySample.Builder> builders = new ArrayList<>();
    for (Expression key : keys) {
      evaluators.add(Evaluators.of(key, settings));
      builders.add(new KeySample.Builder(key.type(), most));
    }
    while (records.hasNext()) {
      Batch batch = (Batch) records.next();
      context.checkCancelled();
      Selection rows = batch.selection().orElse(null);
      for (int i = 0; i < builders.size(); i++)
        builders
            .get(i)
            .add(
                evaluators.get(i).evaluate(batch, rows),
                rows == null ? null : rows.rows(),
                batch.rowCount());
    }
    List<KeySample> samples = new ArrayList<>();
    for (KeySample.Builder builder : builders) {
      if (builder.isTooMany()) return List.of();
      samples.add(builder.build());
    }
    return samples;
  }
}
