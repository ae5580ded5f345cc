package io.brasa.sql.execute;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.operator.exchange.RangeBounds;
import io.brasa.sql.physical.Partitioning;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProjectRows;
import java.util.ArrayList;
import java.util.List;

/** Finds the bounds of ranges by a pass over the rows; the same rows give the same bounds. */
record RangeSample(Fragments fragments, Assembly assembly, CallSite site) {
  private static final int ROWS_PER_PARTITION = 1_000;

  Partitioning.ByRange bounded(Partitioning.ByRange range, PhysicalPlan plan) {
    var keys = range.keys().stream().map(key -> key.expression()).toList();
    var names = plan.output();
    List<io.brasa.sql.expression.Attribute> output = new ArrayList<>();
    for (var key : keys)
      output.add(
          new io.brasa.sql.expression.Attribute(
              output.size(), "key" + names.size(), key.type(), key.nullable()));
    Lineage<Batch> sampled = fragments.dataset(new ProjectRows(keys, output, plan));
    List<Batch> found = new ArrayList<>();
    long seed = 0;
    for (TaskResult result :
        assembly.run(new JobRequest(sampled, new SampleBatches(ROWS_PER_PARTITION, seed), site)))
      found.add((Batch) result.value());
    List<DataType> types = keys.stream().map(key -> key.type()).toList();
    return new Partitioning.ByRange(
        range.keys(),
        range.count(),
        List.of(RangeBounds.of(range.keys(), types, found, range.count())));
  }
}
