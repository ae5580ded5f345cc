package io.brasa.sql.analysis;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Union;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** VALUES: rows that stand in the query, brought to common types. */
final class ValuesAnalyzer {
  private final Query query;

  ValuesAnalyzer(Query query) {
    this.query = query;
  }

  Bound analyze(Relation.Values values, Surroundings around) {
    Place place = Place.of("VALUES", Scope.EMPTY, around);
    int width = values.rows().getFirst().size();
    List<List<Expression>> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) columns.add(new ArrayList<>());
    for (List<Syntax> row : values.rows()) {
      if (row.size() != width)
        throw Query.error(
            SqlError.TYPE_MISMATCH,
            row.isEmpty() ? values.origin() : row.getFirst().origin(),
            "A row of VALUES has " + row.size() + " values and the first has " + width,
            "Give equally many values in all rows");
      for (int i = 0; i < width; i++)
        columns.get(i).add(query.expressions().analyze(row.get(i), place));
    }
    columns.replaceAll(
        column -> query.expressions().same(column, "The values of a column", values.origin()));
    List<Attribute> output = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      List<Expression> column = columns.get(i);
      DataType type = column.getFirst().type();
      boolean isNullable = column.stream().anyMatch(Expression::nullable);
      output.add(query.ids().attribute("col" + (i + 1), type, isNullable));
    }
    boolean areLiterals =
        columns.stream().flatMap(List::stream).allMatch(Literal.class::isInstance);
    LogicalPlan plan = areLiterals ? local(columns, output) : computed(columns, output);
    return new Bound(plan, Scope.of(List.of(), plan.output()));
  }

  private static LogicalPlan local(List<List<Expression>> columns, List<Attribute> output) {
    int rows = columns.getFirst().size();
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(output.get(i).type(), rows);
      for (Expression value : columns.get(i)) Values.append(builder, ((Literal) value).value());
      vectors.add(builder.build());
    }
    return new LocalRows(output, List.of(Batch.of(rows, vectors)));
  }

  private LogicalPlan computed(List<List<Expression>> columns, List<Attribute> output) {
    List<LogicalPlan> rows = new ArrayList<>();
    for (int row = 0; row < columns.getFirst().size(); row++) {
      List<Named> named = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++)
        named.add(new Named(columns.get(i).get(row), query.ids().like(output.get(i))));
      rows.add(new Project(named, new OneRow()));
    }
    return rows.size() == 1 ? rows.getFirst() : new Union(rows, output);
  }
}
