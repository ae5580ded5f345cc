package io.brasa.sql.analysis;

import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Not;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinHints;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.JoinCondition;
import io.brasa.sql.syntax.Relation.JoinKind;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Joins. With USING and NATURAL the columns compared come first and once; those of the sides stay
 * in reach by their qualified names.
 */
final class JoinAnalyzer {
  private static final Set<String> OPERATORS = Set.of("and", "=", "==", "<=>");

  private final Query query;

  JoinAnalyzer(Query query) {
    this.query = query;
  }

  Bound analyze(Relation.Join join, Surroundings around) {
    Bound left = query.relations().analyze(join.left(), around);
    boolean isLateral = join.isLateral();
    Bound right =
        query.relations().analyze(join.right(), isLateral ? around.inside(left.scope()) : around);
    if (isLateral && (join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL))
      throw Query.unsupported(join.origin(), "A " + join.kind() + " lateral join");
    return switch (join.condition()) {
      case JoinCondition.None _ -> on(join, left, right, Optional.empty());
      case JoinCondition.On(Syntax condition) -> {
        Place place = Place.of("ON", left.scope().and(right.scope()), around);
        yield on(
            join,
            left,
            right,
            Optional.of(query.expressions().condition(apart(condition, left, right), place)));
      }
      case JoinCondition.Using(List<String> columns) -> using(join, left, right, columns);
      case JoinCondition.Natural _ -> using(join, left, right, common(left, right));
    };
  }

  private static JoinType type(JoinKind kind) {
    return switch (kind) {
      case INNER, CROSS -> JoinType.INNER;
      case LEFT -> JoinType.LEFT;
      case RIGHT -> JoinType.RIGHT;
      case FULL -> JoinType.FULL;
      case LEFT_SEMI -> JoinType.LEFT_SEMI;
      case LEFT_ANTI -> JoinType.LEFT_ANTI;
    };
  }

  private static Bound on(
      Relation.Join join, Bound left, Bound right, Optional<Expression> condition) {
    JoinType type = type(join.kind());
    Join plan =
        new Join(
            left.plan(),
            right.plan(),
            type,
            condition,
            Optional.empty(),
            join.isLateral(),
            new JoinHints(left.hint(), right.hint()));
    Scope both = type.hasRightColumns() ? left.scope().and(right.scope()) : left.scope();
    return new Bound(plan, both.over(plan.output()));
  }

  /**
   * A DataFrame joined with itself is compared by one and the same column on both sides; the second
   * then means that of the right.
   */
  private static Syntax apart(Syntax condition, Bound left, Bound right) {
    boolean isOperator =
        condition instanceof Syntax.Call operator && OPERATORS.contains(operator.name().getLast());
    if (!isOperator) return condition;
    Syntax.Call call = (Syntax.Call) condition;
    Syntax first = call.arguments().get(0);
    Syntax second = call.arguments().get(1);
    boolean isSame =
        first instanceof Syntax.Resolved(Attribute a, Origin _)
            && second instanceof Syntax.Resolved(Attribute b, Origin _)
            && a.equals(b);
    if (isSame) {
      Attribute attribute = (Attribute) ((Syntax.Resolved) second).expression();
      Optional<Column> other = right.scope().find(attribute);
      if (left.scope().find(attribute).isEmpty() || other.isEmpty()) return condition;
      Syntax apart = new Syntax.Resolved(other.get().attribute(), second.origin());
      return Syntax.Call.of(call.name().getLast(), List.of(first, apart), call.origin());
    }
    return Syntax.Call.of(
        call.name().getLast(),
        List.of(apart(first, left, right), apart(second, left, right)),
        call.origin());
  }

  private static List<String> common(Bound left, Bound right) {
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Column column : right.scope().visible()) names.add(column.name());
    return left.scope().visible().stream().map(Column::name).filter(names::contains).toList();
  }

  private record Merged(Column left, Column right) {}

  private Bound using(Relation.Join join, Bound left, Bound right, List<String> names) {
    List<Merged> merged = new ArrayList<>();
    Optional<Expression> condition = Optional.empty();
    for (String name : names) {
      Merged pair =
          new Merged(
              column(name, left, "left", join.origin()),
              column(name, right, "right", join.origin()));
      merged.add(pair);
      Expression equal =
          query
              .expressions()
              .calls()
              .compare(
                  Operator.EQUAL, pair.left.attribute(), pair.right.attribute(), join.origin());
      condition = Optional.of(condition.<Expression>map(c -> new And(c, equal)).orElse(equal));
    }
    Bound joined = on(join, left, right, condition);
    return merge(join.kind(), joined, merged);
  }

  private static Column column(String name, Bound side, String word, Origin origin) {
    List<Column> found =
        side.scope().visible().stream().filter(c -> c.name().equalsIgnoreCase(name)).toList();
    if (found.size() == 1) return found.getFirst();
    List<String> names = side.scope().visible().stream().map(Column::name).distinct().toList();
    throw Query.error(
        found.isEmpty() ? SqlError.COLUMN_NOT_FOUND : SqlError.COLUMN_AMBIGUOUS,
        origin,
        (found.isEmpty() ? "There is no column " : "There are several columns ")
            + name
            + " on the "
            + word
            + " side of the join",
        found.isEmpty()
            ? QueryErrors.perhaps(Nearest.of(name, names, 3), "Join with ON and a condition")
            : "Join with ON and qualified names");
  }

  /** The merged columns first, then the others of the left and of the right. */
  private Bound merge(JoinKind kind, Bound joined, List<Merged> merged) {
    List<Column> columns = new ArrayList<>();
    List<Named> computed = new ArrayList<>();
    List<Column> hidden = new ArrayList<>();
    for (Merged pair : merged) {
      Column left = joined.scope().find(pair.left.attribute()).orElse(pair.left);
      boolean hasRight = kind != JoinKind.LEFT_SEMI && kind != JoinKind.LEFT_ANTI;
      Column right =
          hasRight ? joined.scope().find(pair.right.attribute()).orElse(pair.right) : left;
      switch (kind) {
        case INNER, CROSS, LEFT, LEFT_SEMI, LEFT_ANTI -> {
          columns.add(left);
          if (hasRight) hidden.add(right.hidden());
        }
        case RIGHT -> {
          columns.add(right);
          hidden.add(left.hidden());
        }
        case FULL -> {
          Named either = either(left, right);
          computed.add(either);
          columns.add(Column.of(List.of(), either.attribute()));
          hidden.add(left.hidden());
          hidden.add(right.hidden());
        }
      }
    }
    for (Column column : joined.scope().columns()) {
      boolean isMerged =
          merged.stream()
              .anyMatch(
                  pair ->
                      pair.left.attribute().equals(column.attribute())
                          || pair.right.attribute().equals(column.attribute()));
      if (!isMerged) columns.add(column);
    }
    columns.addAll(hidden);
    Scope scope = new Scope(columns, joined.scope().files());
    if (computed.isEmpty()) return new Bound(joined.plan(), scope);
    List<Named> all = new ArrayList<>();
    for (Attribute attribute : joined.plan().output()) all.add(Named.of(attribute));
    all.addAll(computed);
    LogicalPlan project = new Project(all, joined.plan());
    return new Bound(project, scope);
  }

  private Named either(Column left, Column right) {
    List<Expression> same =
        query
            .expressions()
            .same(List.of(left.attribute(), right.attribute()), "Columns of USING", Origin.NONE);
    Expression either =
        new Case(
            List.of(new Case.Branch(new Not(new IsNull(left.attribute())), same.get(0))),
            same.get(1));
    return new Named(either, query.ids().attribute(left.name(), either));
  }
}
