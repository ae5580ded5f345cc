package io.brasa.sql.parser;

import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.JoinCondition;
import io.brasa.sql.syntax.Relation.JoinKind;
import io.brasa.sql.syntax.Syntax;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What stands in FROM: tables, sub-queries, functions, joins, views of generators. */
final class RelationParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final Supplier<Relation> queries;

  RelationParser(Cursor cursor, ExpressionParser expressions, Supplier<Relation> queries) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.queries = queries;
  }

  /** Relations with commas between: all pairs. */
  Relation relations() {
    int mark = cursor.mark();
    Relation left = joined();
    while (cursor.acceptSign(",")) {
      boolean isLateral = cursor.isAt("LATERAL") && !cursor.isAt("LATERAL", "VIEW");
      Relation right = joined();
      left =
          new Relation.Join(
              left, right, JoinKind.CROSS, new JoinCondition.None(), isLateral, cursor.from(mark));
    }
    while (cursor.accept("LATERAL", "VIEW")) left = lateralView(left, mark);
    return left;
  }

  private Relation lateralView(Relation input, int mark) {
    boolean isOuter = cursor.accept("OUTER");
    int callMark = cursor.mark();
    List<String> name = cursor.qualifiedName();
    Syntax parsed = new CallParser(cursor, expressions).call(name, callMark);
    if (!(parsed instanceof Syntax.Call call))
      throw cursor.invalid(
          callMark, "A generator is expected here", "Write explode(…) or the like");
    Optional<String> alias = cursor.isAtAlias() ? Optional.of(cursor.name()) : Optional.empty();
    List<String> columns = cursor.accept("AS") ? cursor.list(cursor::name) : List.of();
    return new Relation.LateralView(input, call, isOuter, alias, columns, cursor.from(mark));
  }

  private Relation joined() {
    int mark = cursor.mark();
    cursor.accept("LATERAL");
    return joins(primary(), mark);
  }

  /** What is joined to a relation behind it, if anything is. */
  Relation joins(Relation first, int mark) {
    Relation left = first;
    while (true) {
      int before = cursor.mark();
      boolean isNatural = cursor.accept("NATURAL");
      Optional<JoinKind> kind = kind();
      if (kind.isEmpty()) {
        if (isNatural) throw cursor.unexpected("JOIN");
        cursor.reset(before);
        return left;
      }
      boolean isLateral = cursor.accept("LATERAL");
      Relation right = primary();
      JoinCondition condition = isNatural ? new JoinCondition.Natural() : condition();
      left = new Relation.Join(left, right, kind.get(), condition, isLateral, cursor.from(mark));
    }
  }

  /** The words that make a join, JOIN included; empty, with nothing taken, if there is none. */
  private Optional<JoinKind> kind() {
    if (cursor.accept("JOIN") || cursor.accept("INNER", "JOIN")) return Optional.of(JoinKind.INNER);
    if (cursor.accept("CROSS", "JOIN")) return Optional.of(JoinKind.CROSS);
    if (cursor.accept("LEFT", "SEMI", "JOIN") || cursor.accept("SEMI", "JOIN"))
      return Optional.of(JoinKind.LEFT_SEMI);
    if (cursor.accept("LEFT", "ANTI", "JOIN") || cursor.accept("ANTI", "JOIN"))
      return Optional.of(JoinKind.LEFT_ANTI);
    for (JoinKind kind : List.of(JoinKind.LEFT, JoinKind.RIGHT, JoinKind.FULL)) {
      if (cursor.accept(kind.name(), "JOIN") || cursor.accept(kind.name(), "OUTER", "JOIN"))
        return Optional.of(kind);
    }
    return Optional.empty();
  }

  private JoinCondition condition() {
    if (cursor.accept("ON")) return new JoinCondition.On(expressions.expression());
    if (cursor.accept("USING"))
      return new JoinCondition.Using(cursor.bracketed(() -> cursor.list(cursor::name)));
    return new JoinCondition.None();
  }

  private Relation primary() {
    int mark = cursor.mark();
    Relation relation = sampled(cursor.nested(() -> plain(mark)), mark);
    Relation all = aliased(relation, mark);
    if (!new PivotParser(cursor, expressions).isAtPivot()) return all;
    return aliased(pivoted(all, mark), mark);
  }

  /** What PIVOT, UNPIVOT or TABLESAMPLE make of it, if they stand here. */
  Relation changed(Relation input, int mark) {
    return sampled(pivoted(input, mark), mark);
  }

  private Relation pivoted(Relation input, int mark) {
    return new PivotParser(cursor, expressions).pivoted(input, mark);
  }

  private Relation aliased(Relation relation, int mark) {
    boolean isPivot = new PivotParser(cursor, expressions).isAtPivot();
    boolean hasAlias = cursor.accept("AS");
    if (!hasAlias && (isPivot || !cursor.isAtAlias())) return relation;
    String name = cursor.name();
    List<String> columns =
        cursor.isAtSign("(") ? cursor.bracketed(() -> cursor.list(cursor::name)) : List.of();
    return sampled(new Relation.Aliased(relation, name, columns, cursor.from(mark)), mark);
  }

  private Relation plain(int mark) {
    if (cursor.peek().kind() == Kind.STRING)
      return new Relation.Path(cursor.string(), cursor.from(mark));
    if (cursor.isAtSign("(")) {
      if (!expressions.isAtQuery()) return cursor.bracketed(this::relations);
      boolean mayBeRelations = cursor.peek(1).isSign("(") || cursor.peek(1).isWord("VALUES");
      return mayBeRelations
          ? cursor.either(() -> cursor.bracketed(queries), () -> cursor.bracketed(this::relations))
          : cursor.bracketed(queries);
    }
    if (cursor.isAt("VALUES")) return values();
    if (!cursor.isAtPlainName()) throw cursor.unexpected("a table");
    List<String> name = cursor.qualifiedName();
    if (cursor.isAtSign("(")) {
      Syntax call = new CallParser(cursor, expressions).call(name, mark);
      if (call instanceof Syntax.Call function)
        return new Relation.TableFunction(function, cursor.from(mark));
      throw cursor.invalid(mark, "This gives no rows", "Use a function that gives rows: range(10)");
    }
    if (cursor.isAt("TIMESTAMP", "AS") || cursor.isAt("VERSION", "AS"))
      throw cursor.unsupported(mark, "Reading an earlier version of a table");
    return new Relation.Table(name, cursor.from(mark));
  }

  /** {@code VALUES (1, 'a'), (2, 'b')}, or without brackets for one column. */
  Relation values() {
    int mark = cursor.mark();
    cursor.expect("VALUES");
    List<List<Syntax>> rows = cursor.list(this::row);
    int width = rows.getFirst().size();
    for (List<Syntax> row : rows) {
      if (row.size() != width)
        throw cursor.invalid(
            mark,
            "A row of VALUES has " + row.size() + " columns, the first " + width,
            "Give all rows the same number of columns");
    }
    return new Relation.Values(rows, cursor.from(mark));
  }

  private List<Syntax> row() {
    if (cursor.isAtSign("(") && !expressions.isAtQuery()) {
      int before = cursor.mark();
      List<Syntax> row = cursor.bracketed(() -> cursor.list(expressions::expression));
      if (cursor.isAtSign(",") || cursor.isAtSign(")") || !continues()) return row;
      cursor.reset(before);
    }
    return List.of(expressions.expression());
  }

  /** Whether a bracket was only the beginning of an expression: {@code (1) + 2}. */
  private boolean continues() {
    Kind kind = cursor.peek().kind();
    return kind == Kind.SIGN && !cursor.isAtSign(";") && !cursor.isAtSign("|>");
  }

  private Relation sampled(Relation input, int mark) {
    if (!cursor.accept("TABLESAMPLE")) return input;
    cursor.expectSign("(");
    if (cursor.accept("BUCKET")) return bucket(input, mark);
    BigDecimal amount = amount();
    if (cursor.accept("ROWS")) return rows(input, amount, mark);
    double fraction;
    if (cursor.accept("PERCENT")) fraction = amount.movePointLeft(2).doubleValue();
    else throw cursor.unsupported(mark, "TABLESAMPLE other than by PERCENT, ROWS or BUCKET");
    cursor.expectSign(")");
    long seed = 0;
    if (cursor.accept("REPEATABLE")) seed = cursor.bracketed(this::amount).longValue();
    if (fraction < 0 || fraction > 1)
      throw cursor.invalid(mark, "A sample of " + amount + " percent", "Write 0 to 100");
    return new Relation.Sample(input, fraction, false, seed, cursor.from(mark));
  }

  private Relation rows(Relation input, BigDecimal count, int mark) {
    cursor.expectSign(")");
    Syntax rows =
        new Syntax.Constant(
            count.intValue(), io.brasa.columnar.type.AtomicType.INTEGER, cursor.from(mark));
    return new Relation.Limit(input, Optional.of(rows), Optional.empty(), cursor.from(mark));
  }

  /** One bucket of several is a share of the rows. */
  private Relation bucket(Relation input, int mark) {
    BigDecimal taken = amount();
    cursor.expect("OUT");
    cursor.expect("OF");
    BigDecimal all = amount();
    cursor.expectSign(")");
    double fraction = all.signum() > 0 ? taken.doubleValue() / all.doubleValue() : -1;
    if (fraction < 0 || fraction > 1)
      throw cursor.invalid(
          mark, "A sample of " + taken + " buckets out of " + all, "Take 1 to all of them");
    long seed = cursor.accept("REPEATABLE") ? cursor.bracketed(this::amount).longValue() : 0;
    return new Relation.Sample(input, fraction, false, seed, cursor.from(mark));
  }

  private BigDecimal amount() {
    int mark = cursor.mark();
    if (cursor.peek().kind() != Kind.NUMBER) throw cursor.unexpected("a number");
    try {
      return new BigDecimal(cursor.take().text());
    } catch (NumberFormatException e) {
      throw cursor.invalid(mark, "A plain number is expected", "Leave out the suffix");
    }
  }
}
