package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;

/** Makes what stands behind FROM: relations, joined. */
final class Relations {
  /** More rows than these are made by no join. */
  private static final long MOST_ROWS = 20_000;

  /** Or by none of a query that may be run for each of many rows. */
  private static final long MOST_ROWS_WITHIN = 2_000;

  private final Chance chance;
  private final QueryMaker queries;
  private final DerivedRelations derived;

  Relations(Chance chance, QueryMaker queries) {
    this.chance = chance;
    this.queries = queries;
    this.derived = new DerivedRelations(chance, queries);
  }

  /** A relation with its columns, and about how many rows it has. */
  record Made(String text, List<Scope.Column> columns, long rows) {}

  /** One relation or several joined; they see the columns of the query around. */
  Made from(Scope outer) {
    Made made = relation(outer);
    int joins = chance.below(100) < 45 ? 0 : 1 + chance.below(3);
    for (int i = 0; i < joins; i++) {
      Made joined = joined(made, outer);
      if (joined.rows <= most(outer)) made = joined;
    }
    if (chance.percent(4)) made = listed(made, outer);
    return made;
  }

  private static long most(Scope outer) {
    return outer.outer().isEmpty() ? MOST_ROWS : MOST_ROWS_WITHIN;
  }

  private Made relation(Scope outer) {
    int drawn = chance.below(100);
    if (drawn < 14 && queries.mayNest()) {
      chance.saw("derived table");
      String alias = queries.newAlias();
      boolean isCorrelated = !outer.outer().isEmpty() && chance.percent(50);
      if (isCorrelated) chance.saw("derived table in a correlated query");
      QueryMaker.Made inner =
          queries.block(queries.kinds(1 + chance.below(3)), isCorrelated ? outer : Scope.NOTHING);
      return new Made("(" + inner.text() + ") " + alias, inner.columns(alias), inner.rows());
    }
    if (drawn < 24 && !queries.shared().isEmpty()) {
      chance.saw("CTE used");
      String alias = queries.newAlias();
      QueryMaker.Shared shared = chance.one(queries.shared());
      return new Made(
          shared.name() + " " + alias,
          QueryMaker.qualified(shared.columns(), alias),
          shared.rows());
    }
    if (drawn < 36) return derived.relation();
    return table(outer);
  }

  private Made table(Scope outer) {
    String alias = queries.newAlias();
    ChanceTables.Table table = chance.one(ChanceTables.ALL);
    if (table.rowCount() > 1_000 && !outer.outer().isEmpty()) table = ChanceTables.ALL.getFirst();
    // Sub-queries for each of so many rows take long in some forms, in any engine.
    if (table.rowCount() > 1_000) queries.nestNoMore();
    return new Made(
        table.name() + " " + alias,
        QueryMaker.qualified(ChanceTables.COLUMNS, alias),
        table.rowCount());
  }

  /** By a comma, which binds less than any join. */
  private Made listed(Made left, Scope outer) {
    if (queries.mayNest() && chance.percent(30)) {
      chance.saw("LATERAL by comma");
      String alias = queries.newAlias();
      QueryMaker.Made inner =
          queries.plain(
              queries.kinds(1 + chance.below(2)), new Scope(List.of(), both(left, outer.outer())));
      long rows = left.rows * Math.max(1, inner.rows());
      return new Made(
          left.text + ", LATERAL (" + inner.text() + ") " + alias,
          both(left, inner.columns(alias)),
          rows);
    }
    Made right = relation(outer);
    long rows = left.rows * Math.max(1, right.rows);
    if (rows > most(outer)) return left;
    chance.saw("join by comma");
    return new Made(left.text + ", " + right.text, both(left, right.columns), rows);
  }

  private static List<Scope.Column> both(Made left, List<Scope.Column> right) {
    List<Scope.Column> both = new ArrayList<>(left.columns);
    both.addAll(right);
    return both;
  }

