package io.brasa.sql.parser;

import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Relation.Common;
import io.brasa.sql.syntax.Relation.Grouping;
import io.brasa.sql.syntax.Relation.GroupingElement;
import io.brasa.sql.syntax.Relation.SetKind;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Queries: WITH, set operations, SELECT, and the order and number of their rows. */
final class QueryParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final RelationParser relations;

  QueryParser(Cursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor, this::query);
    this.relations = new RelationParser(cursor, expressions, this::query);
  }

  ExpressionParser expressions() {
    return expressions;
  }

  /** What may stand behind FROM. */
  Relation relation() {
    return relations.relations();
  }

  Relation query() {
    int mark = cursor.mark();
    if (!cursor.accept("WITH")) return piped(ordered(mark), mark);
    boolean isRecursive = cursor.accept("RECURSIVE");
    List<Common> tables = cursor.list(this::common);
    int bodyMark = cursor.mark();
    Relation body = piped(ordered(bodyMark), bodyMark);
    return new Relation.With(tables, isRecursive, body, cursor.from(mark));
  }

  private Common common() {
    int mark = cursor.mark();
    String name = cursor.name();
    List<String> columns =
        cursor.isAtSign("(") ? cursor.bracketed(() -> cursor.list(cursor::name)) : List.of();
    Optional<Integer> mostLevels = Optional.empty();
    if (cursor.accept("MAX", "RECURSION")) {
      cursor.expect("LEVEL");
      if (cursor.peek().kind() != Token.Kind.NUMBER) throw cursor.unexpected("a number");
      mostLevels = Optional.of(levels(cursor.take().text()));
    }
    cursor.accept("AS");
    Relation query = cursor.bracketed(this::query);
    return new Common(name, columns, query, mostLevels, cursor.from(mark));
  }

  private static int levels(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      // More than anybody waits for.
      return Integer.MAX_VALUE;
    }
  }

  private Relation piped(Relation query, int mark) {
    if (!cursor.isAtSign("|>")) return query;
    return new PipeParser(
            cursor,
            expressions,
            relations,
            this::term,
            () -> cursor.list(() -> element(expressions::item)),
            this::grouping,
            input -> ordered(input, mark))
        .piped(query, mark);
  }

  private Relation ordered(int mark) {
    return ordered(sets(mark), mark);
  }

  private Relation ordered(Relation input, int mark) {
    Relation relation = input;
    if (cursor.accept("ORDER", "BY")) {
      relation =
          new Relation.Sort(relation, cursor.list(expressions::sortItem), true, cursor.from(mark));
    }
    boolean isPlaced = cursor.isAt("DISTRIBUTE") || cursor.isAt("SORT") || cursor.isAt("CLUSTER");
    if (relation != input && isPlaced && cursor.peek(1).isWord("BY"))
      throw cursor.invalid(
          cursor.mark(),
          cursor.peek().text().toUpperCase(Locale.ROOT) + " BY stands beside ORDER BY",
          "Write one of both: ORDER BY is for all rows");
    if (cursor.accept("DISTRIBUTE", "BY")) relation = distributed(relation, mark);
    if (cursor.accept("SORT", "BY")) {
      relation =
          new Relation.Sort(relation, cursor.list(expressions::sortItem), false, cursor.from(mark));
    }
    if (cursor.accept("CLUSTER", "BY")) {
      int keys = cursor.mark();
      relation = distributed(relation, mark);
      cursor.reset(keys);
      relation =
          new Relation.Sort(relation, cursor.list(expressions::sortItem), false, cursor.from(mark));
    }
    return limited(relation, mark);
  }

  private Relation distributed(Relation input, int mark) {
    List<Syntax> keys = expressions.expressions();
    return new Relation.Repartition(input, Optional.empty(), keys, true, cursor.from(mark));
  }

  private Relation limited(Relation input, int mark) {
    Optional<Syntax> count = Optional.empty();
    Optional<Syntax> offset = Optional.empty();
    boolean isLimited = false;
    while (cursor.isAt("LIMIT") || cursor.isAt("OFFSET")) {
      isLimited = true;
      if (cursor.accept("OFFSET")) offset = Optional.of(expressions.expression());
      else if (cursor.accept("LIMIT") && !cursor.accept("ALL"))
        count = Optional.of(expressions.expression());
    }
    return isLimited ? new Relation.Limit(input, count, offset, cursor.from(mark)) : input;
  }

  private Relation sets(int mark) {
    Relation left = intersections(mark);
    while (true) {
      SetKind kind;
      if (cursor.accept("UNION")) kind = SetKind.UNION;
      else if (cursor.accept("EXCEPT") || cursor.accept("MINUS") || cursor.accept("SETMINUS"))
        kind = SetKind.EXCEPT;
      else return left;
      boolean isAll = isAll();
      boolean isByName = kind == SetKind.UNION && cursor.accept("BY", "NAME");
      Relation right = intersections(cursor.mark());
      left =
          new Relation.SetOperation(left, right, kind, isAll, isByName, false, cursor.from(mark));
    }
  }

  private boolean isAll() {
    if (cursor.accept("ALL")) return true;
    cursor.accept("DISTINCT");
    return false;
  }

  private Relation intersections(int mark) {
    Relation left = term();
    while (cursor.accept("INTERSECT")) {
      boolean isAll = isAll();
      Relation right = term();
      left =
          new Relation.SetOperation(
              left, right, SetKind.INTERSECT, isAll, false, false, cursor.from(mark));
    }
    return left;
  }

  private Relation term() {
    int mark = cursor.mark();
    if (cursor.isAtSign("(")) return cursor.bracketed(this::query);
    if (cursor.isAt("VALUES")) return aliasedValues(mark);
    if (cursor.isAt("TABLE") && cursor.peek(1).kind() != Kind.END) {
      cursor.take();
      return new Relation.Table(cursor.qualifiedName(), cursor.from(mark));
    }
    if (cursor.accept("FROM")) return fromFirst(mark);
    cursor.expect("SELECT");
    return select(Optional.empty(), mark);
  }

  private Relation aliasedValues(int mark) {
    Relation values = relations.values();
    boolean hasAlias = cursor.accept("AS");
    if (!hasAlias && !cursor.isAtAlias()) return values;
    String name = cursor.name();
    List<String> columns =
        cursor.isAtSign("(") ? cursor.bracketed(() -> cursor.list(cursor::name)) : List.of();
    return new Relation.Aliased(values, name, columns, cursor.from(mark));
  }

  /** {@code FROM t SELECT a}, or {@code FROM t} alone for all of it. */
  private Relation fromFirst(int mark) {
    Relation input = relations.relations();
    if (cursor.accept("SELECT")) return select(Optional.of(input), mark);
    // Behind a table without an alias the word INSERT was taken for one.
    boolean isInsert = cursor.isAt("INSERT") || cursor.isAt("INTO") || cursor.isAt("OVERWRITE");
    if (isInsert) throw cursor.unsupported(mark, "INSERT behind FROM");
    Syntax star = new Syntax.Star(List.of(), List.of(), List.of(), cursor.from(mark));
    return new Relation.Project(input, List.of(star), cursor.from(mark));
  }

  /** SELECT was taken. */
  private Relation select(Optional<Relation> fromBefore, int mark) {
    List<Syntax.Call> hints = new ArrayList<>();
    while (cursor.peek().kind() == Kind.HINT)
      hints.addAll(HintParser.hints(cursor.take().text(), cursor.from(mark)));
    boolean isDistinct = cursor.accept("DISTINCT");
    if (!isDistinct && !cursor.isAt("ALL", "FROM")) cursor.accept("ALL");
    List<Syntax> items = cursor.list(expressions::item);
    if (cursor.isAt("USING")) throw cursor.unsupported(mark, "TRANSFORM … USING a program");
    Relation input = fromBefore.orElseGet(this::from);
    Optional<Syntax> where = clause("WHERE");
    Optional<Grouping> grouping =
        cursor.accept("GROUP", "BY") ? Optional.of(grouping()) : Optional.empty();
    Optional<Syntax> having = clause("HAVING");
    Optional<Syntax> qualify = clause("QUALIFY");
    Map<String, Syntax.Window.Defined> windows = new CallParser(cursor, expressions).windows();
    // Some engines have these two the other way round.
    if (qualify.isEmpty()) qualify = clause("QUALIFY");
    return new Relation.Select(
        input,
        where,
        grouping,
        items,
        having,
        qualify,
        windows,
        isDistinct,
        hints,
        cursor.from(mark));
  }

  private Relation from() {
    int mark = cursor.mark();
    return cursor.accept("FROM") ? relations.relations() : new Relation.OneRow(cursor.from(mark));
  }

  private Optional<Syntax> clause(String word) {
    return cursor.accept(word) ? Optional.of(expressions.expression()) : Optional.empty();
  }

  // ---- grouping

  private Grouping grouping() {
    int mark = cursor.mark();
    if (cursor.isAt("ALL") && !cursor.peek(1).isSign("(") && !cursor.peek(1).isSign(".")) {
      cursor.take();
      return new Grouping.All(cursor.from(mark));
    }
    List<GroupingElement> elements = cursor.list(() -> element(expressions::expression));
    if (cursor.accept("WITH", "ROLLUP"))
      elements = List.of(new GroupingElement.Rollup(keys(elements, mark)));
    else if (cursor.accept("WITH", "CUBE"))
      elements = List.of(new GroupingElement.Cube(keys(elements, mark)));
    else if (cursor.accept("GROUPING", "SETS"))
      elements =
          List.of(
              new GroupingElement.Listed(
                  keys(elements, mark).stream().map(List::getFirst).toList()),
              new GroupingElement.Sets(cursor.bracketed(() -> cursor.list(this::set))));
    return new Grouping.By(elements, cursor.from(mark));
  }

  private List<List<Syntax>> keys(List<GroupingElement> elements, int mark) {
    List<List<Syntax>> keys = new ArrayList<>();
    for (GroupingElement element : elements) {
      if (!(element instanceof GroupingElement.Key key))
        throw cursor.invalid(mark, "WITH ROLLUP follows plain keys", "Write ROLLUP(a, b)");
      keys.add(List.of(key.expression()));
    }
    return keys;
  }

  /**
   * @param key parses a key that is no more than that
   */
  private GroupingElement element(Supplier<Syntax> key) {
    if (cursor.isAt("ROLLUP") && cursor.peek(1).isSign("(")) {
      cursor.take();
      return new GroupingElement.Rollup(cursor.bracketed(() -> cursor.list(this::keyList)));
    }
    if (cursor.isAt("CUBE") && cursor.peek(1).isSign("(")) {
      cursor.take();
      return new GroupingElement.Cube(cursor.bracketed(() -> cursor.list(this::keyList)));
    }
    if (cursor.accept("GROUPING", "SETS"))
      return new GroupingElement.Sets(cursor.bracketed(() -> cursor.list(this::set)));
    if (cursor.isAtSign("(") && cursor.peek(1).isSign(")"))
      return new GroupingElement.Sets(List.of(set()));
    return new GroupingElement.Key(key.get());
  }

  private GroupingElement set() {
    boolean isElement =
        cursor.isAt("ROLLUP") || cursor.isAt("CUBE") || cursor.isAt("GROUPING", "SETS");
    return isElement ? element(expressions::expression) : new GroupingElement.Set(keyList());
  }

  /** {@code (a, b)}, {@code ()}, or one key without brackets. */
  private List<Syntax> keyList() {
    if (!cursor.isAtSign("(")) return List.of(expressions.expression());
    if (cursor.peek(1).isSign(")")) {
      cursor.take();
      cursor.take();
      return List.of();
    }
    Syntax one = expressions.expression();
    return one instanceof Syntax.Call call && call.name().equals(List.of("struct"))
        ? call.arguments()
        : List.of(one);
  }
}
