package io.brasa.sql.analysis;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.function.Function;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Range;
import io.brasa.sql.logical.Renewal;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Relations as written become plans. */
final class RelationAnalyzer {
  private final Query query;

  RelationAnalyzer(Query query) {
    this.query = query;
  }

  Bound analyze(Relation relation, Surroundings around) {
    try {
      return dispatch(relation, around);
    } catch (EngineException e) {
      throw QueryErrors.located(e, relation.origin());
    }
  }

  private Bound dispatch(Relation relation, Surroundings around) {
    return switch (relation) {
      case Relation.Table table -> table(table, around);
      case Relation.Path path ->
          opened(open(Optional.empty(), path.path()), path.path(), List.of());
      case Relation.Opened opened ->
          opened(opened.source(), opened.source().description(), List.of());
      case Relation.Analyzed analyzed -> analyzed(analyzed);
      case Relation.TableFunction function -> tableFunction(function, around);
      case Relation.Values values -> new ValuesAnalyzer(query).analyze(values, around);
      case Relation.OneRow _ -> new Bound(new OneRow(), Scope.EMPTY);
      case Relation.Aliased aliased -> aliased(aliased, around);
      case Relation.Project project ->
          select(
              plain(project.input(), Optional.empty(), project.items(), project.origin()), around);
      case Relation.Select select -> select(select, around);
      case Relation.Filter filter -> filter(filter, around);
      case Relation.Join join -> new JoinAnalyzer(query).analyze(join, around);
      case Relation.LateralView view -> lateralView(view, around);
      case Relation.Sort sort -> sort(sort, around);
      case Relation.Limit limit -> limit(limit, around);
      case Relation.SetOperation set -> new SetAnalyzer(query).analyze(set, around);
      case Relation.With with -> new WithAnalyzer(query).analyze(with, around);
      case Relation.Distinct distinct -> distinct(distinct, around);
      case Relation.Sample sample -> {
        Bound input = analyze(sample.input(), around);
        yield input.with(
            new Sample(sample.fraction(), sample.withReplacement(), sample.seed(), input.plan()));
      }
      case Relation.Aggregate aggregate -> select(grouped(aggregate), around);
      case Relation.Repartition repartition -> repartition(repartition, around);
      case Relation.Pivot pivot -> new PivotAnalyzer(query).pivot(pivot, around);
      case Relation.Unpivot unpivot -> new PivotAnalyzer(query).unpivot(unpivot, around);
    };
  }

  // ---- leaves

  private Bound table(Relation.Table table, Surroundings around) {
    List<String> name = table.name();
    if (name.size() == 1) {
      Optional<CommonTable> common = around.table(name.getFirst());
      if (common.isPresent()) {
        Bound used = common.get().use(query.context());
        return new Bound(used.plan(), used.scope().as(name.getFirst()), used.hint());
      }
    }
    Optional<Relation> view = query.context().tables().find(name);
    if (view.isPresent()) {
      Bound bound = analyze(view.get(), Surroundings.NONE);
      List<String> qualifier = query.context().tables().fullName(name);
      return new Bound(named(bound.plan(), name), bound.scope().as(qualifier), bound.hint());
    }
    // What has a slash is no name of a table: a format that there is not is then told as such.
    boolean isPath =
        name.size() == 2
            && (query.context().sources().isFormat(name.getFirst())
                || name.getLast().indexOf('/') >= 0);
    if (isPath)
      return opened(open(Optional.of(name.getFirst()), name.getLast()), name.getLast(), List.of());
    List<String> known = new ArrayList<>(query.context().tables().names());
    known.addAll(around.tables().keySet());
    String wanted = String.join(".", name);
    if (known.stream().anyMatch(wanted::equalsIgnoreCase))
      throw Query.error(
          SqlError.TABLE_NOT_FOUND,
          table.origin(),
          wanted + " is a temporary view, which what lasts cannot use",
          "Create a temporary view over it, or first one named " + wanted + " that lasts");
    throw Query.error(
        SqlError.TABLE_NOT_FOUND,
        table.origin(),
        "There is no table or view " + wanted,
        QueryErrors.perhaps(
            Nearest.of(wanted, known, 3), "Create a view of this name, or name a file in quotes"));
  }

