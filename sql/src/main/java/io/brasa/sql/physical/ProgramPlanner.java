package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.logical.Program;
import java.util.ArrayList;
import java.util.List;

/** Plans functions of the program's: what they read is projected, and brought together by keys. */
record ProgramPlanner(PhysicalPlanner planner) {
  ProgramRows plan(Program program) {
    int keyCount = program.inputs().getFirst().keys().size();
    List<PhysicalPlan> children = new ArrayList<>();
    for (Program.Input input : program.inputs()) {
      PhysicalPlan projected = projected(input);
      if (keyCount > 0) projected = grouped(program, input, projected);
      children.add(projected);
    }
    return new ProgramRows(program.code(), keyCount, program.output(), children);
  }

  /** Keys, columns, and what they are sorted by besides; as it is if that is what there is. */
  private PhysicalPlan projected(Program.Input input) {
    PhysicalPlan child = planner.plan(input.child());
    List<Expression> all = new ArrayList<>(input.keys());
    all.addAll(input.columns());
    for (SortKey key : input.order()) all.add(key.expression());
    if (all.equals(child.output())) return child;
    List<Attribute> output = new ArrayList<>();
    for (Expression each : all)
      output.add(
          each instanceof Attribute attribute
              ? attribute
              : PhysicalPlanner.column("value", output.size(), each));
    return new ProjectRows(new Binding(child.output()).bind(all), output, child);
  }

  private PhysicalPlan grouped(Program program, Program.Input input, PhysicalPlan rows) {
    int keyCount = input.keys().size();
    int from = keyCount + input.columns().size();
    List<Expression> keys = Binding.inputs(rows.output(), 0, keyCount);
    double bytes = planner.sizes().bytes(input.child());
    PhysicalPlan together =
        program.inputs().size() == 1
            ? planner.byKeys(rows, keys, bytes)
            : alike(program, rows, keys);
    List<SortKey> order = new ArrayList<>();
    for (Expression key : keys) order.add(SortKey.ascending(key));
    for (int i = 0; i < input.order().size(); i++)
      order.add(input.order().get(i).with(Binding.input(rows.output(), from + i)));
    return PhysicalPlanner.sorted(order, together);
  }

  /** Divided as the other inputs are, whatever turns out to be small. */
  private PhysicalPlan alike(Program program, PhysicalPlan rows, List<Expression> keys) {
    double bytes = 0;
    for (Program.Input input : program.inputs())
      bytes = Math.max(bytes, planner.sizes().bytes(input.child()));
    int targets = planner.settings().targets(bytes);
    return new Exchange(new Partitioning.ByHash(keys, targets), true, rows);
  }
}
