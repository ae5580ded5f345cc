package io.brasa.sql.optimize;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import io.brasa.sql.function.Coercion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Logic and comparisons in fewer and plainer words, true to three values: NOT goes inwards,
 * literals to the right, casts that lose nothing from columns to literals, equalities of one value
 * with several literals into one IN.
 */
final class Simplification extends ExpressionRule {
  @Override
  Expression condition(Expression expression) {
    Expression simple = expression.transformUp(this::rewrite);
    return simple instanceof Literal literal && literal.isNull() ? Literal.FALSE : simple;
  }

  @Override
  Expression rewrite(Expression expression) {
    return switch (expression) {
      case And(Expression left, Expression right) -> and(expression, left, right);
      case Or or -> or(or);
      case Not(Expression child) -> not(expression, child);
      case IsNull(Expression child) when !child.nullable() -> Literal.FALSE;
      case Comparison comparison -> comparison(comparison);
      case In in -> in(in);
      case Case branches -> branches(branches);
      case Cast cast when cast.child().type().equals(cast.type()) -> cast.child();
      default -> expression;
    };
  }

  private static Expression and(Expression and, Expression left, Expression right) {
    if (left.equals(Literal.TRUE) || left.equals(right) && Uses.isDeterministic(left)) return right;
    if (right.equals(Literal.TRUE)) return left;
    if (left.equals(Literal.FALSE) || right.equals(Literal.FALSE)) return Literal.FALSE;
    return and;
  }

  private static Expression or(Or or) {
    Expression left = or.left();
    Expression right = or.right();
    if (left.equals(Literal.FALSE) || left.equals(right) && Uses.isDeterministic(left))
      return right;
    if (right.equals(Literal.FALSE)) return left;
    if (left.equals(Literal.TRUE) || right.equals(Literal.TRUE)) return Literal.TRUE;
    return memberships(or);
  }

  /** {@code a = 1 OR a IN (2, 3)} as {@code a IN (1, 2, 3)}. */
  private static Expression memberships(Or or) {
    List<Expression> disjuncts = Conjuncts.disjuncts(or);
    Map<Expression, LinkedHashSet<Expression>> options = new LinkedHashMap<>();
    List<Expression> others = new ArrayList<>();
    for (Expression disjunct : disjuncts) {
      switch (disjunct) {
        case Comparison(Operator operator, Expression value, Literal literal)
            when operator == Operator.EQUAL && Uses.isDeterministic(value) ->
            options.computeIfAbsent(value, _ -> new LinkedHashSet<>()).add(literal);
        case In in when isOfLiterals(in) && Uses.isDeterministic(in.value()) ->
            options.computeIfAbsent(in.value(), _ -> new LinkedHashSet<>()).addAll(in.options());
        default -> others.add(disjunct);
      }
    }
    if (options.size() + others.size() == disjuncts.size()) return or;
    List<Expression> all = new ArrayList<>();
    options.forEach((value, literals) -> all.add(in(new In(value, List.copyOf(literals)))));
    all.addAll(others);
    return Conjuncts.joinOr(all).orElseThrow();
  }

  private static boolean isOfLiterals(In in) {
    return in.options().stream().allMatch(Literal.class::isInstance);
  }

  private static Expression not(Expression not, Expression child) {
    return switch (child) {
      case Literal(Boolean truth, DataType _) -> Literal.of(!truth);
      case Literal _ -> child;
      case Not(Expression inner) -> inner;
      case And(Expression left, Expression right) ->
          new Or(not(new Not(left), left), not(new Not(right), right));
      case Or(Expression left, Expression right) ->
          new And(not(new Not(left), left), not(new Not(right), right));
      case Comparison(Operator operator, Expression left, Expression right)
          when operator != Operator.NULL_SAFE_EQUAL ->
          new Comparison(negated(operator), left, right);
      default -> not;
    };
  }

  private static Operator negated(Operator operator) {
    return switch (operator) {
      case EQUAL -> Operator.NOT_EQUAL;
      case NOT_EQUAL -> Operator.EQUAL;
      case LESS -> Operator.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Operator.GREATER;
      case GREATER -> Operator.LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> Operator.LESS;
      case NULL_SAFE_EQUAL -> throw new IllegalArgumentException("<=> has no negation");
    };
  }

  private static Expression comparison(Comparison comparison) {
    Operator operator = comparison.operator();
    Expression left = comparison.left();
    Expression right = comparison.right();
    if (left instanceof Literal && !(right instanceof Literal))
      return comparison(new Comparison(operator.swapped(), right, left));
    boolean hasNull = operator != Operator.NULL_SAFE_EQUAL && (isNull(left) || isNull(right));
    if (hasNull) return new Literal(null, AtomicType.BOOLEAN);
    if (operator == Operator.NULL_SAFE_EQUAL) {
      if (isNull(right)) return rewriteNull(left);
      if (!left.nullable() && !right.nullable())
        return comparison(new Comparison(Operator.EQUAL, left, right));
    }
    if (left.equals(right) && !left.nullable() && Uses.isDeterministic(left))
      return Literal.of(
          operator == Operator.EQUAL
              || operator == Operator.LESS_OR_EQUAL
              || operator == Operator.GREATER_OR_EQUAL
              || operator == Operator.NULL_SAFE_EQUAL);
    if (left instanceof Cast cast && right instanceof Literal literal && isLossless(cast)) {
      Expression narrow = Coercion.cast(literal, cast.child().type());
      if (narrow instanceof Literal) return new Comparison(operator, cast.child(), narrow);
    }
    return comparison;
  }

  private static Expression rewriteNull(Expression value) {
    return value.nullable() ? new IsNull(value) : Literal.FALSE;
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof Literal literal && literal.isNull();
  }

  /** Whether all values keep their value and order. */
  private static boolean isLossless(Cast cast) {
    DataType from = cast.child().type();
    if (!Coercion.isIntegral(from) && !(from instanceof DecimalType)) return false;
    DecimalType narrow = from instanceof DecimalType decimal ? decimal : Coercion.decimalFor(from);
    return switch (cast.type()) {
      case DecimalType wide ->
          wide.scale() >= narrow.scale()
              && wide.precision() - wide.scale() >= narrow.precision() - narrow.scale();
      case AtomicType type when type.isIntegral() ->
          from instanceof AtomicType smaller && smaller.compareTo(type) <= 0;
      default -> false;
    };
  }

  private static Expression in(In in) {
    if (!isOfLiterals(in)) return in;
    if (isNull(in.value())) return new Literal(null, AtomicType.BOOLEAN);
    List<Expression> options = List.copyOf(new LinkedHashSet<>(in.options()));
    if (options.size() == 1)
      return comparison(new Comparison(Operator.EQUAL, in.value(), options.getFirst()));
    return options.size() == in.options().size() ? in : new In(in.value(), options);
  }

  private static Expression branches(Case written) {
    List<Case.Branch> branches = new ArrayList<>();
    for (Case.Branch branch : written.branches()) {
      if (branch.condition().equals(Literal.TRUE))
        return branches.isEmpty() ? branch.result() : new Case(branches, branch.result());
      boolean isNever = branch.condition().equals(Literal.FALSE) || isNull(branch.condition());
      if (!isNever) branches.add(branch);
    }
    if (branches.isEmpty()) return written.otherwise();
    return branches.size() == written.branches().size()
        ? written
        : new Case(branches, written.otherwise());
  }
}
