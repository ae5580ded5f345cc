package io.brasa.sql.analysis;

import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.CanonicalForm;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One SELECT with the ORDER BY around it, which sees more than the select list. All expressions are
 * resolved over the input first, aggregates and window functions standing in them as they were
 * written; then groups are made, windows computed and items projected, and at each step what was
 * computed below becomes a column in the expressions that remain.
 */
final class SelectAnalyzer {
  private final Query query;
  private final Relation.Select select;
  private final Surroundings around;
  private final TimeWindows times;
  private Scope scope;
  private final Optional<JoinHint> hint;
  private final List<Item> items = new ArrayList<>();
  private final Map<String, Expression> aliases = new HashMap<>();
  private LogicalPlan plan;
  private Optional<Expression> having = Optional.empty();
  private Optional<Expression> qualify = Optional.empty();
  private List<SortKey> order = new ArrayList<>();
  private List<Expression> spread = new ArrayList<>();
  private final List<Generating> generating = new ArrayList<>();

  /** A function in the select list that gives several rows, and its columns. */
  private record Generating(
      Expression call, boolean keepsRows, List<Attribute> columns, Origin origin) {
    private Generating with(Expression other) {
      return new Generating(other, keepsRows, columns, origin);
    }
  }

  SelectAnalyzer(Query query, Relation.Select select, Bound input, Surroundings around) {
    this.query = query;
    this.select = select;
    this.around = around;
    this.scope =
        select.grouping().filter(GroupingKeys::hasSets).isPresent()
            ? input.scope().nullable()
            : input.scope();
    this.hint = input.hint();
    this.plan = input.plan();
    this.times = new TimeWindows(query);
  }

  /**
   * @param sort around the SELECT, if there is one
   * @param distribution between both: {@code DISTRIBUTE BY}
   */
  Bound analyze(Optional<Relation.Sort> sort, Optional<Relation.Repartition> distribution) {
    select.grouping().ifPresent(this::reachWindows);
    for (Syntax item : select.items()) addItem(item);
    Place outputs = place("HAVING").with(new Place.Aliases(outputs(), true, false));
    having =
        select
            .having()
            .map(h -> query.expressions().condition(h, outputs.allowing(Place.Allowed.AGGREGATES)));
    qualify =
        select
            .qualify()
            .map(
                q ->
                    query
                        .expressions()
                        .condition(q, outputs.in("QUALIFY").allowing(Place.Allowed.ALL)));
    if (sort.isPresent())
      order =
          new SortItems(query, items)
              .keys(sort.get().order(), outputs.in("ORDER BY").allowing(Place.Allowed.ALL));
    if (distribution.isPresent())
      spread =
          new ArrayList<>(
              query
                  .expressions()
                  .analyze(
                      distribution.get().expressions(),
                      outputs.in("DISTRIBUTE BY").allowing(Place.Allowed.ALL)));
    group();
    having.ifPresent(condition -> plan = new Filter(condition, plan));
    generate(false);
    computeWindows();
    generate(true);
    qualify.ifPresent(condition -> plan = new Filter(condition, plan));
    return project(sort);
  }

  private Place place(String clause) {
    return Place.of(clause, scope, around).withWindows(select.windows()).with(times);
  }

  /** Windows of time that GROUP BY goes by are columns that all else may name. */
  private void reachWindows(Relation.Grouping grouping) {
    for (Syntax.Call call : TimeWindows.in(grouping)) {
      String name = CallAnalyzer.name(call);
      boolean isHidden = !scope.find(List.of(name)).isEmpty();
      if (query.expressions().analyze(call, place("GROUP BY")) instanceof Attribute made
          && !isHidden) scope = scope.and(new Scope(List.of(Column.of(List.of(), made))));
    }
  }

  // ---- items

