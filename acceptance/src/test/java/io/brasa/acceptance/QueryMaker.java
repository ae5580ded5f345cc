package io.brasa.acceptance;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes queries that both engines understand alike. Whatever order rows may come in, the rows are
 * determined: limits stand behind an order of all columns, and windows that need one have one of
 * all columns too. For one query.
 */
final class QueryMaker {
  private static final int DEEPEST = 3;

  private final Chance chance;
  private final ExpressionMaker expressions;
  private final Relations relations;
  private final Windows windows;
  private final List<Shared> shared = new ArrayList<>();
  private int aliasCount;
  private int depth;
  private int size;

  QueryMaker(Chance chance) {
    this.chance = chance;
    this.expressions = new ExpressionMaker(chance, this);
    this.relations = new Relations(chance, this);
    this.windows = new Windows(chance, expressions);
  }

  /**
   * A query and the types of its columns, which are named c0, c1 and so on.
   *
   * @param rows how many it hardly has more of
   */
  record Made(String text, List<Kind> kinds, long rows) {
    List<Scope.Column> columns(String alias) {
      List<Scope.Column> columns = new ArrayList<>();
      for (Kind kind : kinds) columns.add(new Scope.Column(alias + ".c" + columns.size(), kind));
      return columns;
    }
  }

  /** A query of a WITH. */
  record Shared(String name, List<Scope.Column> columns, long rows) {}

  static List<Scope.Column> qualified(List<Scope.Column> columns, String alias) {
    return columns.stream()
        .map(column -> new Scope.Column(alias + "." + column.simple(), column.kind()))
        .toList();
  }

  /** A whole query. */
  String query() {
    StringBuilder text = new StringBuilder();
    if (chance.percent(20)) {
      chance.saw("WITH");
      text.append("WITH ");
      int count = 1 + chance.below(2);
      for (int i = 0; i < count; i++) {
        Made made = block(kinds(1 + chance.below(4)), Scope.NOTHING);
        String name = "w" + i;
        text.append(i == 0 ? "" : ", ").append(name).append(" AS (").append(made.text).append(")");
        shared.add(new Shared(name, made.columns(name), made.rows));
      }
      text.append(' ');
    }
    List<Kind> kinds = kinds(1 + chance.below(5));
    text.append(body(kinds, Scope.NOTHING).text);
    if (chance.percent(30)) text.append(ordered(kinds.size(), chance.percent(60)));
    return text.toString();
  }