  /** A view of nothing but a source is scanned under the view's name. */
  private static LogicalPlan named(LogicalPlan plan, List<String> name) {
    return plan instanceof Scan scan
        ? new Scan(
            scan.source(), String.join(".", name), scan.output(), scan.columns(), scan.filters())
        : plan;
  }

  private Source open(Optional<String> format, String path) {
    return query.context().sources().open(format, path);
  }

  private Bound opened(Source source, String name, List<String> qualifier) {
    List<Attribute> output = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (StructField field : source.schema().fields()) {
      columns.add(columns.size());
      output.add(query.ids().attribute(field.name(), field.dataType(), field.nullable()));
    }
    Scope scope = Scope.of(qualifier, output);
    Scan scan = new Scan(source, name, output, columns, List.of());
    if (!query.isExposing()) return new Bound(scan, scope);
    FileFacts.Exposed exposed = FileFacts.in(scan, query);
    return new Bound(exposed.plan(), scope.with(exposed.facts()));
  }

  private Bound analyzed(Relation.Analyzed analyzed) {
    LogicalPlan plan = analyzed.plan();
    List<List<String>> qualifiers = analyzed.qualifiers();
    boolean isRepeated = query.isRepeated(plan);
    Renewal renewal = new Renewal(query.ids());
    LogicalPlan used = isRepeated ? renewal.of(plan) : plan;
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < plan.output().size(); i++) {
      Attribute original = plan.output().get(i);
      columns.add(
          new Column(
              qualifiers.isEmpty() ? List.of() : qualifiers.get(i),
              original.name(),
              used.output().get(i),
              original.id(),
              false));
    }
    if (!query.isExposing()) return new Bound(used, new Scope(columns), analyzed.hint());
    FileFacts.Exposed exposed = FileFacts.in(used, query);
    List<FileFacts> facts = exposed.facts();
    if (facts.size() == 1 && qualifiers.stream().distinct().count() == 1)
      facts = List.of(facts.getFirst().as(qualifiers.getFirst()));
    return new Bound(exposed.plan(), new Scope(columns, facts), analyzed.hint());
  }

  private Bound tableFunction(Relation.TableFunction function, Surroundings around) {
    Syntax.Call call = function.call();
    Place place = Place.of("a table function", Scope.EMPTY, around);
    String name = ExpressionAnalyzer.lower(call.name().getLast());
    Optional<SqlFunction> body = query.context().sqlFunction(CallAnalyzer.name(call));
    if (body.isPresent()) return new FunctionExpansion(query).table(body.get(), call, place);
    if (name.equals("range")) return range(call, place);
    Optional<Tables.LastingFunction> lasting = query.context().lastingFunction(call.name());
    if (lasting.isPresent()) return new FunctionExpansion(query).table(lasting.get(), call, place);
    Optional<Function.GeneratorTypes> generator =
        query.expressions().calls().generator(call, place);
    if (generator.isEmpty())
      throw Query.error(
          SqlError.FUNCTION_NOT_FOUND,
          call.origin(),
          "There is no table function " + String.join(".", call.name()),
          QueryErrors.perhaps(
              Nearest.of(name, List.of("range", "explode"), 1),
              "Use range, or a function like explode"));
    LogicalPlan plan =
        Generators.over(query, call, generator.get(), false, List.of(), new OneRow());
    return new Bound(plan, Scope.of(List.of(), plan.output()));
  }

  private Bound range(Syntax.Call call, Place place) {
    int count = call.arguments().size();
    if (count < 1 || count > 4)
      throw Query.error(
          SqlError.ARGUMENT_MISMATCH,
          call.origin(),
          "Function range takes 1 to 4 arguments and got " + count,
          "Write range(end), or range(start, end, step, partitions)");
    long[] given = new long[count];
    for (int i = 0; i < count; i++) {
      Syntax written = call.arguments().get(i);
      Expression value = query.expressions().analyze(written, place);
      given[i] =
          Constants.whole(Constants.folded(value, query.context().settings()), written.origin());
    }
    long step = count > 2 ? given[2] : 1;
    if (step == 0)
      throw Query.error(
          SqlError.INVALID_ARGUMENT_VALUE,
          call.origin(),
          "The step of range is zero",
          "Give another step");
    Attribute id = query.ids().attribute("id", AtomicType.LONG, false);
    Range range =
        new Range(
            count == 1 ? 0 : given[0],
            count == 1 ? given[0] : given[1],
            step,
            count > 3 ? Math.toIntExact(given[3]) : 0,
            id);
    return new Bound(range, Scope.of(List.of(), range.output()));
  }

  // ---- queries

  private Bound aliased(Relation.Aliased aliased, Surroundings around) {
    Bound input = analyze(aliased.input(), around);
    Bound renamed = renamed(input, aliased.columns(), aliased.name(), aliased.origin());
    return new Bound(renamed.plan(), renamed.scope().as(aliased.name()), renamed.hint());
  }

  /** The columns under other names, if any are given. */
  static Bound renamed(Bound input, List<String> names, String table, Origin origin) {
    if (names.isEmpty()) return input;
    List<Column> columns = input.scope().visible();
    if (columns.size() != names.size())
      throw Query.error(
          SqlError.TYPE_MISMATCH,
          origin,
          table + " has " + columns.size() + " columns, but " + names.size() + " names are given",
          "Give a name for each column, or none");
    List<Column> renamed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) renamed.add(columns.get(i).named(names.get(i)));
    return new Bound(input.plan(), new Scope(renamed, input.scope().files()), input.hint());
  }

  private Bound select(Relation.Select select, Surroundings around) {
    return analyzer(select, around).analyze(Optional.empty(), Optional.empty());
  }

  private SelectAnalyzer analyzer(Relation.Select select, Surroundings around) {
    Bound input = analyze(select.input(), around);
    if (select.where().isPresent()) input = filtered(input, select.where().get(), around);
    Bound hinted = new Hints(query.context().warnings()).joined(select.hints(), input);
    return new SelectAnalyzer(query, select, hinted, around);
  }

  private Bound filter(Relation.Filter filter, Surroundings around) {
    Bound input = analyze(filter.input(), around);
    return reachingBelow(
        input, filter.input(), reached -> filtered(reached, filter.condition(), around));
  }

  /**
   * An operation on a DataFrame, which may also use columns that its last projection left out; they
   * are left out again behind it.
   */
  private static Bound reachingBelow(
      Bound input, Relation written, UnaryOperator<Bound> operation) {
    try {
      return operation.apply(input);
    } catch (EngineException notFound) {
      boolean isProjected =
          notFound.code() == SqlError.COLUMN_NOT_FOUND
              && written instanceof Relation.Analyzed
              && input.plan() instanceof Project;
      if (!isProjected) throw notFound;
      try {
        Bound done = operation.apply(withLeftOut(input, (Project) input.plan()));
        Scope visible = new Scope(input.scope().visible(), input.scope().files());
        return new Bound(new Bound(done.plan(), visible).tidyWithFiles(), visible);
      } catch (EngineException _) {
        throw notFound;
      }
    }
  }

  private static Bound withLeftOut(Bound input, Project project) {
    List<Named> columns = new ArrayList<>(project.columns());
    Scope below = Scope.of(List.of(), project.child().output());
    List<Column> more = new ArrayList<>();
    for (Column column : below.columns()) {
      if (project.output().contains(column.attribute())) continue;
      columns.add(Named.of(column.attribute()));
      more.add(column);
    }
    return new Bound(new Project(columns, project.child()), input.scope().and(new Scope(more)));
  }

  private Bound filtered(Bound input, Syntax condition, Surroundings around) {
    Place place = Place.of("WHERE", input.scope(), around);
    return input.with(new Filter(query.expressions().condition(condition, place), input.plan()));
  }

  private static Relation.Select plain(
      Relation input, Optional<Relation.Grouping> grouping, List<Syntax> items, Origin origin) {
    return new Relation.Select(
        input,
        Optional.empty(),
        grouping,
        items,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        false,
        List.of(),
        origin);
  }

  private static Relation.Select grouped(Relation.Aggregate aggregate) {
    List<Syntax> items = new ArrayList<>();
    for (Relation.GroupingElement element : aggregate.keys()) keysOf(element, items);
    items.addAll(aggregate.aggregates());
    List<Relation.GroupingElement> keys =
        aggregate.keys().stream().map(RelationAnalyzer::bare).toList();
    return plain(
        aggregate.input(),
        Optional.of(new Relation.Grouping.By(keys, aggregate.origin())),
        items,
        aggregate.origin());
  }

  /** A key without the name that it has as a column of the result. */
  private static Relation.GroupingElement bare(Relation.GroupingElement element) {
    return element instanceof Relation.GroupingElement.Key(Syntax.Alias alias)
        ? new Relation.GroupingElement.Key(alias.expression())
        : element;
  }

  private static void keysOf(Relation.GroupingElement element, List<Syntax> keys) {
    switch (element) {
      case Relation.GroupingElement.Key(Syntax key) -> addKey(key, keys);
      case Relation.GroupingElement.Rollup(List<List<Syntax>> levels) ->
          levels.forEach(level -> level.forEach(key -> addKey(key, keys)));
      case Relation.GroupingElement.Cube(List<List<Syntax>> levels) ->
          levels.forEach(level -> level.forEach(key -> addKey(key, keys)));
      case Relation.GroupingElement.Sets(List<Relation.GroupingElement> sets) ->
          sets.forEach(set -> keysOf(set, keys));
      case Relation.GroupingElement.Listed(List<Syntax> listed) ->
          listed.forEach(key -> addKey(key, keys));
      case Relation.GroupingElement.Set(List<Syntax> set) -> set.forEach(key -> addKey(key, keys));
    }
  }

  private static void addKey(Syntax key, List<Syntax> keys) {
    if (!keys.contains(key)) keys.add(key);
  }

  private Bound sort(Relation.Sort sort, Surroundings around) {
    return switch (sort.input()) {
      case Relation.Select select ->
          analyzer(select, around).analyze(Optional.of(sort), Optional.empty());
      case Relation.Repartition spread
          when spread.input() instanceof Relation.Select select && !spread.keysOnly().isEmpty() ->
          analyzer(select, around).analyze(Optional.of(sort), Optional.of(spread));
      case Relation.Project project ->
          analyzer(
                  plain(project.input(), Optional.empty(), project.items(), project.origin()),
                  around)
              .analyze(Optional.of(sort), Optional.empty());
      case Relation.Aggregate aggregate ->
          analyzer(grouped(aggregate), around).analyze(Optional.of(sort), Optional.empty());
      default ->
          reachingBelow(
              analyze(sort.input(), around), sort.input(), input -> sortOf(input, sort, around));
    };
  }

  private Bound sortOf(Bound input, Relation.Sort sort, Surroundings around) {
    List<Item> items = new ArrayList<>();
    for (Column column : input.scope().visible())
      items.add(Item.of(column, column.attribute(), sort.origin()));
    List<SortKey> keys =
        new SortItems(query, items).keys(sort.order(), Place.of("ORDER BY", input.scope(), around));
    return input.with(new Sort(keys, sort.isGlobal(), input.plan()));
  }

  private Bound limit(Relation.Limit limit, Surroundings around) {
    Bound input = analyze(limit.input(), around);
    Place place = Place.of("LIMIT", Scope.EMPTY, around);
    OptionalLong count = OptionalLong.empty();
    if (limit.count().isPresent()) {
      Syntax written = limit.count().get();
      Expression value = constant(written, place);
      count = OptionalLong.of(Constants.count(value, "LIMIT", written.origin()));
    }
    long offset = 0;
    if (limit.offset().isPresent()) {
      Syntax written = limit.offset().get();
      Expression value = constant(written, place);
      offset = Constants.count(value, "OFFSET", written.origin());
    }
    return input.with(new Limit(count, offset, input.plan()));
  }

  private Expression constant(Syntax written, Place place) {
    return Constants.folded(
        query.expressions().analyze(written, place), query.context().settings());
  }

  // ---- other operations

  private Bound lateralView(Relation.LateralView view, Surroundings around) {
    Bound input = analyze(view.input(), around);
    Place place = Place.of("LATERAL VIEW", input.scope(), around);
    Optional<Function.GeneratorTypes> generator =
        query.expressions().calls().generator(view.generator(), place);
    if (generator.isEmpty())
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          view.generator().origin(),
          "Function " + String.join(".", view.generator().name()) + " does not give several rows",
          "Use a function like explode");
    Generate plan =
        Generators.over(
            query, view.generator(), generator.get(), view.isOuter(), view.columns(), input.plan());
    List<Attribute> generated =
        plan.output().subList(input.plan().output().size(), plan.output().size());
    Scope more = Scope.of(view.name().map(List::of).orElse(List.of()), generated);
    return new Bound(plan, input.scope().and(more));
  }

  private Bound distinct(Relation.Distinct distinct, Surroundings around) {
    Bound input = analyze(distinct.input(), around);
    LogicalPlan plan = input.tidy();
    if (distinct.columns().isEmpty()) {
      List<Named> keys = plan.output().stream().map(Named::of).toList();
      return new Bound(new Aggregate(keys, List.of(), plan), new Scope(input.scope().visible()));
    }
    Place place = Place.of("dropDuplicates", input.scope(), around);
    Set<Attribute> by = new HashSet<>();
    for (String name : distinct.columns())
      by.add(
          (Attribute)
              query
                  .expressions()
                  .analyze(new Syntax.Name(List.of(name), distinct.origin()), place));
    return firstOfEach(input, plan, by);
  }

  /** One row for each of the values of some columns: of the others the first that comes. */
  private Bound firstOfEach(Bound input, LogicalPlan plan, Set<Attribute> by) {
    List<Named> keys = new ArrayList<>();
    List<Named> firsts = new ArrayList<>();
    List<Named> output = new ArrayList<>();
    for (Attribute attribute : plan.output()) {
      if (by.contains(attribute)) {
        keys.add(Named.of(attribute));
        output.add(Named.of(attribute));
      } else {
        AggregateCall first =
            new AggregateCall(
                "first",
                List.of(attribute),
                false,
                Optional.empty(),
                List.of(),
                attribute.type(),
                attribute.nullable());
        Attribute column = query.ids().attribute(attribute.name(), first);
        firsts.add(new Named(first, column));
        output.add(Named.of(column));
      }
    }
    List<Column> columns = new ArrayList<>();
    List<Column> before = input.scope().visible();
    for (int i = 0; i < before.size(); i++)
      columns.add(before.get(i).with(output.get(i).attribute()));
    return new Bound(new Project(output, new Aggregate(keys, firsts, plan)), new Scope(columns));
  }

  private Bound repartition(Relation.Repartition repartition, Surroundings around) {
    if (repartition.input() instanceof Relation.Select select && !repartition.keysOnly().isEmpty())
      return analyzer(select, around).analyze(Optional.empty(), Optional.of(repartition));
    Bound input = analyze(repartition.input(), around);
    Place place = Place.of("repartition", input.scope(), around);
    return input.with(
        new Repartition(
            repartition.count().orElse(0),
            query.expressions().analyze(repartition.expressions(), place),
            repartition.isShuffling(),
            input.plan()));
  }
}
