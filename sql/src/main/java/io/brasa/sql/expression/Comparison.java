package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.util.List;

/** Two values of one type compared. */
public record Comparison(Operator operator, Expression left, Expression right)
    implements Expression {
  /** How; {@link #swapped} with the sides exchanged. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    /** Equal, where null equals null and nothing else; never null. */
    NULL_SAFE_EQUAL("<=>");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** The operator that says the same of exchanged sides. */
    public Operator swapped() {
      return switch (this) {
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        case EQUAL, NOT_EQUAL, NULL_SAFE_EQUAL -> this;
      };
    }
  }

  @Override
  public DataType type() {
    return AtomicType.BOOLEAN;
  }

  @Override
  public boolean nullable() {
    return operator != Operator.NULL_SAFE_EQUAL && (left.nullable() || right.nullable());
  }

  @Override
  public List<Expression> children() {
    return List.of(left, right);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Comparison(operator, children.get(0), children.get(1));
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
