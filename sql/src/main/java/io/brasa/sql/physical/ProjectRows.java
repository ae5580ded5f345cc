package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/** Each row as other columns. */
public record ProjectRows(List<Expression> expressions, List<Attribute> output, PhysicalPlan child)
    implements PhysicalPlan {
  public ProjectRows {
    expressions = List.copyOf(expressions);
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public ProjectRows withChildren(List<PhysicalPlan> children) {
    return new ProjectRows(expressions, output, children.getFirst());
  }

  @Override
  public String describe() {
    return "Project " + expressions + " AS " + output;
  }
}
