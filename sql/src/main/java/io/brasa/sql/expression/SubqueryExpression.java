package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.util.List;

/**
 * A query within an expression. Attributes that its plan uses and does not make are of the query
 * outside. Gone after unnesting.
 */
public sealed interface SubqueryExpression extends Expression {
  Query plan();

  /** The same with another plan. */
  SubqueryExpression withPlan(Query plan);

  /** The value of the only row and column; null if there is no row, an error if there are more. */
  record Scalar(Query plan) implements SubqueryExpression {
    @Override
    public DataType type() {
      return plan.output().getFirst().type();
    }

    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public Expression withChildren(List<Expression> children) {
      return this;
    }

    @Override
    public SubqueryExpression withPlan(Query other) {
      return new Scalar(other);
    }

    @Override
    public String toString() {
      return ExpressionText.of(this);
    }
  }

  /** Whether there is a row. */
  record Exists(Query plan) implements SubqueryExpression {
    @Override
    public DataType type() {
      return AtomicType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public Expression withChildren(List<Expression> children) {
      return this;
    }

    @Override
    public SubqueryExpression withPlan(Query other) {
      return new Exists(other);
    }

    @Override
    public String toString() {
      return ExpressionText.of(this);
    }
  }

  /**
   * Whether values stand in a relation to some row, or all rows; {@code IN} is equality with some.
   *
   * @param values one for each column of the plan, of its type
   */
  record Quantified(
      List<Expression> values, Comparison.Operator operator, boolean isAll, Query plan)
      implements SubqueryExpression {
    public Quantified {
      values = List.copyOf(values);
    }

    @Override
    public DataType type() {
      return AtomicType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public List<Expression> children() {
      return values;
    }

    @Override
    public Expression withChildren(List<Expression> children) {
      return new Quantified(children, operator, isAll, plan);
    }

    @Override
    public SubqueryExpression withPlan(Query other) {
      return new Quantified(values, operator, isAll, other);
    }

    @Override
    public String toString() {
      return ExpressionText.of(this);
    }
  }
}
