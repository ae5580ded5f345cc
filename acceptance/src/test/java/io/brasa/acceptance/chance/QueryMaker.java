package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes queries that both engines understand alike. Whatever order rows may come in, the rows are
 * determined: limits stand behind an order of all columns, and windows that need one have one of
 * all columns too. For one query.
 */
final class QueryMaker {
  private static final List<String> SETS =
      List.of(
          " UNION ALL ",
          " UNION ",
          " INTERSECT ",
          " EXCEPT ",
          " INTERSECT ALL ",
          " EXCEPT ALL ",
          " UNION BY NAME ",
          " UNION ALL BY NAME ");

  private final Chance chance;
  private final ExpressionMaker expressions;
  private final Relations relations;
  private final Selects selects;
  private final List<Shared> shared = new ArrayList<>();
  private final int deepest;
  private final int largest;
  private int aliasCount;
  private int depth;
  private int size;

  QueryMaker(Chance chance) {
    this.chance = chance;
    boolean isLarge = chance.percent(4);
    this.deepest = isLarge ? 4 : 3;
    this.largest = isLarge ? 12 : 7;
    this.expressions = new ExpressionMaker(chance, this);
    this.relations = new Relations(chance, this);
    this.selects = new Selects(chance, this);
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
  Query query() {
    String text = chance.percent(22) ? with() : "";
    List<Kind> kinds = kinds(1 + chance.below(5));
    text += body(kinds, Scope.NOTHING).text;
    boolean isOrdered = chance.percent(30);
    return Query.both(
        isOrdered ? text + ordered(kinds.size(), chance.percent(60)) : text, isOrdered);
  }

  private String with() {
    chance.saw("WITH");
    boolean isRecursive = chance.percent(25);
    StringBuilder text = new StringBuilder(isRecursive ? "WITH RECURSIVE " : "WITH ");
    int count = 1 + chance.below(2);
    for (int i = 0; i < count; i++) {
      String name = "w" + i;
      if (i > 0) text.append(", ");
      if (isRecursive && i == 0) {
        text.append(recursive(name));
        continue;
      }
      List<Kind> kinds = kinds(1 + chance.below(4));
      // DuckDB takes a UNION beside a recursive table for recursive too.
      Made made = isRecursive ? plain(kinds, Scope.NOTHING) : block(kinds, Scope.NOTHING);
      text.append(name).append(" AS (").append(made.text).append(")");
      shared.add(new Shared(name, made.columns(name), made.rows));
    }
    return text.append(' ').toString();
  }

  /** Steps along numbers, or along rows whose numbers meet; either comes to an end. */
  private String recursive(String name) {
    chance.saw("WITH RECURSIVE");
    String table = chance.one("w", "u");
    List<Kind> kinds = List.of(Kind.INT, Kind.INT, Kind.TEXT);
    shared.add(new Shared(name, new Made("", kinds, 0).columns(name), 60));
    String head = name + "(c0, c1, c2) AS (SELECT ";
    return chance.percent(50)
        ? head
            + "1, 1, CAST('' AS STRING) UNION ALL SELECT c0 + 1, c1 * "
            + chance.one("2", "-3", "1")
            + ", c2 || "
            + chance.one("'a'", "'b'", "CAST(c0 AS STRING)")
            + " FROM "
            + name
            + " WHERE c0 < "
            + chance.one("1", "5", "9")
            + ")"
        : head
            + "1, i, s FROM "
            + table
            + " WHERE id < 3 UNION ALL SELECT "
            + name
            + ".c0 + 1, CAST(x.j AS INT), x.s FROM "
            + name
            + " JOIN "
            + table
            + " x ON x.i = "
            + name
            + ".c1 AND x.id > "
            + name
            + ".c0 WHERE "
            + name
            + ".c0 < 4)";
  }

  List<Kind> kinds(int count) {
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < count; i++) kinds.add(Kind.any(chance));
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
    return depth < deepest && size < largest;
  }

  void nestNoMore() {
    size = Integer.MAX_VALUE / 2;
  }

  /** A query to stand in parentheses. */
  Made block(List<Kind> kinds, Scope outer) {
    if (mayNest() && chance.percent(6)) return withOne(kinds, outer);
    Made made = body(kinds, outer);
    return chance.percent(12)
        ? new Made(made.text + ordered(kinds.size(), true), kinds, Math.min(made.rows, 40))
        : made;
  }

  /** A query with a WITH of its own. */
  private Made withOne(List<Kind> kinds, Scope outer) {
    chance.saw("WITH in a query");
    Made inner = plain(kinds(1 + chance.below(3)), Scope.NOTHING);
    String name = newAlias();
    int before = shared.size();
    shared.add(new Shared(name, inner.columns(name), inner.rows));
    Made made = body(kinds, outer);
    shared.subList(before, shared.size()).clear();
    return new Made("WITH " + name + " AS (" + inner.text + ") " + made.text, kinds, made.rows);
  }

  /** A sub-query of one column. */
  String column(Kind kind, Scope outer) {
    return columns(List.of(kind), outer);
  }

  /** A sub-query of some columns. */
  String columns(List<Kind> kinds, Scope outer) {
    return chance.percent(10) ? block(kinds, outer).text : body(kinds, outer).text;
  }

  /** A sub-query of one value. */
  String scalar(Kind kind, Scope outer) {
    depth++;
    size++;
    String text = selects.scalar(kind, relations.from(outer), outer);
    depth--;
    return text;
  }

  private Made body(List<Kind> kinds, Scope outer) {
    if (!mayNest() || !chance.percent(14)) return select(kinds, outer);
    Made left = select(kinds, outer);
    Made made = combined(left, select(kinds, outer));
    if (!mayNest() || !chance.percent(20)) return made;
    chance.saw("sets of sets");
    Made bracketed = new Made("(" + made.text + ")", kinds, made.rows);
    Made other = select(kinds, outer);
    return chance.percent(50) ? combined(bracketed, other) : combined(other, bracketed);
  }

  private Made combined(Made left, Made right) {
    String operator = chance.one(SETS);
    chance.saw(operator);
    return new Made(left.text + operator + right.text, left.kinds, left.rows + right.rows);
  }

  /** Without set operations. */
  Made plain(List<Kind> kinds, Scope outer) {
    return select(kinds, outer);
  }

  private Made select(List<Kind> kinds, Scope outer) {
    depth++;
    size++;
    Relations.Made from = relations.from(outer);
    String text = selects.select(kinds, from, new Scope(from.columns(), outer.outer()));
    depth--;
    return new Made(text, kinds, from.rows());
  }

  private String ordered(int columns, boolean isLimited) {
    chance.saw("ORDER BY");
    String text = " ORDER BY ";
    if (chance.percent(10)) {
      chance.saw("ORDER BY ALL");
      text += "ALL";
    } else {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < columns; i++)
        keys.add(
            (chance.percent(70) ? "" + (i + 1) : "c" + i)
                + chance.one("", " ASC", " DESC")
                + chance.one("", "", " NULLS FIRST", " NULLS LAST"));
      text += String.join(", ", keys);
    }
    if (!isLimited) return text;
    chance.saw("LIMIT");
    text += " LIMIT " + chance.one("1", "3", "10", "40");
    if (chance.percent(25)) {
      chance.saw("OFFSET");
      text += " OFFSET " + chance.one("0", "1", "5");
    }
    return text;
  }
}
