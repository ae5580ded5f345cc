package io.brasa.sql.physical;

import io.brasa.columnar.type.StructField;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.SortKey;
import java.util.ArrayList;
import java.util.List;

/** In which order the rows of each partition of a plan come, whatever happens when it is run. */
final class Ordering {
  private Ordering() {}

  /** Whether rows come in an order. */
  static boolean isBy(PhysicalPlan plan, List<SortKey> keys) {
    List<SortKey> by = of(plan);
    return keys.size() <= by.size() && by.subList(0, keys.size()).equals(keys);
  }

  /** The order of rows in each partition; empty if nothing is promised. */
  static List<SortKey> of(PhysicalPlan plan) {
    return switch (plan) {
      case SortRows sort -> sort.keys();
      case TopRows top -> top.keys();
      case FilterRows _, WindowRows _, LimitRows _ -> of(plan.children().getFirst());
      case ProjectRows project -> renamed(of(project.child()), project.expressions());
      case MergeJoin join -> of(join);
      case ScanSource scan when scan.source() instanceof KeptTable kept ->
          renamed(kept.order(), places(scan, kept));
      default -> List.of();
    };
  }

  /** Whether all rows come in an order, partition after partition. */
  static boolean isGlobalBy(PhysicalPlan plan, List<SortKey> keys) {
    return isBy(plan, keys) && isGlobal(plan);
  }

  /**
   * Whether each partition's rows come behind those of the partition before it, in the order of
   * {@link #of}.
   */
  static boolean isGlobal(PhysicalPlan plan) {
    return switch (plan) {
      case SortRows sort ->
          PhysicalPlanner.isSingle(sort)
              || sort.child() instanceof Exchange exchange
                  && exchange.partitioning() instanceof Partitioning.ByRange range
                  && range.keys().equals(sort.keys());
      case FilterRows _, ProjectRows _ -> isGlobal(plan.children().getFirst());
      case ScanSource scan -> scan.source() instanceof KeptTable kept && kept.isOrderGlobal();
      default -> PhysicalPlanner.isSingle(plan);
    };
  }

  /** The columns of what is kept that a scan gives. */
  private static List<Expression> places(ScanSource scan, KeptTable kept) {
    List<Expression> places = new ArrayList<>();
    for (int column : scan.columns().subList(0, scan.output().size())) {
      StructField field = kept.schema().field(column);
      places.add(new Input(column, field.dataType(), field.nullable()));
    }
    return places;
  }

  /** Pairs come in the order of the keys, probing rows by themselves as they were. */
  private static List<SortKey> of(MergeJoin join) {
    return switch (join.kind()) {
      case INNER -> join.probeKeys();
      case PROBE_SEMI, PROBE_ANTI -> of(join.probe());
      case PROBE_OUTER,
          BUILD_OUTER,
          FULL_OUTER,
          NULL_AWARE_ANTI,
          MARK,
          SINGLE,
          BUILD_SEMI,
          BUILD_ANTI ->
          List.of();
    };
  }

  /** As many of the first keys as are among columns. */
  private static List<SortKey> renamed(List<SortKey> by, List<Expression> columns) {
    List<SortKey> renamed = new ArrayList<>();
    for (SortKey key : by) {
      int place = columns.indexOf(key.expression());
      if (place < 0) break;
      Expression before = key.expression();
      renamed.add(key.with(new Input(place, before.type(), before.nullable())));
    }
    return renamed;
  }
}
