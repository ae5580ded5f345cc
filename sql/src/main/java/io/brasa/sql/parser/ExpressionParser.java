package io.brasa.sql.parser;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.syntax.Syntax.Call;
import io.brasa.sql.syntax.Syntax.Constant;
import io.brasa.sql.syntax.Syntax.SortItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Expressions by falling precedence, a method a level: OR, AND, NOT, predicates, {@code | ^ &},
 * shifts, {@code + - ||}, {@code * / % DIV}, signs, {@code :: [] .}, and what stands alone.
 */
final class ExpressionParser {
  private static final List<String> COMPARISONS =
      List.of("=", "==", "<=>", "<>", "!=", "<=", ">=", "<", ">");

  /** So that the name of a column, and the stack, have an end. */
  private static final int MAX_LINKS = 10_000;

  private final Cursor cursor;
  private final Supplier<Relation> queries;
  private final PrimaryParser primaries;

  /**
   * @param queries parses a query at the cursor
   */
  ExpressionParser(Cursor cursor, Supplier<Relation> queries) {
    this.cursor = cursor;
    this.queries = queries;
    this.primaries = new PrimaryParser(cursor, this, queries);
  }

  Syntax expression() {
    return cursor.nested(this::disjunction);
  }

  /** An expression, perhaps with a name: an item of SELECT. */
  Syntax item() {
    int mark = cursor.mark();
    Syntax expression = expression();
    if (cursor.accept("AS")) {
      if (cursor.isAtSign("(")) {
        List<String> names = cursor.bracketed(() -> cursor.list(cursor::name));
        return new Syntax.Alias(expression, names, cursor.from(mark));
      }
      return Syntax.Alias.of(expression, aliasName(), cursor.from(mark));
    }
    boolean isAboutNulls = cursor.isAt("IGNORE", "NULLS") || cursor.isAt("RESPECT", "NULLS");
    if (cursor.isAtAlias() && !isAboutNulls)
      return Syntax.Alias.of(expression, cursor.name(), cursor.from(mark));
    return expression;
  }

  private String aliasName() {
    return cursor.peek().kind() == Kind.STRING ? cursor.string() : cursor.name();
  }

  SortItem sortItem() {
    int mark = cursor.mark();
    Syntax expression = expression();
    boolean isDescending = cursor.accept("DESC");
    if (!isDescending) cursor.accept("ASC");
    Optional<Boolean> isNullsFirst = Optional.empty();
    if (cursor.accept("NULLS", "FIRST")) isNullsFirst = Optional.of(true);
    else if (cursor.accept("NULLS", "LAST")) isNullsFirst = Optional.of(false);
    return new SortItem(expression, isDescending, isNullsFirst, cursor.from(mark));
  }

  private Call call(String name, int mark, Syntax... arguments) {
    return Call.of(name, List.of(arguments), cursor.from(mark));
  }

