package io.brasa.sql.optimize;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Or;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code (a AND b) OR (a AND c)} as {@code a AND (b OR c)}: what all cases ask is asked once. */
final class CommonFactors extends ExpressionRule {
  @Override
  Expression condition(Expression expression) {
    List<Expression> conjuncts = new ArrayList<>();
    for (Expression conjunct : Conjuncts.of(expression))
      conjuncts.add(conjunct instanceof Or or ? factored(or) : conjunct);
    Expression factored = Conjuncts.join(conjuncts).orElse(Literal.TRUE);
    return factored.equals(expression) ? expression : factored;
  }

  @Override
  Expression rewrite(Expression expression) {
    return expression;
  }

  private static Expression factored(Or or) {
    List<Set<Expression>> cases = new ArrayList<>();
    for (Expression disjunct : Conjuncts.disjuncts(or))
      cases.add(new LinkedHashSet<>(Conjuncts.of(disjunct)));
    Set<Expression> common = new LinkedHashSet<>(cases.getFirst());
    cases.forEach(common::retainAll);
    common.removeIf(factor -> !Uses.isDeterministic(factor));
    if (common.isEmpty()) return or;
    List<Expression> rest = new ArrayList<>();
    for (Set<Expression> one : cases) {
      one.removeAll(common);
      rest.add(Conjuncts.join(one).orElse(Literal.TRUE));
    }
    List<Expression> all = new ArrayList<>(common);
    Optional<Expression> others = Conjuncts.joinOr(rest);
    if (!rest.contains(Literal.TRUE)) all.add(others.orElseThrow());
    return Conjuncts.join(all).orElseThrow();
  }
}
