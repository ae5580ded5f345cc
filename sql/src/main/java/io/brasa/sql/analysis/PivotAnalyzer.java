package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.cast.Casts;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.GroupingElement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PIVOT as two groupings: by the keys and the columns that are pivoted, which gives each aggregate
 * of each value, then by the keys alone, where each made column takes the one row of its value.
 * UNPIVOT as a generator: an array of a struct for each group of columns, made into rows.
 */
final class PivotAnalyzer {
  private final Query query;

  PivotAnalyzer(Query query) {
    this.query = query;
  }

  // ---- pivot

  Bound pivot(Relation.Pivot pivot, Surroundings around) {
    Bound input = query.relations().analyze(pivot.input(), around);
    Place place = Place.of("PIVOT", input.scope(), around).allowing(Place.Allowed.AGGREGATES);
    List<Syntax> keys = pivot.keys().orElseGet(() -> rest(pivot, input, place));
    Relation source = whole(input, pivot.origin());
    Bound grouped = query.relations().analyze(byValues(pivot, keys, source), around);
    List<Attribute> output = grouped.scope().attributes();
    return query.relations().analyze(spread(pivot, keys.size(), output, grouped, around), around);
  }

  private static Relation whole(Bound bound, Origin origin) {
    List<List<String>> qualifiers =
        bound.scope().visible().stream().map(Column::qualifier).toList();
    return new Relation.Analyzed(bound.tidy(), qualifiers, origin);
  }

  /** All columns that neither an aggregate nor the pivoted ones use. */
  private List<Syntax> rest(Relation.Pivot pivot, Bound input, Place place) {
    Set<Attribute> used = new LinkedHashSet<>();
    for (Syntax column : pivot.columns())
      attributes(query.expressions().analyze(column, place), used);
    for (Syntax aggregate : pivot.aggregates()) {
      Expression analyzed = query.expressions().analyze(bare(aggregate), place);
      checkAggregate(analyzed, bare(aggregate));
      attributes(analyzed, used);
    }
    List<Syntax> rest = new ArrayList<>();
    for (Column column : input.scope().visible())
      if (!used.contains(column.attribute())) rest.add(named(column, pivot.origin()));
    return rest;
  }

  /** A column as it is, by the name that it is known by. */
  private static Syntax named(Column column, Origin origin) {
    return Syntax.Alias.of(new Syntax.Resolved(column.attribute(), origin), column.name(), origin);
  }

