package io.brasa.sql.operator.row;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.function.RowGenerator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.GenerateRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Repeats rows for what a function makes of them. */
public final class GenerateOperator implements BatchIterator {
  private final GenerateRows plan;
  private final BatchIterator child;
  private final OperatorContext context;
  private final RowGenerator generator;
  private final List<Evaluator> arguments;
  private final int generatedFrom;
  private Batch batch;
  private Vector[] values;
  private int next;

  public GenerateOperator(GenerateRows plan, BatchIterator child, OperatorContext context) {
    this.plan = plan;
    this.child = child;
    this.context = context;
    this.generator = context.generator(plan.generator());
    this.arguments = context.evaluators(plan.generator().arguments());
    this.generatedFrom = plan.child().output().size();
  }

  @Override
  public Batch next() {
    while (true) {
      if (batch == null || next == batch.rowCount()) {
        batch = child.next();
        if (batch == null) return null;
        values = Columns.of(arguments, batch).toArray(Vector[]::new);
        next = 0;
      }
      Batch made = make();
      if (made.length() > 0) return made;
    }
  }

  private Batch make() {
    context.checkCancelled();
    List<VectorBuilder> builders = new ArrayList<>();
    for (int i = generatedFrom; i < plan.output().size(); i++)
      builders.add(VectorBuilder.of(plan.output().get(i).type(), Batch.ROWS));
    int[] selected = batch.selection().map(Selection::rows).orElse(null);
    int[] origins = new int[Batch.ROWS];
    int size = 0;
    while (next < batch.rowCount() && size < Batch.ROWS) {
      int row = selected == null ? next : selected[next];
      next++;
      int count = generator.generate(values, row, builders);
      if (count == 0 && plan.isOuter()) {
        for (VectorBuilder builder : builders) builder.appendNull();
        count = 1;
      }
      if (size + count > origins.length)
        origins = Arrays.copyOf(origins, Math.max(2 * origins.length, size + count));
      Arrays.fill(origins, size, size + count, row);
      size += count;
    }
    List<Vector> columns = new ArrayList<>();
    for (Vector column : batch.columns()) columns.add(Vectors.take(column, origins, size));
    for (VectorBuilder builder : builders) columns.add(builder.build());
    return Batch.of(size, columns);
  }

  @Override
  public void close() {
    child.close();
  }
}
