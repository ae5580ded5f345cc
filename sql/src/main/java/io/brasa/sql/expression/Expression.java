package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Computes a value for each row. */
public sealed interface Expression extends Serializable
    permits Literal,
        Attribute,
        Input,
        Call,
        UserCall,
        Cast,
        And,
        Or,
        Not,
        Comparison,
        IsNull,
        In,
        Case,
        AggregateCall,
        WindowCall,
        SubqueryExpression,
        Lambda,
        LambdaVariable {
  DataType type();

  /** Whether it may be null; false only if it never is. */
  boolean nullable();

  /** The expressions it is computed from, in a fixed order. */
  List<Expression> children();

  /** The same of other children, as many as there are and in their order. */
  Expression withChildren(List<Expression> children);

  /** What the function makes of it, children first. */
  default Expression transformUp(UnaryOperator<Expression> function) {
    List<Expression> before = children();
    if (before.isEmpty()) return function.apply(this);
    List<Expression> after = new ArrayList<>(before.size());
    boolean isChanged = false;
    for (Expression child : before) {
      Expression transformed = child.transformUp(function);
      isChanged |= transformed != child;
      after.add(transformed);
    }
    return function.apply(isChanged ? withChildren(after) : this);
  }

  /** Whether it is boolean. */
  default boolean isPredicate() {
    return type() == AtomicType.BOOLEAN;
  }
}
