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
    Optional<Partitioning.ByHash> by = of(plan);
    return by.isPresent() && keys.containsAll(by.get().keys());
  }

  /**
   * The same join where rows of equal keys meet, without anything being divided anew; empty if its
   * inputs are not divided by its keys.
   */
  static Optional<HashJoin> together(HashJoin join) {
    PhysicalPlan probe = join.probe();
    PhysicalPlan build = join.build();
    if (PhysicalPlanner.isSingle(probe) && PhysicalPlanner.isSingle(build))
      return Optional.of(join);
    Optional<Partitioning.ByHash> one = of(probe);
    Optional<Partitioning.ByHash> other = of(build);
    if (one.isEmpty() || other.isEmpty() || !arePairs(join, one.get().keys(), other.get().keys()))
      return Optional.empty();
    int count = Math.max(one.get().count(), other.get().count());
    Optional<PhysicalPlan> first = among(probe, one.get().count(), count);
    Optional<PhysicalPlan> second = among(build, other.get().count(), count);
    if (first.isEmpty() || second.isEmpty()) return Optional.empty();
    return Optional.of(join.withChildren(List.of(settled(first.get()), settled(second.get()))));
  }

  /**
   * The same join where rows that lie in buckets by its keys stay there; empty if neither input's
   * do. An input that lies otherwise is divided as the other is.
   *
   * @param least how many buckets the one must have for the other to be divided like it
   */
  static Optional<HashJoin> inBuckets(HashJoin join, int least) {
    boolean isProbe = isOfBuckets(join.probe());
    boolean isBuild = isOfBuckets(join.build());
    if (!isProbe && !isBuild) return Optional.empty();
    Optional<HashJoin> both = together(join);
    if (both.isPresent()) return both;
    Optional<HashJoin> one = isProbe ? buildDivided(join, least) : Optional.empty();
    return one.isPresent() || !isBuild ? one : probeDivided(join, least);
  }

  private static Optional<HashJoin> buildDivided(HashJoin join, int least) {
    return divided(of(join.probe()).get(), join.probeKeys(), join.build(), join.buildKeys(), least)
        .map(build -> join.withChildren(List.of(settled(join.probe()), build)));
  }

  private static Optional<HashJoin> probeDivided(HashJoin join, int least) {
    return divided(of(join.build()).get(), join.buildKeys(), join.probe(), join.probeKeys(), least)
        .map(probe -> join.withChildren(List.of(probe, settled(join.build()))));
  }

  /** One input divided as the other is; empty if that is not by keys of the join. */
  private static Optional<PhysicalPlan> divided(
      Partitioning.ByHash by,
      List<Expression> keys,
      PhysicalPlan other,
      List<Expression> otherKeys,
      int least) {
    if (by.count() < least) return Optional.empty();
    List<Expression> matching = new ArrayList<>();
    for (Expression each : by.keys()) {
      int place = keys.indexOf(each);
      if (place < 0 || !otherKeys.get(place).type().equals(each.type())) return Optional.empty();
      matching.add(otherKeys.get(place));
    }
    return Optional.of(new Exchange(new Partitioning.ByHash(matching, by.count()), true, other));
  }

  /** Whether rows are divided, and that by the buckets that a scan reads. */
  private static boolean isOfBuckets(PhysicalPlan plan) {
    if (of(plan).isEmpty()) return false;
    PhysicalPlan below = plan;
    while (!below.children().isEmpty() && !(below instanceof Exchange))
      below = below.children().getFirst();
    return below instanceof ScanSource;
  }

  /** The same plan where it is divided as has been said of it: scans read by their buckets. */
  static PhysicalPlan settled(PhysicalPlan plan) {
    if (of(plan).isEmpty() || plan instanceof Exchange) return plan;
    if (plan instanceof ScanSource scan) return scan.divided();
    List<PhysicalPlan> children = new ArrayList<>(plan.children());
    children.set(0, settled(children.getFirst()));
    return plan.withChildren(children);
  }

  /** Whether what one side is divided by equals what the other is, place by place. */
  private static boolean arePairs(
      HashJoin join, List<Expression> probeBy, List<Expression> buildBy) {
    if (probeBy.size() != buildBy.size()) return false;
    for (int i = 0; i < probeBy.size(); i++) {
      boolean isPair = false;
      for (int key = 0; key < join.probeKeys().size(); key++) {
        Expression probe = join.probeKeys().get(key);
        Expression build = join.buildKeys().get(key);
        isPair |=
            probe.equals(probeBy.get(i))
                && build.equals(buildBy.get(i))
                && probe.type().equals(build.type());
      }
      if (!isPair) return false;
    }
    return true;
  }

  /** The same rows, divided in the same way among another number of partitions, if that is easy. */
  private static Optional<PhysicalPlan> among(PhysicalPlan plan, int before, int count) {
    if (before == count) return Optional.of(plan);
    return switch (plan) {
      case Exchange exchange
          when exchange.partitioning() instanceof Partitioning.ByHash hash && !exchange.isFixed() ->
          Optional.of(PhysicalPlanner.exchanged(exchange.child(), hash.keys(), count));
      case FilterRows _,
          SortRows _,
          WindowRows _,
          TopRowsPerGroup _,
          ProjectRows _,
          AggregateRows _ ->
          among(plan.children().getFirst(), before, count)
              .map(child -> plan.withChildren(List.of(child)));
      default -> Optional.empty();
    };
  }

  /** By what rows are divided, in terms of the plan's columns; empty if nothing is promised. */
  private static Optional<Partitioning.ByHash> of(PhysicalPlan plan) {
    return switch (plan) {
      case Exchange exchange ->
          exchange.partitioning() instanceof Partitioning.ByHash hash
              ? Optional.of(hash)
              : Optional.empty();
      case ScanSource scan -> scan.buckets();
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
      case MergeJoin join when isOfProbe(join.kind()) -> of(join.probe());
      case LoopJoin join when isOfProbe(join.kind()) -> of(join.probe());
      default -> Optional.empty();
    };
  }

  /** Joins of one partition with all of the other input leave probing rows where they are. */
  private static Optional<Partitioning.ByHash> join(HashJoin join) {
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
  private static Optional<Partitioning.ByHash> renamed(
      Partitioning.ByHash by, List<Expression> columns) {
    List<Expression> renamed = new ArrayList<>();
    for (Expression each : by.keys()) {
      int place = columns.indexOf(each);
      if (place < 0) return Optional.empty();
      renamed.add(new Input(place, each.type(), each.nullable()));
    }
    return Optional.of(new Partitioning.ByHash(renamed, by.count()));
  }
}
