package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of the first branch whose condition holds; other results are not computed for that
 * row.
 */
public record Case(List<Branch> branches, Expression otherwise) implements Expression {
  /** A condition and what then holds, of the type of all results. */
  public record Branch(Expression condition, Expression result) implements Serializable {}

  public Case {
    branches = List.copyOf(branches);
  }

  @Override
  public DataType type() {
    return otherwise.type();
  }

  @Override
  public boolean nullable() {
    return otherwise.nullable() || branches.stream().anyMatch(b -> b.result().nullable());
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>();
    for (Branch branch : branches) {
      children.add(branch.condition());
      children.add(branch.result());
    }
    children.add(otherwise);
    return children;
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    List<Branch> changed = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++)
      changed.add(new Branch(children.get(2 * i), children.get(2 * i + 1)));
    return new Case(changed, children.getLast());
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
