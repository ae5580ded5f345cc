package io.brasa.acceptance;

import java.util.ArrayList;
import java.util.List;

/** Makes what stands behind FROM. */
final class Relations {
  /** More rows than these are made by no join. */
  private static final long MOST_ROWS = 20_000;

  private final Chance chance;
  private final QueryMaker queries;

  Relations(Chance chance, QueryMaker queries) {
    this.chance = chance;
    this.queries = queries;
  }

  /** A relation with its columns, and about how many rows it has. */
  record Made(String text, List<Scope.Column> columns, long rows) {}

  /** One relation or several joined; conditions see the columns of the query around. */
  Made from(Scope outer) {
    Made made = relation(outer);
    int joins = chance.below(100) < 45 ? 0 : 1 + chance.below(3);
    for (int i = 0; i < joins; i++) {
      Made joined = joined(made, outer);
      if (joined.rows <= MOST_ROWS) made = joined;
    }
    return made;
  }

  private Made relation(Scope outer) {
    String alias = queries.newAlias();
    int drawn = chance.below(100);
    if (drawn < 14 && queries.mayNest()) {
      chance.saw("derived table");
      QueryMaker.Made inner = queries.block(queries.kinds(1 + chance.below(3)), Scope.NOTHING);
      return new Made("(" + inner.text() + ") " + alias, inner.columns(alias), inner.rows());
    }
    if (drawn < 24 && !queries.shared().isEmpty()) {
      chance.saw("CTE used");
      QueryMaker.Shared shared = chance.one(queries.shared());
      return new Made(
          shared.name() + " " + alias,
          QueryMaker.qualified(shared.columns(), alias),
          shared.rows());
    }
    if (drawn < 29) {
      chance.saw("VALUES");
      return new Made(
          "(VALUES (1, 'a'), (2, NULL), (NULL, 'ab'), (2, 'b c')) AS " + alias + "(i, s)",
          List.of(
              new Scope.Column(alias + ".i", Kind.INT), new Scope.Column(alias + ".s", Kind.TEXT)),
          4);
    }
    ChanceTables.Table table = chance.one(ChanceTables.ALL);
    // Sub-queries for each of so many rows take long in some forms, in any engine.
    if (table.rowCount() > 1_000) queries.nestNoMore();
    return new Made(
        table.name() + " " + alias,
        QueryMaker.qualified(ChanceTables.COLUMNS, alias),
        table.rowCount());
  }

  private Made joined(Made left, Scope outer) {
    if (queries.mayNest() && chance.percent(8)) return lateral(left);
    Made right = relation(outer);
    List<Scope.Column> both = new ArrayList<>(left.columns);
    both.addAll(right.columns);
    String kind =
        chance.one(
            "JOIN",
            "JOIN",
            "JOIN",
            "LEFT JOIN",
            "LEFT JOIN",
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
    boolean isEqual = chance.percent(85);
    String condition = condition(left, right, both, isEqual);
    long rows = isHalf ? left.rows : left.rows * Math.max(1, right.rows) / (isEqual ? 8 : 1);
    return new Made(
        left.text + " " + kind + " " + right.text + " ON " + condition,
        isHalf ? left.columns : both,
        Math.max(rows, left.rows));
  }

  private String condition(Made left, Made right, List<Scope.Column> both, boolean isEqual) {
    Scope scope = new Scope(both, List.of());
    List<String> parts = new ArrayList<>();
    if (isEqual) {
      for (int i = chance.percent(20) ? 2 : 1; i > 0; i--) {
        Scope.Column column = chance.one(left.columns);
        List<Scope.Column> partners = new Scope(right.columns, List.of()).of(column.kind());
        if (partners.isEmpty() || column.kind() == Kind.TRUTH) continue;
        parts.add(column.name() + " = " + chance.one(partners).name());
      }
    }
    if (parts.isEmpty() || chance.percent(25)) {
      chance.saw(parts.isEmpty() ? "join without equality" : "join with more");
      parts.add(queries.expressions().conditionWithoutQueries(scope, 1));
    }
    return String.join(" AND ", parts);
  }

  private Made lateral(Made left) {
    chance.saw("LATERAL");
    String alias = queries.newAlias();
    Scope outer = new Scope(List.of(), left.columns);
    QueryMaker.Made inner = queries.plain(queries.kinds(1 + chance.below(2)), outer);
    List<Scope.Column> both = new ArrayList<>(left.columns);
    both.addAll(inner.columns(alias));
    boolean isLeft = chance.percent(40);
    return new Made(
        left.text
            + (isLeft ? " LEFT" : " CROSS")
            + " JOIN LATERAL ("
            + inner.text()
            + ") "
            + alias
            + (isLeft ? " ON TRUE" : ""),
        both,
        left.rows * Math.max(1, inner.rows()));
  }
}
