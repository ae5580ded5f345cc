package io.brasa.sql.analysis;

import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Queries within expressions. They see the columns of the query they stand in. */
final class SubqueryAnalyzer {
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "=", Operator.EQUAL,
          "==", Operator.EQUAL,
          "<>", Operator.NOT_EQUAL,
          "!=", Operator.NOT_EQUAL,
          "<", Operator.LESS,
          "<=", Operator.LESS_OR_EQUAL,
          ">", Operator.GREATER,
          ">=", Operator.GREATER_OR_EQUAL);

  private final Query query;

  SubqueryAnalyzer(Query query) {
    this.query = query;
  }

  private LogicalPlan plan(Relation relation, Place place) {
    return query.relations().analyze(relation, place.around().inside(place.scope())).tidy();
  }

  Expression exists(Syntax.Exists exists, Place place) {
    return new SubqueryExpression.Exists(plan(exists.query(), place));
  }

  Expression scalar(Syntax.ScalarQuery scalar, Place place) {
    LogicalPlan plan = plan(scalar.query(), place);
    checkColumns(1, plan, scalar.origin());
    return new SubqueryExpression.Scalar(plan);
  }

  Expression in(Syntax.InQuery in, Place place) {
    List<Expression> values = query.expressions().analyze(in.values(), place);
    Expression some =
        quantified(values, Operator.EQUAL, false, plan(in.query(), place), in.origin());
    return in.isNegated() ? new Not(some) : some;
  }

  Expression quantified(Syntax.Quantified written, Place place) {
    Expression value = query.expressions().analyze(written.value(), place);
    Operator operator = OPERATORS.get(written.operator());
    if (operator == null)
      throw Query.unsupported(written.origin(), written.operator() + " with a sub-query");
    LogicalPlan plan = plan(written.query(), place);
    return quantified(List.of(value), operator, written.isAll(), plan, written.origin());
  }

  private Expression quantified(
      List<Expression> values,
      Comparison.Operator operator,
      boolean isAll,
      LogicalPlan plan,
      Origin origin) {
    checkColumns(values.size(), plan, origin);
    List<Expression> cast = new ArrayList<>();
    List<Named> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Attribute column = plan.output().get(i);
      List<Expression> same =
          query
              .expressions()
              .same(List.of(values.get(i), column), "A value and the sub-query's column", origin);
      cast.add(same.getFirst());
      Expression other = Coercion.cast(column, same.getFirst().type());
      columns.add(
          other.equals(column)
              ? Named.of(column)
              : new Named(other, query.ids().attribute(column.name(), other)));
    }
    boolean isSame = columns.stream().allMatch(Named::isPassedOn);
    return new SubqueryExpression.Quantified(
        cast, operator, isAll, isSame ? plan : new Project(columns, plan));
  }

  private static void checkColumns(int wanted, LogicalPlan plan, Origin origin) {
    int actual = plan.output().size();
    if (actual != wanted)
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          origin,
          "The sub-query gives "
              + actual
              + (actual == 1 ? " column" : " columns")
              + " where "
              + wanted
              + (wanted == 1 ? " is wanted" : " are wanted"),
          "Select as many columns as are compared or used");
  }
}