  private static void checkAggregate(Expression expression, Syntax written) {
    String text = ItemNames.plain(written);
    if (!hasAggregate(expression))
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          written.origin(),
          text + " in PIVOT is no aggregate",
          "Write one such as sum(" + text + ")");
  }

  private static boolean hasAggregate(Expression expression) {
    return expression instanceof AggregateCall
        || expression.children().stream().anyMatch(PivotAnalyzer::hasAggregate);
  }

  private static Syntax bare(Syntax written) {
    return written instanceof Syntax.Alias alias ? alias.expression() : written;
  }

  private static void attributes(Expression expression, Set<Attribute> found) {
    if (expression instanceof Attribute attribute) found.add(attribute);
    expression.children().forEach(child -> attributes(child, found));
  }

  private static Relation byValues(Relation.Pivot pivot, List<Syntax> keys, Relation source) {
    List<GroupingElement> all = new ArrayList<>();
    for (Syntax key : keys) all.add(new GroupingElement.Key(key));
    int pivoted = 0;
    for (Syntax column : pivot.columns())
      all.add(
          new GroupingElement.Key(Syntax.Alias.of(column, "__pivot_" + pivoted++, pivot.origin())));
    List<Syntax> aggregates = new ArrayList<>();
    for (Syntax aggregate : pivot.aggregates())
      aggregates.add(
          Syntax.Alias.of(bare(aggregate), "__aggregate_" + aggregates.size(), pivot.origin()));
    return new Relation.Aggregate(source, all, aggregates, pivot.origin());
  }

  /** The second grouping, of the columns that the first gave. */
  private Relation spread(
      Relation.Pivot pivot,
      int keyCount,
      List<Attribute> output,
      Bound grouped,
      Surroundings around) {
    Origin origin = pivot.origin();
    List<GroupingElement> keys = new ArrayList<>();
    for (Column key : grouped.scope().visible().subList(0, keyCount))
      keys.add(new GroupingElement.Key(named(key, origin)));
    int first = keyCount + pivot.columns().size();
    List<Attribute> pivoted = output.subList(keyCount, first);
    List<Attribute> aggregates = output.subList(first, output.size());
    List<Syntax> columns = new ArrayList<>();
    for (Relation.PivotValue value : pivot.values()) {
      List<Literal> literals = literals(pivot, value, pivoted, around);
      Syntax condition = condition(pivoted, literals, origin);
      String name = value.name().orElseGet(() -> name(literals));
      for (int i = 0; i < aggregates.size(); i++) {
        Syntax one =
            new Syntax.Call(
                List.of("first"),
                List.of(new Syntax.Resolved(aggregates.get(i), origin)),
                false,
                Optional.of(condition),
                List.of(),
                false,
                origin);
        String full =
            aggregates.size() == 1 ? name : name + "_" + ItemNames.plain(pivot.aggregates().get(i));
        columns.add(Syntax.Alias.of(one, full, origin));
      }
    }
    return new Relation.Aggregate(whole(grouped, origin), keys, columns, origin);
  }

  private List<Literal> literals(
      Relation.Pivot pivot,
      Relation.PivotValue value,
      List<Attribute> pivoted,
      Surroundings around) {
    if (value.values().size() != pivoted.size())
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          pivot.origin(),
          "PIVOT of " + pivoted.size() + " columns got " + value.values().size() + " values",
          "Write as many values in brackets as there are columns behind FOR");
    List<Literal> literals = new ArrayList<>();
    Place place = Place.of("PIVOT … IN", Scope.EMPTY, around);
    for (int i = 0; i < pivoted.size(); i++) {
      Syntax written = value.values().get(i);
      DataType type = pivoted.get(i).type();
      Expression given = query.expressions().analyze(written, place);
      Expression typed = isTextOfOther(given.type(), type) ? cast(given, type) : given;
      Expression folded = Constants.folded(typed, query.context().settings());
      boolean isFit =
          folded instanceof Literal && Coercion.widestWithoutText(folded.type(), type).isPresent();
      if (!isFit)
        throw Query.error(
            SqlError.TYPE_MISMATCH,
            written.origin(),
            "The value " + given + " in PIVOT is no constant of type " + type.sql(),
            "Write constants of the column's type");
      literals.add((Literal) folded);
    }
    return literals;
  }

  /** Values of columns of text may be written as numbers, those of other columns as text. */
  private static boolean isTextOfOther(DataType given, DataType wanted) {
    boolean isMixed = (given == AtomicType.STRING) != (wanted == AtomicType.STRING);
    return isMixed && given != AtomicType.NULL && Casts.isPossible(given, wanted);
  }

  private static Expression cast(Expression value, DataType type) {
    return new Cast(value, type, Cast.Mode.ANSI);
  }

  private static Syntax condition(List<Attribute> pivoted, List<Literal> values, Origin origin) {
    Syntax all = null;
    for (int i = 0; i < pivoted.size(); i++) {
      Syntax one =
          Syntax.Call.of(
              "<=>",
              List.of(
                  new Syntax.Resolved(pivoted.get(i), origin),
                  new Syntax.Resolved(values.get(i), origin)),
              origin);
      all = all == null ? one : Syntax.Call.of("and", List.of(all, one), origin);
    }
    return all;
  }

  /** What values are called that have no name: as text, several in braces. */
  private String name(List<Literal> values) {
    List<String> texts = new ArrayList<>();
    for (Literal value : values) {
      Expression text = new Cast(value, AtomicType.STRING, Cast.Mode.ANSI);
      Expression folded = Constants.folded(text, query.context().settings());
      Object found = ((Literal) folded).value();
      texts.add(found == null ? "null" : found.toString());
    }
    return texts.size() == 1 ? texts.getFirst() : "{" + String.join(", ", texts) + "}";
  }

  // ---- unpivot

  Bound unpivot(Relation.Unpivot unpivot, Surroundings around) {
    Bound input = query.relations().analyze(unpivot.input(), around);
    Place place = Place.of("UNPIVOT", input.scope(), around);
    Origin origin = unpivot.origin();
    Set<Attribute> used = new LinkedHashSet<>();
    List<Syntax> rows = new ArrayList<>();
    List<Expression> common = new ArrayList<>();
    for (Relation.UnpivotGroup group : unpivot.groups()) {
      List<Expression> values = query.expressions().analyze(group.columns(), place);
      values.forEach(value -> attributes(value, used));
      checkTypes(common, values, origin);
      List<Syntax> fields = new ArrayList<>();
      add(
          fields,
          unpivot.name(),
          constant(group.name().orElseGet(() -> name(group)), origin),
          origin);
      for (int i = 0; i < values.size(); i++)
        add(fields, unpivot.values().get(i), new Syntax.Resolved(values.get(i), origin), origin);
      rows.add(Syntax.Call.of("named_struct", fields, origin));
    }
    List<Syntax> items = new ArrayList<>(unpivot.keys().orElseGet(() -> left(input, used, origin)));
    String table = "__unpivot";
    List<String> made = new ArrayList<>(List.of(unpivot.name()));
    made.addAll(unpivot.values());
    for (String name : made) items.add(new Syntax.Name(List.of(table, name), origin));
    Relation view =
        new Relation.LateralView(
            whole(input, origin),
            Syntax.Call.of("inline", List.of(Syntax.Call.of("array", rows, origin)), origin),
            false,
            Optional.of(table),
            made,
            origin);
    Relation kept =
        unpivot.hasNulls() ? view : new Relation.Filter(view, anyThere(unpivot, table), origin);
    Bound done = query.relations().analyze(new Relation.Project(kept, items, origin), around);
    return new Bound(done.plan(), done.scope());
  }

  private static void add(List<Syntax> fields, String name, Syntax value, Origin origin) {
    fields.add(constant(name, origin));
    fields.add(value);
  }

  private static Syntax constant(String text, Origin origin) {
    return new Syntax.Constant(text, AtomicType.STRING, origin);
  }

  private static String name(Relation.UnpivotGroup group) {
    List<String> names = new ArrayList<>();
    for (Syntax column : group.columns())
      names.add(
          switch (column) {
            case Syntax.Name name -> name.parts().getLast();
            case Syntax.Resolved(Attribute attribute, Origin _) -> attribute.name();
            default -> ItemNames.plain(column);
          });
    return String.join("_", names);
  }

  private static List<Syntax> left(Bound input, Set<Attribute> used, Origin origin) {
    List<Syntax> left = new ArrayList<>();
    for (Column column : input.scope().visible())
      if (!used.contains(column.attribute())) left.add(named(column, origin));
    return left;
  }

  /** Values of one column must be of types that go together without text being read. */
  private static void checkTypes(List<Expression> common, List<Expression> values, Origin origin) {
    for (int i = 0; i < values.size(); i++) {
      if (common.size() <= i) common.add(values.get(i));
      DataType known = common.get(i).type();
      DataType type = values.get(i).type();
      if (Coercion.widestWithoutText(known, type).isEmpty())
        throw Query.error(
            SqlError.TYPE_MISMATCH,
            origin,
            "UNPIVOT puts " + known.sql() + " and " + type.sql() + " into one column",
            "Cast them to one type in a sub-query");
    }
  }

  private static Syntax anyThere(Relation.Unpivot unpivot, String table) {
    Syntax any = null;
    for (String value : unpivot.values()) {
      Syntax one =
          Syntax.Call.of(
              "isnotnull",
              List.of(new Syntax.Name(List.of(table, value), unpivot.origin())),
              unpivot.origin());
      any = any == null ? one : Syntax.Call.of("or", List.of(any, one), unpivot.origin());
    }
    return any;
  }
}
