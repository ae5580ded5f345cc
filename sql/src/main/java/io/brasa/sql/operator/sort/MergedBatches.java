package io.brasa.sql.operator.sort;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.OperatorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Sorted inputs as one; of equal rows those of earlier inputs come first. */
final class MergedBatches implements BatchIterator {
  private final List<BatchIterator> inputs;
  private final OperatorContext context;
  private final RowOrder order;
  private final int batchRows;
  private final PriorityQueue<Run> heads;
  private VectorBuilder[] builders;

  MergedBatches(
      List<BatchIterator> inputs, List<SortKey> keys, int batchRows, OperatorContext context) {
    this.inputs = inputs;
    this.context = context;
    this.order = new RowOrder(keys);
    this.batchRows = batchRows;
    this.heads = new PriorityQueue<>(Math.max(1, inputs.size()), this::compare);
    for (int i = 0; i < inputs.size(); i++) {
      Run run =
          new Run(
              i,
              inputs.get(i),
              context.evaluators(keys.stream().map(SortKey::expression).toList()));
      if (run.draw()) heads.add(run);
    }
  }

  private int compare(Run left, Run right) {
    int first = order.compare(left.keys, left.row, right.keys, right.row);
    return first != 0 ? first : Integer.compare(left.number, right.number);
  }

  /** Where one input stands. */
  private static final class Run {
    private final int number;
    private final BatchIterator input;
    private final List<Evaluator> evaluators;
    private Batch batch;
    private Vector[] keys;
    private int row;

    Run(int number, BatchIterator input, List<Evaluator> evaluators) {
      this.number = number;
      this.input = input;
      this.evaluators = evaluators;
    }

    boolean draw() {
      batch = input.next();
      if (batch == null) return false;
      batch = batch.dense();
      keys = Columns.of(evaluators, batch).toArray(Vector[]::new);
      row = 0;
      return true;
    }
  }

  @Override
  public Batch next() {
    context.checkCancelled();
    int size = 0;
    while (size < batchRows && !heads.isEmpty()) {
      Run run = heads.poll();
      int from = run.row++;
      Run rival = heads.peek();
      int most = Math.min(run.batch.length(), from + batchRows - size);
      while (run.row < most && (rival == null || compare(run, rival) < 0)) run.row++;
      append(run.batch, from, run.row);
      size += run.row - from;
      if (run.row < run.batch.length() || run.draw()) heads.add(run);
    }
    if (size == 0) return null;
    List<Vector> columns = new ArrayList<>(builders.length);
    for (VectorBuilder builder : builders) columns.add(builder.build());
    return Batch.of(size, columns);
  }

  private void append(Batch batch, int from, int to) {
    if (builders == null) {
      builders = new VectorBuilder[batch.columns().size()];
      for (int i = 0; i < builders.length; i++)
        builders[i] = VectorBuilder.of(batch.column(i).type(), batchRows);
    }
    for (int i = 0; i < builders.length; i++) builders[i].appendRange(batch.column(i), from, to);
  }

  @Override
  public void close() {
    for (BatchIterator input : inputs) input.close();
    heads.clear();
  }
}