  private void addItem(Syntax written) {
    Place place =
        place("SELECT").allowing(Place.Allowed.ALL).with(new Place.Aliases(aliases, false, true));
    if (written instanceof Syntax.Star star) {
      items.addAll(new StarExpansion(query).items(star, place));
      return;
    }
    Syntax inner = written instanceof Syntax.Alias alias ? alias.expression() : written;
    List<String> names = written instanceof Syntax.Alias alias ? alias.names() : List.of();
    if (inner instanceof Syntax.Call call) {
      Optional<Function.GeneratorTypes> generator =
          query.expressions().calls().generator(call, place);
      if (generator.isPresent()) {
        addGenerated(call, generator.get(), names);
        return;
      }
    }
    if (names.size() > 1)
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          written.origin(),
          "An expression of one value has " + names.size() + " names",
          "Give it one name");
    Expression expression = query.expressions().analyze(inner, place);
    if (names.isEmpty()) {
      items.add(
          new Item(
              expression,
              ItemNames.in(query, select.windows()).ofItem(inner),
              qualifier(expression),
              inner.origin()));
    } else {
      items.add(new Item(expression, names.getFirst(), List.of(), inner.origin()));
      aliases.putIfAbsent(lower(names.getFirst()), expression);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private List<String> qualifier(Expression expression) {
    return expression instanceof Attribute attribute
        ? scope.find(attribute).map(Column::qualifier).orElse(List.of())
        : List.of();
  }

  private void addGenerated(
      Syntax.Call call, Function.GeneratorTypes generator, List<String> names) {
    Generate generate = Generators.over(query, call, generator, false, names, plan);
    generating.add(
        new Generating(
            generate.generator(), generate.isOuter(), generate.generated(), call.origin()));
    for (Attribute attribute : generate.generated())
      items.add(new Item(attribute, attribute.name(), List.of(), call.origin()));
  }

  /** Rows for what functions of the select list give: those over windows behind these. */
  private void generate(boolean isLast) {
    for (Generating one : List.copyOf(generating)) {
      if (!isLast && Parts.hasWindow(one.call())) continue;
      plan = new Generate(one.call(), one.keepsRows(), one.columns(), plan);
      generating.remove(one);
    }
  }

  /** What names of items mean in HAVING and ORDER BY; those of several items mean none. */
  private Map<String, Expression> outputs() {
    Map<String, Expression> outputs = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Item item : items) {
      Expression before = outputs.putIfAbsent(lower(item.name()), item.expression());
      if (before != null && !before.equals(item.expression())) ambiguous.add(lower(item.name()));
    }
    outputs.keySet().removeAll(ambiguous);
    return outputs;
  }

  // ---- groups and windows

  private void group() {
    boolean isGrouped =
        select.grouping().isPresent()
            || select.having().isPresent()
            || items.stream().anyMatch(item -> Parts.hasAggregate(item.expression()))
            || generating.stream().anyMatch(one -> Parts.hasAggregate(one.call()))
            || order.stream().anyMatch(key -> Parts.hasAggregate(key.expression()))
            || qualify.filter(Parts::hasAggregate).isPresent();
    if (!isGrouped) {
      plan = times.over(plan, List.of(), false);
      generate(false);
      return;
    }
    Place place = place("GROUP BY").with(new Place.Aliases(aliases, false, false));
    GroupingKeys keys =
        select
            .grouping()
            .map(grouping -> GroupingKeys.of(query, grouping, ungenerated(), place))
            .orElseGet(GroupingKeys::none);
    if (keys.hasSets()) times.refuseSessions(select.origin());
    plan = times.over(plan, keys.keys().stream().map(GroupingKeys.Key::expression).toList(), true);
    Aggregation aggregation = new Aggregation(query, plan, keys);
    rewrite(aggregation::rewrite);
    plan = aggregation.plan();
  }

  /** The items that are there before functions give several rows. */
  private List<Item> ungenerated() {
    return items.stream()
        .filter(
            item ->
                generating.stream()
                    .noneMatch(
                        one ->
                            item.expression() instanceof Attribute a && one.columns().contains(a)))
        .toList();
  }

  private void computeWindows() {
    WindowExtraction windows = new WindowExtraction(query);
    rewrite(windows::rewrite);
    plan = windows.over(plan);
  }

  /** A step of the rewriting of all expressions that are still to be computed. */
  @FunctionalInterface
  private interface Rewriting {
    Expression of(Expression expression, Origin origin);
  }