  /**
   * An operator between what stands before it, itself perhaps a chain of operators, and the next
   * operand: the order counts, so the tree is as deep as the chain is long.
   *
   * @param count of the operators in the chain, this one too
   */
  private Syntax link(String operator, int mark, Syntax left, Syntax right, int count) {
    if (count > MAX_LINKS)
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          cursor.from(mark),
          "A chain of more than " + MAX_LINKS + " operators",
          "Put what it lists into a table, and sum up or join the strings of that");
    return call(operator, mark, left, right);
  }

  // ---- boolean

  private Syntax disjunction() {
    return chain("or", this::conjunction);
  }

  private Syntax conjunction() {
    return chain("and", this::negation);
  }

  /** Operands with a word between; as a tree of little depth, since such chains can be long. */
  private Syntax chain(String word, Supplier<Syntax> operand) {
    int mark = cursor.mark();
    List<Syntax> operands = new ArrayList<>();
    do {
      operands.add(operand.get());
    } while (cursor.accept(word));
    return balanced(word, operands, mark);
  }

  private Syntax balanced(String word, List<Syntax> operands, int mark) {
    if (operands.size() == 1) return operands.getFirst();
    int half = operands.size() <= 8 ? operands.size() - 1 : operands.size() / 2;
    return call(
        word,
        mark,
        balanced(word, operands.subList(0, half), mark),
        balanced(word, operands.subList(half, operands.size()), mark));
  }

  private Syntax negation() {
    int mark = cursor.mark();
    if (cursor.accept("NOT") || cursor.acceptSign("!")) {
      Syntax child = cursor.nested(this::negation);
      return call("not", mark, child);
    }
    return predicate();
  }

  private Syntax predicate() {
    int mark = cursor.mark();
    Syntax left = comparison();
    while (true) {
      Syntax more = oneMore(left, mark);
      if (more == null) return left;
      left = more;
    }
  }

  /** What a word such as BETWEEN makes of what stands before it; null if there is none. */
  private Syntax oneMore(Syntax left, int mark) {
    int before = cursor.mark();
    boolean isNegated = cursor.accept("NOT");
    if (cursor.accept("BETWEEN")) return between(left, isNegated, mark);
    if (cursor.accept("IN")) return in(left, isNegated, mark);
    for (String name : List.of("LIKE", "ILIKE")) {
      if (cursor.accept(name)) return like(left, name, isNegated, mark);
    }
    if (cursor.accept("RLIKE") || cursor.accept("REGEXP"))
      return negated(call("rlike", mark, left, comparison()), isNegated, mark);
    cursor.reset(before);
    return cursor.accept("IS") ? is(left, mark) : null;
  }

  private Syntax negated(Syntax expression, boolean isNegated, int mark) {
    return isNegated ? call("not", mark, expression) : expression;
  }

  private Syntax between(Syntax value, boolean isNegated, int mark) {
    Syntax low = comparison();
    cursor.expect("AND");
    Syntax high = comparison();
    Syntax both = call("and", mark, call(">=", mark, value, low), call("<=", mark, value, high));
    return negated(both, isNegated, mark);
  }

  private Syntax in(Syntax value, boolean isNegated, int mark) {
    cursor.expectSign("(");
    if (isAtQuery()) {
      Relation query = cursor.nested(queries);
      cursor.expectSign(")");
      return new Syntax.InQuery(row(value), query, isNegated, cursor.from(mark));
    }
    List<Syntax> options = cursor.list(this::expression);
    cursor.expectSign(")");
    return new Syntax.In(value, options, isNegated, cursor.from(mark));
  }

  /** The parts of {@code (a, b)}, or the value alone. */
  private static List<Syntax> row(Syntax value) {
    return value instanceof Call call
            && call.name().equals(List.of("struct"))
            && call.arguments().size() > 1
        ? call.arguments()
        : List.of(value);
  }

  /** Whether a query stands here, brackets around it aside. */
  boolean isAtQuery() {
    int ahead = 0;
    while (cursor.peek(ahead).isSign("(")) ahead++;
    Token token = cursor.peek(ahead);
    return token.isWord("SELECT")
        || token.isWord("WITH")
        || token.isWord("FROM")
        || token.isWord("TABLE") && cursor.isNameAhead(ahead + 1)
        || token.isWord("VALUES") && cursor.peek(ahead + 1).isSign("(");
  }

  private Syntax like(Syntax value, String word, boolean isNegated, int mark) {
    String name = word.toLowerCase(java.util.Locale.ROOT);
    for (String quantifier : List.of("ANY", "SOME", "ALL")) {
      if (cursor.isAt(quantifier) && cursor.peek(1).isSign("(")) {
        cursor.take();
        List<Syntax> patterns = cursor.bracketed(() -> cursor.list(this::expression));
        return likeEach(value, name, patterns, quantifier.equals("ALL"), isNegated, mark);
      }
    }
    Syntax pattern = comparison();
    Syntax like =
        cursor.accept("ESCAPE")
            ? call(name, mark, value, pattern, comparison())
            : call(name, mark, value, pattern);
    return negated(like, isNegated, mark);
  }

  private Syntax likeEach(
      Syntax value,
      String name,
      List<Syntax> patterns,
      boolean isAll,
      boolean isNegated,
      int mark) {
    List<Syntax> all = new ArrayList<>();
    for (Syntax pattern : patterns)
      all.add(negated(call(name, mark, value, pattern), isNegated, mark));
    return balanced(isAll ? "and" : "or", all, mark);
  }

  private Syntax is(Syntax value, int mark) {
    boolean isNegated = cursor.accept("NOT");
    if (cursor.accept("NULL")) return call(isNegated ? "isnotnull" : "isnull", mark, value);
    if (cursor.accept("DISTINCT", "FROM"))
      return negated(call("<=>", mark, value, comparison()), !isNegated, mark);
    if (cursor.accept("UNKNOWN")) return call(isNegated ? "isnotnull" : "isnull", mark, value);
    for (boolean truth : new boolean[] {true, false}) {
      if (cursor.accept(truth ? "TRUE" : "FALSE")) {
        Syntax constant = new Constant(truth, AtomicType.BOOLEAN, cursor.from(mark));
        return negated(call("<=>", mark, value, constant), isNegated, mark);
      }
    }
    throw cursor.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
  }

  private Syntax comparison() {
    int mark = cursor.mark();
    Syntax left = bits(0);
    while (true) {
      String sign = comparisonSign();
      if (sign == null) return left;
      Syntax quantified = quantified(sign, left, mark);
      left = quantified != null ? quantified : call(sign, mark, left, bits(0));
    }
  }

  private String comparisonSign() {
    for (String sign : COMPARISONS) {
      if (!cursor.isAtSign(sign) || sign.equals(">") && isShift()) continue;
      cursor.take();
      return switch (sign) {
        case "==" -> "=";
        case "!=" -> "<>";
        default -> sign;
      };
    }
    return null;
  }

  private Syntax quantified(String sign, Syntax left, int mark) {
    boolean isAll = cursor.isAt("ALL");
    boolean isAny = cursor.isAt("ANY") || cursor.isAt("SOME");
    if (!isAll && !isAny || !cursor.peek(1).isSign("(")) return null;
    int before = cursor.mark();
    cursor.take();
    cursor.take();
    if (!isAtQuery()) {
      cursor.reset(before);
      return null;
    }
    Relation query = cursor.nested(queries);
    cursor.expectSign(")");
    return new Syntax.Quantified(sign, left, isAll, query, cursor.from(mark));
  }

  // ---- numbers

  /** {@code |}, {@code ^} and {@code &}, the loosest first; then shifts. */
  private Syntax bits(int level) {
    if (level == 3) return shifts();
    String sign = List.of("|", "^", "&").get(level);
    int mark = cursor.mark();
    Syntax left = bits(level + 1);
    for (int count = 1; cursor.acceptSign(sign); count++) {
      Syntax right = bits(level + 1);
      left = link(sign, mark, left, right, count);
    }
    return left;
  }

  private boolean isShift() {
    Token next = cursor.peek(1);
    return cursor.isAtSign(">") && next.isSign(">") && next.from() == cursor.peek().to();
  }

  private Syntax shifts() {
    int mark = cursor.mark();
    Syntax left = sum();
    for (int count = 1; ; count++) {
      String name = shift();
      if (name == null) return left;
      Syntax right = sum();
      left = link(name, mark, left, right, count);
    }
  }

  private String shift() {
    boolean isLeft =
        cursor.isAtSign("<")
            && cursor.peek(1).isSign("<")
            && cursor.peek(1).from() == cursor.peek().to();
    if (!isLeft && !isShift()) return null;
    cursor.take();
    cursor.take();
    if (isLeft) return "shiftleft";
    return cursor.acceptSign(">") ? "shiftrightunsigned" : "shiftright";
  }

  private Syntax sum() {
    int mark = cursor.mark();
    Syntax left = product();
    int count = 0;
    while (cursor.isAtSign("+") || cursor.isAtSign("-") || cursor.isAtSign("||")) {
      String sign = cursor.take().text();
      Syntax right = product();
      left = link(sign, mark, left, right, ++count);
    }
    return left;
  }

  private Syntax product() {
    int mark = cursor.mark();
    Syntax left = signed();
    int count = 0;
    while (cursor.isAtSign("*")
        || cursor.isAtSign("/")
        || cursor.isAtSign("%")
        || cursor.isAt("DIV")) {
      String sign = cursor.take().text().toLowerCase(java.util.Locale.ROOT);
      Syntax right = signed();
      left = link(sign, mark, left, right, ++count);
    }
    return left;
  }

  private Syntax signed() {
    int mark = cursor.mark();
    if (cursor.acceptSign("-")) {
      if (cursor.peek().kind() == Kind.NUMBER)
        return primaries.behind(new LiteralParser(cursor).number(true, mark), mark);
      return call("negative", mark, cursor.nested(this::signed));
    }
    if (cursor.acceptSign("+")) return call("positive", mark, cursor.nested(this::signed));
    if (cursor.acceptSign("~")) return call("~", mark, cursor.nested(this::signed));
    return primaries.primary();
  }

  /** The number before a unit. */
  Syntax intervalValue() {
    return signed();
  }

  List<Syntax> expressions() {
    return new ArrayList<>(cursor.list(this::expression));
  }
}
