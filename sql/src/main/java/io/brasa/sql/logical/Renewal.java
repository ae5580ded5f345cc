package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan once more, with other columns: what must be done before a plan stands twice in one query.
 * Columns that the plan uses but does not make stay.
 */
public final class Renewal {
  private final AttributeIds ids;
  private final Map<Long, Attribute> renewed = new HashMap<>();

  public Renewal(AttributeIds ids) {
    this.ids = ids;
  }

  /** The column that stands for one of the plans renewed so far; itself for others. */
  public Attribute of(Attribute attribute) {
    Attribute found = renewed.get(attribute.id());
    if (found == null) return attribute;
    return found.nullable() == attribute.nullable()
        ? found
        : found.withNullable(attribute.nullable());
  }

  /** The plan with all columns that it makes made anew. */
  public LogicalPlan of(LogicalPlan plan) {
    LogicalPlan below = plan.mapChildren(this::of);
    LogicalPlan made =
        switch (below) {
          case Scan scan ->
              new Scan(
                  scan.source(), scan.name(), fresh(scan.output()), scan.columns(), scan.filters());
          case LocalRows rows -> new LocalRows(fresh(rows.output()), rows.batches());
          case DatasetRows rows ->
              new DatasetRows(rows.name(), fresh(rows.output()), rows.dataset());
          case Range range ->
              new Range(
                  range.start(),
                  range.end(),
                  range.step(),
                  range.partitions(),
                  fresh(range.attribute()));
          case Project project -> new Project(named(project.columns()), project.child());
          case Aggregate aggregate ->
              new Aggregate(
                  named(aggregate.keys()), named(aggregate.aggregates()), aggregate.child());
          case GroupingSets sets ->
              new GroupingSets(
                  named(sets.keys()),
                  sets.sets(),
                  fresh(sets.setId()),
                  fresh(sets.setIndex()),
                  sets.child());
          case Window window -> new Window(named(window.columns()), window.child());
          case Generate generate ->
              new Generate(
                  generate.generator(),
                  generate.isOuter(),
                  fresh(generate.generated()),
                  generate.child());
          case Program program ->
              new Program(program.code(), program.inputs(), fresh(program.output()));
          case Union union -> new Union(union.children(), fresh(union.output()));
          case SetDifference set ->
              new SetDifference(
                  set.left(), set.right(), set.isIntersection(), set.isAll(), fresh(set.output()));
          case Join join when join.mark().isPresent() ->
              new Join(
                  join.left(),
                  join.right(),
                  join.type(),
                  join.condition(),
                  join.mark().map(this::fresh),
                  join.isDependent(),
                  join.hints());
          case OneRow _, Filter _, Join _, Sort _, Limit _, Sample _, Repartition _ -> below;
        };
    return made.mapExpressions(this::of);
  }

  /** The expression over the renewed columns; plans of sub-queries in it are renewed too. */
  public Expression of(Expression expression) {
    return expression.transformUp(
        e ->
            switch (e) {
              case Attribute attribute -> of(attribute);
              case SubqueryExpression query -> query.withPlan(of(LogicalPlan.of(query)));
              default -> e;
            });
  }

  private Attribute fresh(Attribute attribute) {
    Attribute fresh = ids.like(attribute);
    renewed.put(attribute.id(), fresh);
    return fresh;
  }

  private List<Attribute> fresh(List<Attribute> attributes) {
    List<Attribute> fresh = new ArrayList<>();
    for (Attribute attribute : attributes) fresh.add(fresh(attribute));
    return fresh;
  }

  /** What is passed on keeps the identity that it got below. */
  private List<Named> named(List<Named> columns) {
    List<Named> fresh = new ArrayList<>();
    for (Named column : columns) {
      boolean isKnown = column.isPassedOn() && renewed.containsKey(column.attribute().id());
      fresh.add(
          new Named(
              column.expression(),
              isKnown
                  ? of(column.attribute())
                  : column.isPassedOn() ? column.attribute() : fresh(column.attribute())));
    }
    return fresh;
  }
}
