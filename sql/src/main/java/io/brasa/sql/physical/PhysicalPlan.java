package io.brasa.sql.physical;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Attribute;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Gives batches in partitions. Its expressions are of {@code Input}s: places in the child's batch.
 */
public sealed interface PhysicalPlan extends Serializable
    permits ScanSource,
        LocalTable,
        DatasetTable,
        RangeTable,
        FilterRows,
        ProjectRows,
        AggregateRows,
        ExpandRows,
        RollUpRows,
        HashJoin,
        LoopJoin,
        MergeJoin,
        SortRows,
        TopRows,
        TopRowsPerGroup,
        LimitRows,
        UnionRows,
        RecursiveRows,
        WindowRows,
        GenerateRows,
        SampleRows,
        ProgramRows,
        Coalesce,
        Exchange,
        FragmentInput,
        Measured {
  /** The columns of the batches: names for people, types and nullability for the engine. */
  List<Attribute> output();

  List<PhysicalPlan> children();

  /** The same over other children, as many as there are and in their order. */
  PhysicalPlan withChildren(List<PhysicalPlan> children);

  /** The node alone, as plans show it. */
  String describe();

  /** The types of the columns. */
  default List<DataType> types() {
    List<DataType> types = new ArrayList<>(output().size());
    for (Attribute attribute : output()) types.add(attribute.type());
    return types;
  }

  /** The same over what the function makes of its children. */
  default PhysicalPlan mapChildren(UnaryOperator<PhysicalPlan> function) {
    List<PhysicalPlan> before = children();
    List<PhysicalPlan> after = new ArrayList<>(before.size());
    boolean isChanged = false;
    for (PhysicalPlan child : before) {
      PhysicalPlan mapped = function.apply(child);
      isChanged |= mapped != child;
      after.add(mapped);
    }
    return isChanged ? withChildren(after) : this;
  }
}
