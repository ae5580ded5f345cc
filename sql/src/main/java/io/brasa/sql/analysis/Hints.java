package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.JoinHints;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What hints make of a query's rows. Those of partitions divide them; those of joins say how joins
 * of the relations that they name are run. What nobody knows, and what says otherwise of a relation
 * than a hint before it, is left out and told so.
 */
final class Hints {
  private final Consumer<String> warnings;

  Hints(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  // ---- joins

  /** What stands behind FROM with its joins run as hints say. */
  Bound joined(List<Syntax.Call> hints, Bound from) {
    Bound hinted = from;
    for (Syntax.Call call : hints) {
      Optional<JoinHint> hint = JoinHint.of(String.join(".", call.name()));
      if (hint.isEmpty()) continue;
      if (call.arguments().isEmpty()) hinted = whole(hint.get(), hinted, "all of FROM");
      for (Syntax argument : call.arguments()) hinted = joined(hint.get(), argument, hinted);
    }
    return hinted;
  }

  private Bound joined(JoinHint hint, Syntax argument, Bound from) {
    if (!(argument instanceof Syntax.Name relation)) {
      warnings.accept("The hint " + hint + " is left out: it takes names of relations");
      return from;
    }
    String name = String.join(".", relation.parts());
    Set<Long> columns = new HashSet<>();
    for (Column column : from.scope().columns())
      if (column.isQualifiedBy(relation.parts())) columns.add(column.attribute().id());
    if (!columns.isEmpty()) {
      if (isAmong(from.plan(), columns)) return whole(hint, from, name);
      LogicalPlan plan = below(from.plan(), hint, name, columns);
      if (plan != from.plan()) return from.with(plan);
    }
    warnings.accept(
        "The hint " + hint + "(" + name + ") is left out: FROM has no relation of this name");
    return from;
  }

  private Bound whole(JoinHint hint, Bound from, String name) {
    return from.hinted(either(from.hint(), hint, name));
  }

  private static boolean isAmong(LogicalPlan plan, Set<Long> columns) {
    return !plan.output().isEmpty()
        && plan.output().stream().allMatch(column -> columns.contains(column.id()));
  }

  /** The plan itself if the relation is not below. */
  private LogicalPlan below(LogicalPlan plan, JoinHint hint, String name, Set<Long> columns) {
    if (!(plan instanceof Join join))
      return plan instanceof Filter || plan instanceof Project
          ? plan.mapChildren(child -> below(child, hint, name, columns))
          : plan;
    JoinHints before = join.hints();
    if (isAmong(join.left(), columns))
      return join.hinted(new JoinHints(either(before.left(), hint, name), before.right()));
    if (isAmong(join.right(), columns))
      return join.hinted(new JoinHints(before.left(), either(before.right(), hint, name)));
    return join.mapChildren(child -> below(child, hint, name, columns));
  }

  /** The hint that came first. */
  private Optional<JoinHint> either(Optional<JoinHint> before, JoinHint hint, String name) {
    if (before.isPresent() && before.get() != hint)
      warnings.accept(
          "The hint "
              + hint
              + " for "
              + name
              + " is left out: the hint "
              + before.get()
              + " is followed");
    return before.isPresent() ? before : Optional.of(hint);
  }

  // ---- partitions

  LogicalPlan apply(List<Syntax.Call> hints, LogicalPlan plan) {
    LogicalPlan hinted = plan;
    for (Syntax.Call hint : hints) hinted = apply(hint, hinted);
    return hinted;
  }

  private LogicalPlan apply(Syntax.Call hint, LogicalPlan plan) {
    String name = String.join(".", hint.name()).toLowerCase(Locale.ROOT);
    if (JoinHint.of(name).isPresent()) return plan;
    Optional<LogicalPlan> parted =
        switch (name) {
          case "coalesce" -> coalesced(hint, plan);
          case "repartition", "rebalance" -> repartitioned(hint, plan);
          default -> Optional.empty();
        };
    if (parted.isEmpty())
      warnings.accept(
          "The hint "
              + name.toUpperCase(Locale.ROOT)
              + " is left out: "
              + (isOfPartitions(name)
                  ? "it takes a number of partitions and columns of the result"
                  : "there is no hint of this name"));
    return parted.orElse(plan);
  }

  private static boolean isOfPartitions(String name) {
    return name.equals("coalesce") || name.equals("repartition") || name.equals("rebalance");
  }

  private static Optional<LogicalPlan> coalesced(Syntax.Call hint, LogicalPlan plan) {
    int count = hint.arguments().size() == 1 ? count(hint.arguments().getFirst()) : 0;
    return count > 0
        ? Optional.of(new Repartition(count, List.of(), false, plan))
        : Optional.empty();
  }

  private static Optional<LogicalPlan> repartitioned(Syntax.Call hint, LogicalPlan plan) {
    int count = 0;
    List<Expression> keys = new ArrayList<>();
    for (Syntax argument : hint.arguments()) {
      int number = count(argument);
      if (number > 0 && count == 0 && keys.isEmpty()) {
        count = number;
        continue;
      }
      Optional<Attribute> column = column(argument, plan);
      if (column.isEmpty()) return Optional.empty();
      keys.add(column.get());
    }
    return Optional.of(new Repartition(count, keys, true, plan));
  }

  /** Zero if it is no number of partitions. */
  private static int count(Syntax argument) {
    return argument instanceof Syntax.Constant constant
            && constant.value() instanceof Integer number
            && number > 0
        ? number
        : 0;
  }

  private static Optional<Attribute> column(Syntax argument, LogicalPlan plan) {
    if (!(argument instanceof Syntax.Name name) || name.parts().isEmpty()) return Optional.empty();
    String wanted = name.parts().getLast();
    return plan.output().stream().filter(a -> a.name().equalsIgnoreCase(wanted)).findFirst();
  }
}