  private void rewrite(Rewriting rewriting) {
    items.replaceAll(item -> item.with(rewriting.of(item.expression(), item.origin())));
    having = having.map(h -> rewriting.of(h, select.having().orElseThrow().origin()));
    qualify = qualify.map(q -> rewriting.of(q, select.qualify().orElseThrow().origin()));
    order.replaceAll(key -> key.with(rewriting.of(key.expression(), select.origin())));
    spread.replaceAll(key -> rewriting.of(key, select.origin()));
    generating.replaceAll(one -> one.with(rewriting.of(one.call(), one.origin())));
  }

  // ---- the end

  private Bound project(Optional<Relation.Sort> sort) {
    List<Named> columns = new ArrayList<>();
    List<Column> reached = new ArrayList<>();
    Set<Attribute> made = new HashSet<>(plan.output());
    for (Item item : items) {
      boolean mayPassOn = item.expression() instanceof Attribute a && made.remove(a);
      Named column = item.named(query.ids(), mayPassOn);
      columns.add(column);
      reached.add(Column.of(item.qualifier(), column.attribute()).named(item.name()));
    }
    Scope result = new Scope(reached, filesPassedOn());
    for (FileFacts facts : result.files())
      for (Attribute column : facts.columns()) columns.add(Named.of(column));
    List<Named> all = new ArrayList<>(columns);
    List<SortKey> keys = new ArrayList<>();
    for (SortKey key : order) keys.add(key.with(sortColumn(key.expression(), columns, all, sort)));
    List<Expression> spreading = new ArrayList<>();
    for (Expression key : spread) spreading.add(sortColumn(key, columns, all, sort));
    plan = new Project(all, plan);
    if (select.isDistinct())
      plan = new Aggregate(plan.output().stream().map(Named::of).toList(), List.of(), plan);
    plan = new Hints(query.context().warnings()).apply(select.hints(), plan);
    if (!spreading.isEmpty()) plan = new Repartition(0, spreading, true, plan);
    if (sort.isPresent()) plan = new Sort(keys, sort.get().isGlobal(), plan);
    if (all.size() > columns.size())
      plan = new Project(columns.stream().map(c -> Named.of(c.attribute())).toList(), plan);
    return new Bound(plan, result.over(plan.output()), hint);
  }

  /** What a query around can ask of the files, unless rows become others here. */
  private List<FileFacts> filesPassedOn() {
    boolean isPassedOn =
        !select.isDistinct()
            && scope.files().stream().allMatch(f -> plan.output().containsAll(f.columns()));
    return isPassedOn ? scope.files() : List.of();
  }

  /** The expression with columns in place of what items say. */
  private static Expression overItems(Expression expression, List<Named> columns) {
    for (Named column : columns)
      if (CanonicalForm.areSame(column.expression(), expression)) return column.attribute();
    return Parts.mapChildren(expression, child -> overItems(child, columns));
  }

  private static boolean reads(Expression expression, List<Named> columns) {
    if (expression instanceof SubqueryExpression) return false;
    return expression instanceof Attribute
        ? columns.stream().anyMatch(column -> column.attribute().equals(expression))
        : expression.children().stream().allMatch(child -> reads(child, columns));
  }

  /**
   * The column to sort by: of an item that says the same, or one that is there for the order only.
   */
  private Expression sortColumn(
      Expression key, List<Named> columns, List<Named> all, Optional<Relation.Sort> sort) {
    for (Named column : all) {
      boolean isSame =
          CanonicalForm.areSame(column.expression(), key) || column.attribute().equals(key);
      if (isSame) return column.attribute();
    }
    if (select.isDistinct()) {
      Expression over = overItems(key, columns);
      if (reads(over, columns)) return over;
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          query.origin(key, sort.map(Relation.Sort::origin).orElse(select.origin())),
          "ORDER BY goes by " + Signature.shown(key) + ", which SELECT DISTINCT leaves out",
          "Add it to the select list");
    }
    Named hidden =
        key instanceof Attribute attribute && plan.output().contains(attribute)
            ? Named.of(attribute)
            : new Named(key, query.ids().attribute("sort", key));
    all.add(hidden);
    return hidden.attribute();
  }
}
