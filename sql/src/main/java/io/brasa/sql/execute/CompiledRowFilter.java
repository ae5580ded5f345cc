package io.brasa.sql.execute;

import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Filter;
import io.brasa.sql.evaluate.Filters;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.function.EvaluationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A condition on rows of a source; compiled once for each thread that uses it at a time. */
final class CompiledRowFilter implements RowFilter {
  private static final long serialVersionUID = 1L;

  private final Expression condition;
  private final List<Integer> columns;
  private final EvaluationSettings evaluation;
  private final transient ConcurrentLinkedQueue<Filter> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param condition of places in {@code read}
   * @param read the places in the source's schema
   */
  CompiledRowFilter(Expression condition, List<Integer> read, EvaluationSettings evaluation) {
    TreeSet<Integer> used = new TreeSet<>();
    condition.transformUp(
        node -> {
          if (node instanceof Input input) used.add(input.index());
          return node;
        });
    List<Integer> order = new ArrayList<>(used);
    this.condition =
        condition.transformUp(
            node ->
                node instanceof Input input
                    ? new Input(order.indexOf(input.index()), input.type(), input.nullable())
                    : node);
    this.columns = order.stream().map(read::get).toList();
    this.evaluation = evaluation;
  }

  @Override
  public List<Integer> columns() {
    return columns;
  }

  @Override
  public Selection select(List<Vector> vectors, int length, Selection among) {
    Filter filter = idle.poll();
    if (filter == null) filter = Filters.of(condition, evaluation);
    try {
      return filter.select(Batch.of(length, vectors), among);
    } finally {
      idle.add(filter);
    }
  }
}