  private Made joined(Made left, Scope outer) {
    if (queries.mayNest() && chance.percent(8)) return lateral(left, outer);
    Made right = relation(outer);
    if (chance.percent(8)) {
      Made inner = joined(right, outer);
      if (inner.rows <= most(outer)) {
        chance.saw("join in brackets");
        right = new Made("(" + inner.text + ")", inner.columns, inner.rows);
      }
    }
    List<Scope.Column> both = both(left, right.columns);
    String kind =
        chance.one(
            "JOIN",
            "JOIN",
            "INNER JOIN",
            "LEFT JOIN",
            "LEFT OUTER JOIN",
            "RIGHT JOIN",
            "FULL JOIN",
            "SEMI JOIN",
            "ANTI JOIN",
            "CROSS JOIN");
    chance.saw(kind);
    if (kind.equals("CROSS JOIN"))
      return new Made(
          left.text + " CROSS JOIN " + right.text, both, left.rows * Math.max(1, right.rows));
    boolean isHalf = kind.equals("SEMI JOIN") || kind.equals("ANTI JOIN");
    List<String> equalities = chance.percent(85) ? equalities(left, right) : List.of();
    long pairs = left.rows * Math.max(1, right.rows);
    // All pairs are tried then, in any engine.
    if (equalities.isEmpty() && pairs > 20 * most(outer)) return left;
    String condition =
        condition(equalities, both, kind.equals("JOIN") || kind.equals("INNER JOIN"), outer);
    long rows = equalities.isEmpty() ? pairs : pairs / 8;
    return new Made(
        left.text + " " + kind + " " + right.text + " ON " + condition,
        isHalf ? left.columns : both,
        isHalf ? left.rows : Math.max(rows, Math.max(left.rows, right.rows)));
  }

  private List<String> equalities(Made left, Made right) {
    List<String> equalities = new ArrayList<>();
    for (int i = chance.percent(20) ? 2 : 1; i > 0; i--) {
      Scope.Column column = chance.one(left.columns);
      List<Scope.Column> partners = new Scope(right.columns, List.of()).of(column.kind());
      if (partners.isEmpty() || column.kind() == Kind.TRUTH) continue;
      equalities.add(equality(column, chance.one(partners).name()));
    }
    return equalities;
  }

  private String condition(
      List<String> equalities, List<Scope.Column> both, boolean isInner, Scope outer) {
    List<String> parts = new ArrayList<>(equalities);
    if (parts.isEmpty() || chance.percent(25)) {
      chance.saw(parts.isEmpty() ? "join without equality" : "join with more");
      parts.add(queries.expressions().conditionWithoutQueries(new Scope(both, List.of()), 1));
    }
    if (isInner && queries.mayNest() && chance.percent(8)) {
      chance.saw("sub-query in ON");
      parts.add(queries.expressions().condition(new Scope(both, outer.outer()), 2));
    }
    return String.join(" AND ", parts);
  }

  private String equality(Scope.Column left, String right) {
    switch (chance.below(12)) {
      case 0 -> {
        chance.saw("join by null-safe equality");
        return left.name() + " IS NOT DISTINCT FROM " + right;
      }
      case 1 -> {
        if (left.kind() != Kind.INT && left.kind() != Kind.DECIMAL) break;
        chance.saw("join by expressions");
        return left.name() + " + 1 = " + right + " * 1";
      }
      case 2 -> {
        if (left.kind() != Kind.TEXT) break;
        chance.saw("join by expressions");
        return "lower(" + left.name() + ") = trim(" + right + ")";
      }
      default -> {}
    }
    return left.name() + " = " + right;
  }

  private Made lateral(Made left, Scope outer) {
    chance.saw("LATERAL");
    String alias = queries.newAlias();
    List<Scope.Column> seen = both(left, outer.outer());
    QueryMaker.Made inner =
        queries.plain(queries.kinds(1 + chance.below(2)), new Scope(List.of(), seen));
    String text = "LATERAL (" + inner.text() + ") " + alias;
    List<Scope.Column> both = both(left, inner.columns(alias));
    text =
        switch (chance.below(5)) {
          case 0, 1 -> " LEFT JOIN " + text + " ON TRUE";
          case 2 -> {
            chance.saw("LATERAL with a condition");
            Scope scope = new Scope(both, List.of());
            yield " JOIN "
                + text
                + " ON "
                + queries.expressions().conditionWithoutQueries(scope, 0);
          }
          default -> " CROSS JOIN " + text;
        };
    return new Made(left.text + text, both, left.rows * Math.max(1, inner.rows()));
  }
}
