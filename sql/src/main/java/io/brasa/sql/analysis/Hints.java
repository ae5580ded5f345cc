package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What hints make of a query's rows. Those of partitions are followed; those of joins are not,
 * since sizes are measured before it is decided, and are told so; so are those that nobody knows.
 */
public final class Hints {
  private static final Set<String> OF_JOINS =
      Set.of(
          "broadcast",
          "broadcastjoin",
          "mapjoin",
          "merge",
          "mergejoin",
          "shuffle_merge",
          "shuffle_hash",
          "shuffle_replicate_nl");

  private final Consumer<String> warnings;

  Hints(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** Whether a name is one of a hint about joins. */
  public static boolean isOfJoins(String name) {
    return OF_JOINS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** What is said of a hint about joins. */
  public static String notFollowed(String name) {
    return "The hint "
        + name.toUpperCase(Locale.ROOT)
        + " is not followed: joins are chosen by what they measure";
  }

  LogicalPlan apply(List<Syntax.Call> hints, LogicalPlan plan) {
    LogicalPlan hinted = plan;
    for (Syntax.Call hint : hints) hinted = apply(hint, hinted);
    return hinted;
  }

  private LogicalPlan apply(Syntax.Call hint, LogicalPlan plan) {
    String name = String.join(".", hint.name()).toLowerCase(Locale.ROOT);
    if (OF_JOINS.contains(name)) {
      warnings.accept(notFollowed(name));
      return plan;
    }
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
