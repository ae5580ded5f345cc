package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes single SELECTs: of rows, of groups, with windows. */
final class Selects {
  private final Chance chance;
  private final QueryMaker queries;
  private final ExpressionMaker expressions;
  private final Aggregates aggregates;

  Selects(Chance chance, QueryMaker queries) {
    this.chance = chance;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.aggregates = new Aggregates(chance, expressions);
  }

  String select(List<Kind> kinds, Relations.Made from, Scope scope) {
    int drawn = chance.below(100);
    if (drawn < 28) return grouped(kinds, from, scope);
    if (drawn < 42) return windowed(kinds, from, scope);
    return rows(kinds, from, scope);
  }

  /** One row at most. */
  String scalar(Kind kind, Relations.Made from, Scope outer) {
    Scope scope = new Scope(from.columns(), outer.outer());
    if (chance.percent(75))
      return "SELECT "
          + aggregates.of(kind, scope)
          + " AS c0 FROM "
          + from.text()
          + where(scope, 80);
    chance.saw("scalar sub-query with LIMIT");
    return "SELECT "
        + expressions.value(kind, scope, 1)
        + " AS c0 FROM "
        + from.text()
        + where(scope, 80)
        + " ORDER BY c0"
        + chance.one("", " DESC", " NULLS LAST")
        + " LIMIT 1"
        + chance.one("", "", " OFFSET 1");
  }

  private String where(Scope scope, int percent) {
    return chance.percent(percent) ? " WHERE " + expressions.condition(scope, 2) : "";
  }

  private String rows(List<Kind> kinds, Relations.Made from, Scope scope) {
    List<String> items = new ArrayList<>();
    boolean isDistinct = chance.percent(12);
    if (isDistinct) chance.saw("SELECT DISTINCT");
    for (Kind kind : kinds) {
      boolean isNested = queries.mayNest() && chance.percent(6);
      if (isNested) chance.saw("scalar sub-query selected");
      Optional<String> before = before(kinds, items, scope);
      items.add(
          (isNested
                  ? "(" + queries.scalar(kind, scope.inside()) + ")"
                  : before.orElseGet(() -> expressions.value(kind, scope, 2)))
              + " AS c"
              + items.size());
    }
    return "SELECT "
        + (isDistinct ? "DISTINCT " : "")
        + String.join(", ", items)
        + " FROM "
        + from.text()
        + where(scope, 45);
  }

  /** An earlier item by its name, where no column has that. */
  private Optional<String> before(List<Kind> kinds, List<String> items, Scope scope) {
    int at = items.size();
    int earlier = chance.below(at + 1);
    if (earlier == at || kinds.get(earlier) != kinds.get(at) || !chance.percent(30))
      return Optional.empty();
    String name = "c" + earlier;
    // DuckDB knows no name of an item with a query in it.
    if (scope.hasSimple(name) || items.get(earlier).contains("SELECT")) return Optional.empty();
    chance.saw("name of an earlier item");
    return Optional.of(kinds.get(at) == Kind.INT ? "(" + name + " + 1)" : name);
  }

  private String windowed(List<Kind> kinds, Relations.Made from, Scope around) {
    // Windows over columns of the query around are not what is tried here.
    Scope scope = new Scope(around.columns(), List.of());
    Windows windows = new Windows(chance, expressions);
    List<String> items = new ArrayList<>();
    int window = chance.below(kinds.size());
    for (int i = 0; i < kinds.size(); i++)
      items.add(
          (i == window || chance.percent(20)
                  ? windows.value(kinds.get(i), scope)
                  : expressions.value(kinds.get(i), scope, 1))
              + " AS c"
              + i);
    String text = "SELECT " + String.join(", ", items) + " FROM " + from.text() + where(around, 40);
    String qualify = "";
    if (chance.percent(15)) {
      chance.saw("QUALIFY");
      qualify = " QUALIFY " + windows.rank(scope) + chance.one(" <= 3", " <= 3", " > 1");
    }
    return text + windows.clause() + qualify;
  }

  private String grouped(List<Kind> kinds, Relations.Made from, Scope scope) {
    Groups groups = new Groups(chance, scope);
    List<String> items = new ArrayList<>();
    boolean isWhole = chance.percent(20);
    for (Kind kind : kinds)
      items.add(
          !isWhole && chance.percent(50)
              ? groups.key(kind).orElseGet(() -> aggregates.of(kind, scope))
              : aggregates.of(kind, scope));
    String clause = groups.clause(items);
    mark(kinds, items, groups);
    // DuckDB takes a window for a key then.
    if (!clause.endsWith(" ALL")) overGroups(kinds, items, groups);
    for (int i = 0; i < items.size(); i++) items.set(i, items.get(i) + " AS c" + i);
    String text =
        "SELECT " + String.join(", ", items) + " FROM " + from.text() + where(scope, 45) + clause;
    if (groups.mayHaveEmptyGroup()) return text + " HAVING count(*) > 0";
    if (!chance.percent(30)) return text;
    chance.saw("HAVING");
    String having = having(scope, groups);
    // DuckDB takes the columns of keys for keys too then.
    boolean isKey = groups.keys().stream().anyMatch(key -> having.equals(key + " IS NOT NULL"));
    return clause.endsWith(" ALL") && isKey && having.contains("(")
        ? text + " HAVING count(*) > 0"
        : text + " HAVING " + having;
  }

  /** The place of an aggregate that may give way to something else. */
  private static Optional<Integer> placeOf(
      Kind kind, List<Kind> kinds, List<String> items, Groups groups) {
    for (int i = 0; i < kinds.size(); i++)
      if (kinds.get(i) == kind && !groups.keys().contains(items.get(i))) return Optional.of(i);
    return Optional.empty();
  }

  private void mark(List<Kind> kinds, List<String> items, Groups groups) {
    placeOf(Kind.INT, kinds, items, groups)
        .ifPresent(at -> groups.mark().ifPresent(mark -> items.set(at, mark)));
  }

  private void overGroups(List<Kind> kinds, List<String> items, Groups groups) {
    if (groups.keys().isEmpty() || !chance.percent(15)) return;
    placeOf(Kind.INT, kinds, items, groups)
        .ifPresent(
            at -> {
              chance.saw("window over groups");
              String key = chance.one(groups.keys());
              items.set(
                  at,
                  chance.one(
                      "sum(count(*)) OVER (ORDER BY " + key + ")",
                      "rank() OVER (ORDER BY count(*) DESC)",
                      "dense_rank() OVER (PARTITION BY count(*) ORDER BY " + key + ")"));
            });
  }

  private static List<Scope.Column> keys(Scope scope, Groups groups) {
    return scope.columns().stream().filter(c -> groups.keys().contains(c.name())).toList();
  }

  private String having(Scope scope, Groups groups) {
    if (queries.mayNest() && chance.percent(20)) {
      chance.saw("sub-query in HAVING");
      return aggregates.of(Kind.INT, scope)
          + chance.one(" >= ", " <> ", " < ")
          + "("
          // It may use the keys, which are all that there is of a group.
          + queries.scalar(Kind.INT, new Scope(List.of(), keys(scope, groups)))
          + ")";
    }
    return chance.one(
        "count(*) > 1",
        "count(*) <= 4",
        aggregates.of(Kind.INT, scope) + " >= 2",
        aggregates.of(Kind.TEXT, scope) + " < 'b'",
        aggregates.of(Kind.DECIMAL, scope) + " IS NOT NULL",
        groups.keys().isEmpty() ? "max(1) = 1" : chance.one(groups.keys()) + " IS NOT NULL");
  }
}
