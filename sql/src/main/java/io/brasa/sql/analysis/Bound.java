package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.List;

/** A relation whose names are found: its plan, and how its columns are reached. */
record Bound(LogicalPlan plan, Scope scope) {
  /** The same rows after an operation that gives the same columns. */
  Bound with(LogicalPlan other) {
    return new Bound(other, scope);
  }

  /** A plan that has exactly the columns in sight, in their order. */
  LogicalPlan tidy() {
    List<Attribute> wanted = scope.attributes();
    if (plan.output().equals(wanted)) return plan;
    return new Project(wanted.stream().map(Named::of).toList(), plan);
  }
}
