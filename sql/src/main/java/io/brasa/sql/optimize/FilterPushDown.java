package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.UserCall;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Range;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Conditions are asked as early as they can be: below projections, groupings by their keys, joins,
 * unions, windows by their partitions; in scans last. Conditions of both sides of an inner join
 * become its condition. What chance decides stays where it is, as does all above a limit.
 */
final class FilterPushDown implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return push(plan, List.of());
  }

  /** The rows of a plan for which conditions over its columns hold. */
  private LogicalPlan push(LogicalPlan plan, List<Expression> conditions) {
    return switch (plan) {
      case Filter filter -> filter(filter, conditions);
      case Project project -> project(project, conditions);
      case Join join -> new JoinConditions(join, conditions).pushed();
      case Aggregate aggregate -> aggregate(aggregate, conditions);
      case GroupingSets sets -> through(sets, conditions, List.of());
      case Window window -> through(window, conditions, partitions(window));
      case Sort sort -> through(sort, conditions, sort.output());
      case Repartition repartition -> through(repartition, conditions, repartition.output());
      case Generate generate -> through(generate, conditions, generate.child().output());
      case Union union -> union(union, conditions);
      case SetDifference set -> difference(set, conditions);
      case Scan scan -> scan(scan, conditions);
      case Limit _, Sample _ ->
          Conjuncts.filter(conditions, plan.mapChildren(c -> push(c, List.of())));
      case Program program ->
          Conjuncts.filter(conditions, program.mapChildren(c -> push(c, List.of())));
      case LocalRows _, DatasetRows _, Range _, OneRow _ -> Conjuncts.filter(conditions, plan);
    };
  }

  private LogicalPlan filter(Filter filter, List<Expression> conditions) {
    List<Expression> steady = new ArrayList<>();
    List<Expression> chance = new ArrayList<>();
    List<Expression> pinned = new ArrayList<>();
    for (Expression conjunct : Conjuncts.of(filter.condition()))
      (Uses.isPinned(conjunct) ? pinned : Uses.isDeterministic(conjunct) ? steady : chance)
          .add(conjunct);
    if (chance.isEmpty()) {
      // What stood below is asked first: what is above may fail for rows that it leaves out.
      steady.addAll(conditions);
      return Conjuncts.filter(pinned, push(filter.child(), distinct(steady)));
    }
    chance.addAll(pinned);
    steady.addAll(conditions);
    // Others must not see other rows than they did: what comes from above stays above.
    List<Expression> own = new ArrayList<>(steady);
    own.removeAll(conditions);
    LogicalPlan below = Conjuncts.filter(chance, push(filter.child(), own));
    return Conjuncts.filter(conditions, below);
  }

  private static List<Expression> distinct(Collection<Expression> conditions) {
    return List.copyOf(new LinkedHashSet<>(conditions));
  }

  private LogicalPlan project(Project project, List<Expression> conditions) {
    boolean isSteady = project.expressions().stream().allMatch(Uses::isDeterministic);
    if (!isSteady)
      return Conjuncts.filter(
          conditions, project.withChildren(List.of(push(project.child(), List.of()))));
    Substitution inside = Substitution.of(project.columns());
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      Expression substituted = inside.apply(condition);
      if (callsUser(substituted) && !callsUser(condition)) above.add(condition);
      else below.add(substituted);
    }
    return Conjuncts.filter(above, project.withChildren(List.of(push(project.child(), below))));
  }

  /** Whether it calls a function of the user's, which may be dear: it is not computed twice. */
  private static boolean callsUser(Expression expression) {
    return expression instanceof UserCall
        || expression.children().stream().anyMatch(FilterPushDown::callsUser);
  }

  private LogicalPlan aggregate(Aggregate aggregate, List<Expression> conditions) {
    Set<Attribute> keys = new HashSet<>();
    for (Named key : aggregate.keys()) {
      if (Uses.isDeterministic(key.expression())) keys.add(key.attribute());
    }
    Substitution inside = Substitution.of(aggregate.keys());
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean isOfKeys = !aggregate.keys().isEmpty() && Uses.within(condition, keys);
      if (isOfKeys) below.add(inside.apply(condition));
      else above.add(condition);
    }
    return Conjuncts.filter(above, aggregate.withChildren(List.of(push(aggregate.child(), below))));
  }

  /** Columns by which rows that windows see together are equal. */
  private static List<Attribute> partitions(Window window) {
    Set<Attribute> common = null;
    for (Named column : window.columns()) {
      Set<Attribute> own = new LinkedHashSet<>();
      for (Expression partition : ((WindowCall) column.expression()).partitions()) {
        if (partition instanceof Attribute attribute) own.add(attribute);
      }
      if (common == null) common = own;
      else common.retainAll(own);
    }
    return common == null ? List.of() : List.copyOf(common);
  }

  /** Below a node go the conditions that use some columns only. */
  private LogicalPlan through(
      LogicalPlan node, List<Expression> conditions, Collection<Attribute> columns) {
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions)
      (Uses.within(condition, columns) ? below : above).add(condition);
    return Conjuncts.filter(above, node.mapChildren(child -> push(child, below)));
  }

  private LogicalPlan union(Union union, List<Expression> conditions) {
    return union.mapChildren(
        child -> {
          Substitution inside = Substitution.of(union.output(), child.output());
          return push(child, inside.apply(conditions));
        });
  }

  /** Equal rows are in or out on both sides alike. */
  private LogicalPlan difference(SetDifference set, List<Expression> conditions) {
    return set.mapChildren(
        child -> {
          Substitution inside = Substitution.of(set.output(), child.output());
          return push(child, inside.apply(conditions));
        });
  }

  private static LogicalPlan scan(Scan scan, List<Expression> conditions) {
    List<Expression> filters = new ArrayList<>(scan.filters());
    for (Expression condition : conditions) {
      if (!filters.contains(condition)) filters.add(condition);
    }
    return filters.size() == scan.filters().size()
        ? scan
        : new Scan(scan.source(), scan.name(), scan.output(), scan.columns(), filters);
  }

  /** Where the conditions of a join and those above it go. */
  private final class JoinConditions {
    private final Join join;
    private final Set<Attribute> leftColumns;
    private final Set<Attribute> rightColumns;
    private final List<Expression> left = new ArrayList<>();
    private final List<Expression> right = new ArrayList<>();
    private final Set<Expression> on = new LinkedHashSet<>();
    private final List<Expression> above = new ArrayList<>();

    JoinConditions(Join join, List<Expression> conditions) {
      this.join = join;
      this.leftColumns = new HashSet<>(join.left().output());
      this.rightColumns = new HashSet<>(join.right().output());
      for (Expression condition : conditions) fromAbove(condition);
      for (Expression condition : InferredConditions.of(join, conditions)) ofJoin(condition);
      for (Expression conjunct : Conjuncts.of(join.condition())) ofJoin(conjunct);
    }

    private void fromAbove(Expression condition) {
      boolean isLeft = Uses.within(condition, leftColumns);
      boolean isRight = Uses.within(condition, rightColumns);
      switch (join.type()) {
        case INNER -> ofJoin(condition);
        case LEFT, LEFT_SEMI, LEFT_ANTI, LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE ->
            (isLeft ? left : above).add(condition);
        case RIGHT -> (isRight ? right : above).add(condition);
        case FULL -> above.add(condition);
      }
    }

    private void ofJoin(Expression conjunct) {
      if (!Uses.isDeterministic(conjunct)) {
        on.add(conjunct);
        return;
      }
      boolean isLeft = Uses.within(conjunct, leftColumns);
      boolean isRight = Uses.within(conjunct, rightColumns);
      boolean keepsLeft =
          switch (join.type()) {
            case INNER, RIGHT, LEFT_SEMI -> false;
            default -> true;
          };
      boolean keepsRight =
          switch (join.type()) {
            case RIGHT, FULL -> true;
            // A row for which the condition is null is no partner, but makes the answer unknown.
            case LEFT_NULL_AWARE_ANTI, LEFT_MARK -> conjunct.nullable();
            default -> false;
          };
      if (isLeft && !keepsLeft) left.add(conjunct);
      else if (isRight && !keepsRight) right.add(conjunct);
      else on.add(conjunct);
    }

    LogicalPlan pushed() {
      on.remove(Literal.TRUE);
      LogicalPlan pushed =
          join.with(
              push(join.left(), distinct(left)),
              push(join.right(), distinct(right)),
              join.type(),
              Conjuncts.join(on));
      return Conjuncts.filter(above, pushed.equals(join) ? join : pushed);
    }
  }
}
