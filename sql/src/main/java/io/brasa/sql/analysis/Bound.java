package io.brasa.sql.analysis;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A relation whose names are found: its plan, and how its columns are reached.
 *
 * @param hint how a join with it is to be run
 */
record Bound(LogicalPlan plan, Scope scope, Optional<JoinHint> hint) {
  Bound(LogicalPlan plan, Scope scope) {
    this(plan, scope, Optional.empty());
  }

  /** The same rows after an operation that gives the same columns. */
  Bound with(LogicalPlan other) {
    return new Bound(other, scope, hint);
  }

  Bound hinted(Optional<JoinHint> newHint) {
    return new Bound(plan, scope, newHint);
  }

  /** A plan that has exactly the columns in sight, in their order and by their names. */
  LogicalPlan tidy() {
    return tidy(List.of());
  }

  /** As {@link #tidy}; behind these columns come those of files that a query around may ask for. */
  LogicalPlan tidyWithFiles() {
    return tidy(scope.files());
  }

  private LogicalPlan tidy(List<FileFacts> files) {
    List<Named> columns = new ArrayList<>();
    boolean isTidy = files.isEmpty() && plan.output().equals(scope.attributes());
    for (Column column : scope.visible()) {
      Attribute attribute = column.attribute();
      boolean isNamed = attribute.name().equals(column.name());
      isTidy &= isNamed;
      columns.add(new Named(attribute, isNamed ? attribute : attribute.named(column.name())));
    }
    for (FileFacts facts : files)
      for (Attribute column : facts.columns()) columns.add(Named.of(column));
    return isTidy ? plan : new Project(columns, plan);
  }
}
