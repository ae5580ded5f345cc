package io.brasa.sql.physical;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By what rows are divided among the partitions of a plan, as far as that holds however the plan is
 * run: an exchange that a join may leave out when it is run promises nothing.
 */
final class Distribution {
  private Distribution() {}

  /** Whether rows of equal keys are in the same partition. */
  static boolean isBy(PhysicalPlan plan, List<Expression> keys) {
    Optional<List<Expression>> by = of(plan);
    return by.isPresent() && keys.containsAll(by.get());
  }

  /** Rows that are equal in these are in the same partition; empty if nothing is promised. */
  private static Optional<List<Expression>> of(PhysicalPlan plan) {
    return switch (plan) {
      case Exchange exchange ->
          exchange.partitioning() instanceof Partitioning.ByHash hash
              ? Optional.of(hash.keys())
              : Optional.empty();
      case FilterRows _,
          SortRows _,
          WindowRows _,
          LimitRows _,
          TopRows _,
          TopRowsPerGroup _,
          SampleRows _ ->
          of(plan.children().getFirst());
      case ProjectRows project ->
          of(project.child()).flatMap(by -> renamed(by, project.expressions()));
      case AggregateRows aggregate ->
          of(aggregate.child()).flatMap(by -> renamed(by, aggregate.keys()));
      case HashJoin join -> join(join);
      case LoopJoin join when isOfProbe(join.kind()) -> of(join.probe());
      default -> Optional.empty();
    };
  }

  /** Joins of one partition with all of the other input leave probing rows where they are. */
  private static Optional<List<Expression>> join(HashJoin join) {
    if (!isOfProbe(join.kind())) return Optional.empty();
    boolean mayMove = join.probe() instanceof Exchange probe && !probe.isFixed();
    boolean isLeftOut = mayMove && isByHash(join.build());
    return isLeftOut ? Optional.empty() : of(join.probe());
  }

  private static boolean isByHash(PhysicalPlan build) {
    return build instanceof Exchange exchange
        && exchange.partitioning() instanceof Partitioning.ByHash;
  }

  private static boolean isOfProbe(JoinKind kind) {
    return switch (kind) {
      case INNER, PROBE_OUTER, PROBE_SEMI, PROBE_ANTI, NULL_AWARE_ANTI, MARK, SINGLE -> true;
      case BUILD_OUTER, FULL_OUTER, BUILD_SEMI, BUILD_ANTI -> false;
    };
  }

  /** The same as places among columns; empty if one is not there. */
  private static Optional<List<Expression>> renamed(List<Expression> by, List<Expression> columns) {
    List<Expression> renamed = new ArrayList<>();
    for (Expression each : by) {
      int place = columns.indexOf(each);
      if (place < 0) return Optional.empty();
      renamed.add(new Input(place, each.type(), each.nullable()));
    }
    return Optional.of(renamed);
  }
}
