package io.brasa.sql.execute;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.optimize.Determinism;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.ExpandRows;
import io.brasa.sql.physical.FilterRows;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.GenerateRows;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.LoopJoin;
import io.brasa.sql.physical.Measured;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProjectRows;
import io.brasa.sql.physical.Reading;
import io.brasa.sql.physical.RollUpRows;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the inputs of a fragment whose partitions may be divided among tasks that each read all of
 * the other inputs: {@code f(A ∪ B, C) = f(A, C) ∪ f(B, C)}.
 *
 * <p>That holds of what is done row by row, of partial groupings, and of the probing side of joins
 * that give no built rows by themselves: each task finds all partners. It holds of what is built if
 * nothing is said of probing rows by themselves: what is built once is then marked once. It holds
 * of nothing that groups, orders or cuts a partition. What is repeated must be the same each time,
 * so chance may have no part in it. Without a join nothing is divided: rows may have been brought
 * together because somebody wants them so.
 */
final class DivisibleInputs {
  private final Set<Integer> found = new LinkedHashSet<>();

  private DivisibleInputs() {}

  /** By their numbers. */
  static Set<Integer> of(PhysicalPlan root) {
    DivisibleInputs inputs = new DivisibleInputs();
    inputs.find(root, false);
    return inputs.found;
  }

  private void find(PhysicalPlan plan, boolean isBelowJoin) {
    switch (plan) {
      case FragmentInput input -> {
        if (isBelowJoin && isOwn(input)) found.add(input.index());
      }
      case Measured _, FilterRows _, ProjectRows _, GenerateRows _, ExpandRows _, RollUpRows _ ->
          find(plan.children().getFirst(), isBelowJoin);
      case AggregateRows aggregate -> {
        if (aggregate.isPartial()) find(aggregate.child(), isBelowJoin);
      }
      case HashJoin join -> {
        if (!areSteady(join.probeKeys()) || !areSteady(join.buildKeys())) return;
        if (!areSteady(join.residual().stream().toList())) return;
        if (!join.kind().givesBuiltRows() && isRepeatable(join.build())) find(join.probe(), true);
        if (mayDivideBuild(join.kind()) && isRepeatable(join.probe())) find(join.build(), true);
      }
      case LoopJoin join -> {
        if (!join.kind().givesBuiltRows() && isRepeatable(join.build())) find(join.probe(), true);
      }
      default -> {}
    }
  }

  private static boolean isOwn(FragmentInput input) {
    return input.isShuffled() && input.reach() instanceof Reading.Own;
  }

  private static boolean mayDivideBuild(JoinKind kind) {
    return switch (kind) {
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> true;
      case PROBE_OUTER, FULL_OUTER, PROBE_SEMI, PROBE_ANTI, NULL_AWARE_ANTI, MARK, SINGLE -> false;
    };
  }

  private static boolean isRepeatable(PhysicalPlan plan) {
    return switch (plan) {
      case FragmentInput input -> input.isShuffled();
      case Measured measured -> isRepeatable(measured.child());
      case FilterRows filter ->
          areSteady(List.of(filter.condition())) && isRepeatable(filter.child());
      case ProjectRows project -> areSteady(project.expressions()) && isRepeatable(project.child());
      case HashJoin join ->
          areSteady(join.probeKeys())
              && areSteady(join.buildKeys())
              && areSteady(join.residual().stream().toList())
              && isRepeatable(join.probe())
              && isRepeatable(join.build());
      default -> false;
    };
  }

  private static boolean areSteady(Collection<Expression> expressions) {
    return expressions.stream().allMatch(Determinism::holds);
  }
}
