package io.brasa.sql.analysis;

import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.type.StructField;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Window;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The columns of a scan that no star stands for: from which file rows have come. Few queries ask
 * for them, so scans have them only in an analysis that has failed without; see {@link Analyzer}.
 *
 * @param qualifier by which they are told from those of other tables
 * @param columns in the order of the source's hidden ones
 */
record FileFacts(List<String> qualifier, List<Attribute> columns) {
  /** What names reach them by. */
  static final String STRUCT = "_metadata";

  FileFacts {
    columns = List.copyOf(columns);
  }

  /** A plan whose output ends with the columns of some files. */
  record Exposed(LogicalPlan plan, List<FileFacts> facts) {
    private static Exposed nothing(LogicalPlan plan) {
      return new Exposed(plan, List.of());
    }

    Exposed with(LogicalPlan other) {
      return new Exposed(other, facts);
    }
  }

  FileFacts as(List<String> other) {
    return new FileFacts(other, columns);
  }

  FileFacts map(UnaryOperator<Attribute> mapping) {
    return new FileFacts(qualifier, columns.stream().map(mapping).toList());
  }

  boolean isQualifiedBy(List<String> parts) {
    return new Column(qualifier, STRUCT, columns.getFirst(), 0, true).isQualifiedBy(parts);
  }

  Optional<Attribute> column(String name) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  /** All of them as one value. */
  Expression struct(Query query, Origin origin) {
    List<Expression> arguments = new ArrayList<>();
    for (Attribute column : columns) {
      if (column.name().equals(HasHiddenColumns.INPUT_FILE_NAME)) continue;
      arguments.add(Literal.of(column.name()));
      arguments.add(query.used(column, origin));
    }
    return query.expressions().calls().named("named_struct", arguments, origin);
  }

  /** Through all operations that give rows as they read them. */
  static Exposed in(LogicalPlan plan, Query query) {
    return switch (plan) {
      case Scan scan -> scan(scan, query);
      case Project project -> {
        Exposed child = in(project.child(), query);
        List<Named> columns = new ArrayList<>(project.columns());
        for (FileFacts facts : child.facts)
          for (Attribute column : facts.columns) columns.add(Named.of(column));
        yield child.with(new Project(columns, child.plan));
      }
      case Filter _, Sort _, Limit _, Sample _, Repartition _, Window _, Generate _ -> {
        Exposed child = in(plan.children().getFirst(), query);
        yield child.with(plan.withChildren(List.of(child.plan)));
      }
      case Join join -> {
        Exposed left = in(join.left(), query);
        if (!join.type().hasRightColumns())
          yield left.with(join.withChildren(List.of(left.plan, join.right())));
        Exposed right = in(join.right(), query);
        List<FileFacts> facts = new ArrayList<>(left.facts);
        facts.addAll(right.facts);
        yield new Exposed(join.withChildren(List.of(left.plan, right.plan)), facts);
      }
      default -> Exposed.nothing(plan);
    };
  }

  private static Exposed scan(Scan scan, Query query) {
    Source source = scan.source();
    if (!(source instanceof HasHiddenColumns files)) return Exposed.nothing(scan);
    List<Attribute> output = new ArrayList<>(scan.output());
    List<Integer> places = new ArrayList<>(scan.columns());
    List<Attribute> facts = new ArrayList<>();
    int place = source.schema().size();
    for (StructField field : files.hiddenColumns().fields()) {
      facts.add(query.ids().attribute(field.name(), field.dataType(), field.nullable()));
      places.add(place++);
    }
    output.addAll(facts);
    query.noteFiles();
    return new Exposed(
        new Scan(source, scan.name(), output, places, scan.filters()),
        List.of(new FileFacts(List.of(), facts)));
  }
}
