package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes relations that are no tables and no queries like others, each complete in itself. */
final class DerivedRelations {
  private static final List<String> SMALL = List.of("t", "u", "w", "t", "v");

  private final Chance chance;
  private final QueryMaker queries;

  DerivedRelations(Chance chance, QueryMaker queries) {
    this.chance = chance;
    this.queries = queries;
  }

  Relations.Made relation() {
    return switch (chance.below(10)) {
      case 0, 1 -> values();
      case 2 -> range();
      case 3, 4 -> using();
      case 5 -> natural();
      case 6 -> pivot();
      case 7 -> unpivot();
      case 8 -> stars();
      default -> count();
    };
  }

  private static List<Scope.Column> columns(Kind kind) {
    return ChanceTables.COLUMNS.stream().filter(column -> column.kind() == kind).toList();
  }

  private static long rows(String table) {
    return ChanceTables.ALL.stream()
        .filter(t -> t.name().equals(table))
        .findFirst()
        .orElseThrow()
        .rowCount();
  }

  /** About how many rows two tables make that are joined by a column. */
  private static long met(String left, String right) {
    return Math.max(rows(left), Math.max(rows(right), rows(left) * rows(right) / 10));
  }

  /** The name that a column of the tables has. */
  private String simple(Kind kind) {
    return chance.one(columns(kind)).simple();
  }

  private static Relations.Made named(String text, String alias, List<Kind> kinds, long rows) {
    List<Scope.Column> columns = new ArrayList<>();
    for (Kind kind : kinds) columns.add(new Scope.Column(alias + ".c" + columns.size(), kind));
    return new Relations.Made(text, columns, rows);
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
  }

  private Relations.Made values() {
    chance.saw("VALUES");
    String alias = queries.newAlias();
    List<Kind> kinds = queries.kinds(1 + chance.below(3));
    List<String> rows = new ArrayList<>();
    for (int i = 2 + chance.below(4); i > 0; i--) {
      boolean isLast = i == 1;
      rows.add(
          kinds.stream()
              .map(
                  kind ->
                      // A column of nulls alone has no type.
                      isLast || chance.percent(80)
                          ? "CAST(" + kind.literal(chance) + " AS " + kind.sql() + ")"
                          : "NULL")
              .collect(Collectors.joining(", ", "(", ")")));
    }
    return named(
        "(VALUES " + String.join(", ", rows) + ") AS " + alias + "(" + names(kinds.size()) + ")",
        alias,
        kinds,
        rows.size());
  }

  private Relations.Made range() {
    chance.saw("range");
    String alias = queries.newAlias();
    String bounds = chance.one("0, 7", "-2, 5", "10, 20", "0, 12, 3");
    return named("range(" + bounds + ") AS " + alias + "(c0)", alias, List.of(Kind.INT), 10);
  }

  private Relations.Made using() {
    String alias = queries.newAlias();
    Kind kind = chance.one(List.of(Kind.INT, Kind.TEXT, Kind.DATE, Kind.DECIMAL));
    String key = simple(kind);
    String second = kind == Kind.INT && chance.percent(30) ? ", s" : "";
    String join =
        chance.seen(
            "JOIN USING",
            "LEFT JOIN USING",
            "RIGHT JOIN USING",
            "FULL JOIN USING",
            "SEMI JOIN USING",
            "ANTI JOIN USING");
    boolean isHalf = join.startsWith("SEMI") || join.startsWith("ANTI");
    String left = chance.one(SMALL);
    String right = chance.one(SMALL);
    String items = key + " AS c0, x.d AS c1, " + (isHalf ? "x" : "y") + ".s AS c2";
    String text =
        "(SELECT "
            + items
            + " FROM "
            + left
            + " x "
            + join.replace(" USING", " " + right + " y USING ")
            + "("
            + key
            + second
            + ")) "
            + alias;
    return named(text, alias, List.of(kind, Kind.DATE, Kind.TEXT), met(left, right));
  }

  private Relations.Made natural() {
    String alias = queries.newAlias();
    String key = simple(Kind.INT);
    String second = chance.one("", ", b", ", s");
    String left = chance.one(SMALL);
    String right = chance.one(SMALL);
    String join =
        chance.seen(
            "NATURAL JOIN",
            "NATURAL LEFT JOIN",
            "NATURAL RIGHT JOIN",
            "NATURAL FULL JOIN",
            "NATURAL SEMI JOIN",
            "NATURAL ANTI JOIN");
    boolean isHalf = join.contains("SEMI") || join.contains("ANTI");
    String text =
        "(SELECT "
            + key
            + " AS c0, p AS c1, "
            + (isHalf ? "p" : "q")
            + " AS c2 FROM (SELECT "
            + key
            + ", d AS p"
            + second
            + " FROM "
            + left
            + ") x "
            + join
            + " (SELECT "
            + key
            + ", d AS q"
            + second
            + " FROM "
            + right
            + ") y) "
            + alias;
    return named(text, alias, List.of(Kind.INT, Kind.DATE, Kind.DATE), met(left, right));
  }

