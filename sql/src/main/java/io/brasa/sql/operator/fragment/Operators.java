package io.brasa.sql.operator.fragment;

import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.aggregate.AggregateOperator;
import io.brasa.sql.operator.aggregate.RollUpOperator;
import io.brasa.sql.operator.join.HashJoinOperator;
import io.brasa.sql.operator.join.LoopJoinOperator;
import io.brasa.sql.operator.join.MergeJoinOperator;
import io.brasa.sql.operator.row.ExpandOperator;
import io.brasa.sql.operator.row.FilterOperator;
import io.brasa.sql.operator.row.GenerateOperator;
import io.brasa.sql.operator.row.LimitOperator;
import io.brasa.sql.operator.row.ProjectOperator;
import io.brasa.sql.operator.row.SampleOperator;
import io.brasa.sql.operator.sort.SortOperator;
import io.brasa.sql.operator.top.TopOperator;
import io.brasa.sql.operator.top.TopPerGroupOperator;
import io.brasa.sql.operator.window.WindowOperator;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.Coalesce;
import io.brasa.sql.physical.DatasetTable;
import io.brasa.sql.physical.Exchange;
import io.brasa.sql.physical.ExpandRows;
import io.brasa.sql.physical.FilterRows;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.GenerateRows;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.LimitRows;
import io.brasa.sql.physical.LocalTable;
import io.brasa.sql.physical.LoopJoin;
import io.brasa.sql.physical.Measured;
import io.brasa.sql.physical.MergeJoin;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProgramRows;
import io.brasa.sql.physical.ProjectRows;
import io.brasa.sql.physical.RangeTable;
import io.brasa.sql.physical.RecursiveRows;
import io.brasa.sql.physical.RollUpRows;
import io.brasa.sql.physical.SampleRows;
import io.brasa.sql.physical.ScanSource;
import io.brasa.sql.physical.SortRows;
import io.brasa.sql.physical.TopRows;
import io.brasa.sql.physical.TopRowsPerGroup;
import io.brasa.sql.physical.UnionRows;
import io.brasa.sql.physical.WindowRows;
import java.util.List;

/** Opens nodes of physical plans in a task. */
public final class Operators {
  private Operators() {}

  /** The rows of batches in order; the child is closed with what comes out. */
  public static BatchIterator sorted(
      List<SortKey> keys, BatchIterator child, OperatorContext context) {
    return new SortOperator(keys, child, context);
  }

  /** The batches of a node; its inputs are opened with it, and closed with what comes out. */
  public static BatchIterator open(PhysicalPlan plan, OperatorContext context) {
    return switch (plan) {
      case FragmentInput input -> new InputBatches(input, context);
      case Measured measured ->
          new MeasuredBatches(measured.id(), () -> open(measured.child(), context), context);
      case FilterRows filter -> new FilterOperator(filter, open(filter.child(), context), context);
      case ProjectRows project ->
          new ProjectOperator(project, open(project.child(), context), context);
      case ExpandRows expand -> new ExpandOperator(expand, open(expand.child(), context), context);
      case RollUpRows rollUp -> new RollUpOperator(rollUp, open(rollUp.child(), context), context);
      case AggregateRows aggregate ->
          AggregateOperator.open(aggregate, open(aggregate.child(), context), context);
      case HashJoin join ->
          new HashJoinOperator(
              join, open(join.probe(), context), open(join.build(), context), context);
      case LoopJoin join ->
          new LoopJoinOperator(
              join, open(join.probe(), context), open(join.build(), context), context);
      case MergeJoin join ->
          new MergeJoinOperator(
              join, open(join.probe(), context), open(join.build(), context), context);
      case SortRows sort -> sorted(sort.keys(), open(sort.child(), context), context);
      case TopRows top -> new TopOperator(top, open(top.child(), context), context);
      case TopRowsPerGroup top -> new TopPerGroupOperator(top, open(top.child(), context), context);
      case LimitRows limit -> new LimitOperator(limit, open(limit.child(), context));
      case WindowRows window -> new WindowOperator(window, open(window.child(), context), context);
      case GenerateRows generate ->
          new GenerateOperator(generate, open(generate.child(), context), context);
      case SampleRows sample -> new SampleOperator(sample, open(sample.child(), context), context);
      case ScanSource _,
          LocalTable _,
          DatasetTable _,
          RangeTable _,
          RecursiveRows _,
          ProgramRows _,
          UnionRows _,
          Coalesce _,
          Exchange _ -> {
        Check.that(false, "fragments have no leaves but inputs", plan.describe());
        throw new IllegalStateException();
      }
    };
  }
}