  List<Kind> kinds(int count) {
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < count; i++) kinds.add(chance.one(List.of(Kind.values())));
    return kinds;
  }

  ExpressionMaker expressions() {
    return expressions;
  }

  List<Shared> shared() {
    return shared;
  }

  String newAlias() {
    return "r" + aliasCount++;
  }

  /** Whether there may be another query within the present one. */
  boolean mayNest() {
    return depth < DEEPEST && size < 7;
  }

  void nestNoMore() {
    size = Integer.MAX_VALUE / 2;
  }

  /** A query to stand in parentheses. */
  Made block(List<Kind> kinds, Scope outer) {
    Made made = body(kinds, outer);
    return chance.percent(12)
        ? new Made(made.text + ordered(kinds.size(), true), kinds, Math.min(made.rows, 40))
        : made;
  }

  /** A sub-query of one column. */
  String column(Kind kind, Scope outer) {
    return body(List.of(kind), outer).text;
  }

  /** A sub-query of one value. */
  String scalar(Kind kind, Scope outer) {
    depth++;
    size++;
    Relations.Made from = relations.from(outer);
    Scope scope = new Scope(from.columns(), outer.outer());
    String text =
        "SELECT "
            + expressions.aggregate(kind, scope)
            + " AS c0 FROM "
            + from.text()
            + where(scope, 80);
    depth--;
    return text;
  }

  private Made body(List<Kind> kinds, Scope outer) {
    if (mayNest() && chance.percent(14)) {
      String operator =
          chance.seen(
              " UNION ALL ",
              " UNION ",
              " INTERSECT ",
              " EXCEPT ",
              " INTERSECT ALL ",
              " EXCEPT ALL ");
      Made left = select(kinds, outer);
      Made right = select(kinds, outer);
      return new Made(left.text + operator + right.text, kinds, left.rows + right.rows);
    }
    return select(kinds, outer);
  }

  /** Without set operations. */
  Made plain(List<Kind> kinds, Scope outer) {
    return select(kinds, outer);
  }

  private String ordered(int columns, boolean isLimited) {
    chance.saw("ORDER BY");
    List<String> keys = new ArrayList<>();
    for (int i = 1; i <= columns; i++)
      keys.add(
          i + chance.one("", " ASC", " DESC") + chance.one("", "", " NULLS FIRST", " NULLS LAST"));
    String text = " ORDER BY " + String.join(", ", keys);
    if (!isLimited) return text;
    chance.saw("LIMIT");
    text += " LIMIT " + chance.one("1", "3", "10", "40");
    if (chance.percent(25)) {
      chance.saw("OFFSET");
      text += " OFFSET " + chance.one("0", "1", "5");
    }
    return text;
  }

  private String where(Scope scope, int percent) {
    return chance.percent(percent) ? " WHERE " + expressions.condition(scope, 2) : "";
  }

  private Made select(List<Kind> kinds, Scope outer) {
    depth++;
    size++;
    Relations.Made from = relations.from(outer);
    Scope scope = new Scope(from.columns(), outer.outer());
    int drawn = chance.below(100);
    String text;
    if (drawn < 28) text = grouped(kinds, from, scope);
    else if (drawn < 40) text = windowed(kinds, from, scope);
    else text = rows(kinds, from, scope);
    depth--;
    return new Made(text, kinds, from.rows());
  }

  private String rows(List<Kind> kinds, Relations.Made from, Scope scope) {
    List<String> items = new ArrayList<>();
    boolean isDistinct = chance.percent(12);
    if (isDistinct) chance.saw("SELECT DISTINCT");
    for (Kind kind : kinds) {
      boolean isNested = mayNest() && chance.percent(5);
      if (isNested) chance.saw("scalar sub-query selected");
      items.add(
          (isNested ? "(" + scalar(kind, scope.inside()) + ")" : expressions.value(kind, scope, 2))
              + " AS c"
              + items.size());
    }
    return "SELECT "
        + (isDistinct ? "DISTINCT " : "")
        + String.join(", ", items)
        + " FROM "
        + from.text()
        + where(scope, 50);
  }

  private String windowed(List<Kind> kinds, Relations.Made from, Scope around) {
    // Windows over columns of the query around are not what is tried here.
    Scope scope = new Scope(around.columns(), List.of());
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
    if (chance.percent(12)) {
      chance.saw("QUALIFY");
      text += " QUALIFY " + windows.rank(scope) + " <= 3";
    }
    return text;
  }

  private String grouped(List<Kind> kinds, Relations.Made from, Scope scope) {
    Groups groups = new Groups(chance, scope);
    List<String> items = new ArrayList<>();
    boolean isWhole = chance.percent(20);
    for (Kind kind : kinds)
      items.add(
          (!isWhole && chance.percent(50)
                  ? groups.key(kind).orElseGet(() -> expressions.aggregate(kind, scope))
                  : expressions.aggregate(kind, scope))
              + " AS c"
              + items.size());
    String text = "SELECT " + String.join(", ", items) + " FROM " + from.text() + where(scope, 45);
    text += groups.clause();
    if (groups.mayHaveEmptyGroup()) return text + " HAVING count(*) > 0";
    if (!chance.percent(30)) return text;
    chance.saw("HAVING");
    return text
        + " HAVING "
        + chance.one(
            "count(*) > 1",
            "count(*) <= 4",
            expressions.aggregate(Kind.INT, scope) + " >= 2",
            expressions.aggregate(Kind.TEXT, scope) + " < 'b'",
            expressions.aggregate(Kind.DECIMAL, scope) + " IS NOT NULL");
  }
}