  /** How many rows are left by a limit of rows in no order, which alone is determined. */
  private Relations.Made count() {
    chance.saw("count of a LIMIT");
    String alias = queries.newAlias();
    String from =
        chance.one(
            "%s x",
            "%s x LEFT JOIN %s y ON x.i = y.i",
            "%s x JOIN %s y ON x.s = y.s AND x.b",
            "(SELECT DISTINCT i FROM %s UNION ALL SELECT i FROM %s) x");
    while (from.contains("%s")) from = from.replaceFirst("%s", chance.one(SMALL));
    return named(
        "(SELECT count(*) AS c0, count(v) AS c1 FROM (SELECT 1 AS v FROM "
            + from
            + " LIMIT "
            + chance.one("0", "3", "50", "1000")
            + chance.one("", " OFFSET 2", " OFFSET 70")
            + ") z) "
            + alias,
        alias,
        List.of(Kind.INT, Kind.INT),
        1);
  }

  private Relations.Made stars() {
    String alias = queries.newAlias();
    String table = chance.one(SMALL);
    String items =
        chance.percent(50)
            ? "* " + Query.either("EXCEPT", "EXCLUDE") + " (n, z)"
            : "* REPLACE (j * 2 AS j, s || '.' AS s)";
    chance.saw(items.contains("REPLACE") ? "* REPLACE" : "* EXCEPT");
    List<Scope.Column> columns =
        ChanceTables.COLUMNS.stream()
            .filter(c -> items.contains("REPLACE") || !"n, z".contains(c.simple()))
            .toList();
    String join = chance.percent(30) ? " y LEFT JOIN w x ON x.i = y.i" : " y";
    return new Relations.Made(
        "(SELECT " + (join.equals(" y") ? items : "y.*") + " FROM " + table + join + ") " + alias,
        QueryMaker.qualified(columns, alias),
        rows(table) * (join.equals(" y") ? 1 : 3));
  }

  /** No counts: of pairs that there are not Spark says NULL, DuckDB 0. */
  private Relations.Made pivot() {
    chance.saw("PIVOT");
    String alias = queries.newAlias();
    Kind value = chance.one(List.of(Kind.INT, Kind.DECIMAL, Kind.DOUBLE));
    Kind by = chance.one(List.of(Kind.INT, Kind.TEXT));
    String values = by == Kind.INT ? "1 AS a, 2 AS b" : "'a' AS a, 'ab' AS b";
    boolean isPair = chance.percent(40);
    String function = value == Kind.DECIMAL ? "max" : chance.one("sum", "max");
    String aggregates = isPair ? function + "(v) AS s, min(v) AS m" : function + "(v)";
    List<Kind> kinds = new ArrayList<>(List.of(Kind.DATE));
    for (int i = isPair ? 4 : 2; i > 0; i--) kinds.add(value);
    String text =
        "(SELECT * FROM (SELECT "
            + simple(Kind.DATE)
            + " AS g, "
            + simple(by)
            + " AS k, "
            + simple(value)
            + " AS v FROM "
            + chance.one(SMALL)
            + ") x PIVOT ("
            + aggregates
            + " FOR k IN ("
            + values
            + "))) AS "
            + alias
            + "("
            + names(kinds.size())
            + ")";
    return named(text, alias, kinds, 60);
  }

  private Relations.Made unpivot() {
    chance.saw("UNPIVOT");
    String alias = queries.newAlias();
    Kind kind = chance.one(List.of(Kind.INT, Kind.DECIMAL));
    String columns = kind == Kind.INT ? "id, i, j" : "n, m, k";
    String nulls = chance.percent(40) ? "INCLUDE NULLS " : "";
    if (!nulls.isEmpty()) chance.saw("INCLUDE NULLS");
    String text =
        "(SELECT * FROM (SELECT s, "
            + columns
            + " FROM "
            + chance.one(SMALL)
            + ") x UNPIVOT "
            + nulls
            + "(v FOR name IN ("
            + columns
            + "))) AS "
            + alias
            + "(c0, c1, c2)";
    return named(text, alias, List.of(Kind.TEXT, Kind.TEXT, kind), 600);
  }
}
