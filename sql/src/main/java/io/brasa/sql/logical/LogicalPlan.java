package io.brasa.sql.logical;

import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Query;
import io.brasa.sql.expression.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Gives rows. */
public sealed interface LogicalPlan extends Query
    permits Scan,
        LocalRows,
        DatasetRows,
        Range,
        OneRow,
        Project,
        Filter,
        Join,
        Aggregate,
        GroupingSets,
        Window,
        Sort,
        Limit,
        Union,
        SetDifference,
        Sample,
        Generate,
        Program,
        Repartition {
  /** The plan of a sub-query. */
  static LogicalPlan of(SubqueryExpression query) {
    return (LogicalPlan) query.plan();
  }

  /** The columns of its rows. */
  @Override
  List<Attribute> output();

  List<LogicalPlan> children();

  /** The same over other children, as many as there are and in their order. */
  LogicalPlan withChildren(List<LogicalPlan> children);

  /** The expressions that the node itself computes, in a fixed order. */
  List<Expression> expressions();

  /** The same of other expressions, as many as there are and in their order. */
  LogicalPlan withExpressions(List<Expression> expressions);

  /** The columns as a schema. */
  default StructType schema() {
    List<StructField> fields = new ArrayList<>();
    for (Attribute a : output()) fields.add(new StructField(a.name(), a.type(), a.nullable()));
    return new StructType(fields);
  }

  /** What the function makes of it, children first. */
  default LogicalPlan transformUp(UnaryOperator<LogicalPlan> function) {
    return function.apply(mapChildren(child -> child.transformUp(function)));
  }

  /** What the function makes of it, then of the children of that. */
  default LogicalPlan transformDown(UnaryOperator<LogicalPlan> function) {
    return function.apply(this).mapChildren(child -> child.transformDown(function));
  }

  /** The same over what the function makes of its children; itself if that is the same. */
  default LogicalPlan mapChildren(UnaryOperator<LogicalPlan> function) {
    List<LogicalPlan> before = children();
    List<LogicalPlan> after = new ArrayList<>(before.size());
    boolean isChanged = false;
    for (LogicalPlan child : before) {
      LogicalPlan mapped = function.apply(child);
      isChanged |= mapped != child;
      after.add(mapped);
    }
    return isChanged ? withChildren(after) : this;
  }

  /** The same with what the function makes of its own expressions; itself if that is the same. */
  default LogicalPlan mapExpressions(UnaryOperator<Expression> function) {
    List<Expression> before = expressions();
    List<Expression> after = new ArrayList<>(before.size());
    boolean isChanged = false;
    for (Expression expression : before) {
      Expression mapped = function.apply(expression);
      isChanged |= mapped != expression;
      after.add(mapped);
    }
    return isChanged ? withExpressions(after) : this;
  }
}
