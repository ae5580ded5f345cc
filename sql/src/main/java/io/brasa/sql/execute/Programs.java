package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Operation;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProgramRows;
import io.brasa.sql.typed.CoGroupRows;
import io.brasa.sql.typed.GroupRows;
import io.brasa.sql.typed.ReadRows;
import io.brasa.sql.typed.TypedCode;
import io.brasa.sql.typed.TypedSource;
import io.brasa.sql.typed.WriteRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes datasets of programs: objects read from batches, the program's functions as links of core,
 * which fuses them, and batches written of what comes out.
 *
 * @param input makes the batches that a program reads
 */
record Programs(Assembly assembly, CallSite site, Function<PhysicalPlan, Lineage<Batch>> input) {
  Lineage<Batch> rows(ProgramRows program) {
    TypedCode code = (TypedCode) program.code();
    return narrow(new WriteRows(code.result(), code.written()), objects(program));
  }

  /** What the functions give, before it becomes rows. */
  Lineage<Object> objects(ProgramRows program) {
    TypedCode code = (TypedCode) program.code();
    List<Lineage<Batch>> inputs = new ArrayList<>();
    for (PhysicalPlan child : program.children()) inputs.add(input.apply(child));
    Lineage<Object> objects =
        switch (code.source()) {
          case TypedSource.Rows(TypedSource.Read values) ->
              narrow(new ReadRows(values), inputs.getFirst());
          case TypedSource.Groups groups -> narrow(new GroupRows(groups), inputs.getFirst());
          case TypedSource.CoGroups groups ->
              assembly.dataset(
                  new CoGroupRows(groups),
                  List.of(
                      new Dependency.Narrow(inputs.getFirst()),
                      new Dependency.Narrow(inputs.getLast())),
                  inputs.getFirst().partitionCount(),
                  site);
        };
    for (Operation step : code.steps()) objects = narrow(step, objects);
    return objects;
  }

  <T> Lineage<T> narrow(Operation operation, Lineage<?> parent) {
    return assembly.dataset(
        operation, List.of(new Dependency.Narrow(parent)), parent.partitionCount(), site);
  }
}
