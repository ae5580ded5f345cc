package io.brasa.sql.analysis;

import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Union;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.SetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** UNION, INTERSECT and EXCEPT: columns of two queries brought to the same types. */
final class SetAnalyzer {
  private final Query query;

  SetAnalyzer(Query query) {
    this.query = query;
  }

  Bound analyze(Relation.SetOperation set, Surroundings around) {
    LogicalPlan left = query.relations().analyze(set.left(), around).tidy();
    LogicalPlan right = query.relations().analyze(set.right(), around).tidy();
    if (set.byName()) {
      if (!set.allowMissing() && left.output().size() != right.output().size())
        throw sizes(set, left, right);
      if (set.allowMissing()) left = withMissing(left, right);
      right = arranged(right, left, set.allowMissing(), set.origin());
    }
    int count = left.output().size();
    if (count != right.output().size()) throw sizes(set, left, right);
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < count; i++)
      types.add(type(set, i, left.output().get(i), right.output().get(i)));
    LogicalPlan a = cast(left, types);
    LogicalPlan b = cast(right, types);
    LogicalPlan plan = combine(set, a, b);
    return new Bound(plan, Scope.of(List.of(), plan.output()));
  }

  private LogicalPlan combine(Relation.SetOperation set, LogicalPlan left, LogicalPlan right) {
    List<Attribute> output = new ArrayList<>();
    for (int i = 0; i < left.output().size(); i++) {
      Attribute a = left.output().get(i);
      Attribute b = right.output().get(i);
      boolean isNullable =
          switch (set.kind()) {
            case UNION -> a.nullable() || b.nullable();
            case INTERSECT -> a.nullable() && b.nullable();
            case EXCEPT -> a.nullable();
          };
      Attribute column = query.ids().attribute(a.name(), a.type(), isNullable);
      output.add(column.filled(a.filledLength()));
    }
    if (set.kind() != SetKind.UNION)
      return new SetDifference(left, right, set.kind() == SetKind.INTERSECT, set.isAll(), output);
    Union union = new Union(List.of(left, right), output);
    return set.isAll()
        ? union
        : new Aggregate(output.stream().map(Named::of).toList(), List.of(), union);
  }

  private static EngineException sizes(
      Relation.SetOperation set, LogicalPlan left, LogicalPlan right) {
    return Query.error(
        SqlError.TYPE_MISMATCH,
        set.origin(),
        set.kind() + " combines " + left.output().size() + " columns with " + right.output().size(),
        "Select equally many columns on both sides");
  }

  private static DataType type(
      Relation.SetOperation set, int index, Attribute left, Attribute right) {
    Optional<DataType> type = Coercion.widestByPlace(left.type(), right.type());
    if (type.isEmpty())
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          set.origin(),
          "Column "
              + (index + 1)
              + " of "
              + set.kind()
              + " is "
              + left.type().sql()
              + " on the left and "
              + right.type().sql()
              + " on the right",
          "Cast one of them");
    return type.get();
  }

  /** The plan with columns of these types; itself if it has them. */
  LogicalPlan cast(LogicalPlan plan, List<DataType> types) {
    List<Named> columns = new ArrayList<>();
    boolean isChanged = false;
    for (int i = 0; i < types.size(); i++) {
      Attribute column = plan.output().get(i);
      Expression cast = Coercion.cast(column, types.get(i));
      boolean isSame = cast.equals(column);
      isChanged |= !isSame;
      columns.add(
          isSame ? Named.of(column) : new Named(cast, query.ids().attribute(column.name(), cast)));
    }
    return isChanged ? new Project(columns, plan) : plan;
  }

  /** The plan with columns of null for those that only the other has. */
  private LogicalPlan withMissing(LogicalPlan plan, LogicalPlan other) {
    List<Named> columns = new ArrayList<>();
    for (Attribute column : plan.output()) columns.add(Named.of(column));
    for (Attribute column : other.output()) {
      if (find(plan, column.name()).isPresent()) continue;
      Literal missing = new Literal(null, column.type());
      columns.add(new Named(missing, query.ids().attribute(column.name(), missing)));
    }
    return columns.size() == plan.output().size() ? plan : new Project(columns, plan);
  }

  /** The plan's columns in the order of another's. */
  private LogicalPlan arranged(
      LogicalPlan plan, LogicalPlan like, boolean allowsMissing, Origin origin) {
    List<Named> columns = new ArrayList<>();
    for (Attribute wanted : like.output()) {
      Optional<Attribute> found = find(plan, wanted.name());
      if (found.isPresent()) {
        columns.add(Named.of(found.get()));
      } else if (allowsMissing) {
        Literal missing = new Literal(null, wanted.type());
        columns.add(new Named(missing, query.ids().attribute(wanted.name(), missing)));
      } else {
        throw Query.error(
            SqlError.COLUMN_NOT_FOUND,
            origin,
            "There is no column " + wanted.name() + " on the right side of the union by name",
            "Give it such a column, or allow missing columns");
      }
    }
    return new Project(columns, plan);
  }

  private static Optional<Attribute> find(LogicalPlan plan, String name) {
    return plan.output().stream().filter(a -> a.name().equalsIgnoreCase(name)).findFirst();
  }
}
