package io.brasa.sql.physical;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans joins that go along inputs in the order of their keys: where inputs are divided and in
 * order already, since nothing is then kept of either, and where a hint asks for it.
 */
record MergePlanner(PhysicalPlanner planner) {
  /** By which keys inputs are merged. */
  private record Order(List<SortKey> probe, List<SortKey> build, List<Boolean> isNullSafe) {}

  /** Whether a join may be run so at all. */
  static boolean allows(JoinKind kind, List<Expression> keys) {
    return !kind.needsWholeBuild() && keys.stream().allMatch(key -> hasOrder(key.type()));
  }

  private static boolean hasOrder(DataType type) {
    return switch (type) {
      case MapType _ -> false;
      case ArrayType array -> hasOrder(array.elementType());
      case StructType struct ->
          struct.fields().stream().allMatch(field -> hasOrder(field.dataType()));
      default -> true;
    };
  }

  /**
   * The same join of inputs that need nothing done to them; empty if they do.
   *
   * @param join of inputs that nobody has divided for it
   */
  static Optional<MergeJoin> ofOrdered(HashJoin join) {
    if (!allows(join.kind(), join.probeKeys())) return Optional.empty();
    return Distribution.together(join).flatMap(MergePlanner::ordered);
  }

  private static Optional<MergeJoin> ordered(HashJoin join) {
    return order(join, Ordering.of(join.probe()), join.probeKeys())
        .filter(order -> Ordering.isBy(join.build(), order.build()))
        .map(order -> merge(join, join.probe(), join.build(), order));
  }

  /**
   * The same join of inputs that are divided and sorted for it.
   *
   * @param bytes how large the larger one is thought to be
   */
  MergeJoin ofAny(HashJoin join, double bytes) {
    HashJoin divided = Distribution.together(join).orElseGet(() -> divided(join, bytes));
    PhysicalPlan probe = divided.probe();
    PhysicalPlan build = divided.build();
    Order order =
        order(join, Ordering.of(probe), join.probeKeys())
            .or(() -> order(join, Ordering.of(build), join.buildKeys()))
            .orElse(
                new Order(
                    join.probeKeys().stream().map(SortKey::ascending).toList(),
                    join.buildKeys().stream().map(SortKey::ascending).toList(),
                    join.isNullSafe()));
    return merge(
        join,
        PhysicalPlanner.sorted(order.probe(), probe),
        PhysicalPlanner.sorted(order.build(), build),
        order);
  }

  private HashJoin divided(HashJoin join, double bytes) {
    int targets = planner.settings().targets(bytes);
    return join.withChildren(
        List.of(
            PhysicalPlanner.exchanged(join.probe(), join.probeKeys(), targets),
            PhysicalPlanner.exchanged(join.build(), join.buildKeys(), targets)));
  }

  /** The keys in the order that one side has them in; empty if it begins with others. */
  private static Optional<Order> order(HashJoin join, List<SortKey> given, List<Expression> keys) {
    if (given.size() < keys.size()) return Optional.empty();
    List<SortKey> probe = new ArrayList<>();
    List<SortKey> build = new ArrayList<>();
    List<Boolean> isNullSafe = new ArrayList<>();
    for (SortKey key : given.subList(0, keys.size())) {
      int place = keys.indexOf(key.expression());
      if (place < 0) return Optional.empty();
      probe.add(key.with(join.probeKeys().get(place)));
      build.add(key.with(join.buildKeys().get(place)));
      isNullSafe.add(join.isNullSafe().get(place));
    }
    return probe.stream().distinct().count() == probe.size()
        ? Optional.of(new Order(probe, build, isNullSafe))
        : Optional.empty();
  }

  private static MergeJoin merge(
      HashJoin join, PhysicalPlan probe, PhysicalPlan build, Order order) {
    return new MergeJoin(
        probe,
        build,
        join.kind(),
        order.probe(),
        order.build(),
        order.isNullSafe(),
        join.residual(),
        join.output());
  }
}
