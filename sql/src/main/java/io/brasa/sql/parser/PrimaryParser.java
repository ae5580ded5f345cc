package io.brasa.sql.parser;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import io.brasa.sql.syntax.Syntax.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What stands alone: constants, names, calls, brackets, CASE; and what follows close behind. */
final class PrimaryParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final Supplier<Relation> queries;
  private final LiteralParser literals;
  private final IntervalParser intervals;
  private final CallParser calls;

  PrimaryParser(Cursor cursor, ExpressionParser expressions, Supplier<Relation> queries) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.queries = queries;
    this.literals = new LiteralParser(cursor);
    this.intervals = new IntervalParser(cursor, expressions);
    this.calls = new CallParser(cursor, expressions);
  }

  Syntax primary() {
    int mark = cursor.mark();
    return behind(alone(mark), mark);
  }

  /** Else the word is the name of a column. */
  private static boolean isCollation(Token token) {
    return token.kind() == Kind.QUOTED || token.kind() == Kind.WORD && !token.isWord("FROM");
  }

  private static boolean isPath(Token token) {
    return token.isSign("[") || token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
  }

  /** {@code :a.b[0]['c']} behind a variant: named by the last field, as Spark names it. */
  private Syntax variantPath(Syntax value, int mark) {
    cursor.expectSign(":");
    StringBuilder path = new StringBuilder("$");
    String name = "";
    boolean isFirst = true;
    while (true) {
      if (cursor.acceptSign("[")) {
        boolean isText = cursor.peek().kind() == Kind.STRING;
        String step = isText ? cursor.string() : cursor.take().text();
        if (isText) name = step;
        path.append('[').append(isText ? '"' + step + '"' : step).append(']');
        cursor.expectSign("]");
      } else if (isFirst || cursor.acceptSign(".")) {
        name = cursor.name();
        path.append("[\"").append(name).append("\"]");
      } else {
        break;
      }
      isFirst = false;
    }
    Syntax text = literals.constant(path.toString(), AtomicType.STRING, mark);
    Syntax call = Call.of("variant_get", List.of(value, text), cursor.from(mark));
    return name.isEmpty() ? call : Syntax.Alias.of(call, name, cursor.from(mark));
  }

  /** {@code ::type}, {@code [index]}, {@code .field} behind an expression. */
  Syntax behind(Syntax expression, int mark) {
    Syntax all = expression;
    while (true) {
      if (cursor.acceptSign("::")) {
        DataType type = new TypeParser(cursor).type();
        all = new Syntax.Cast(all, type, false, cursor.from(mark));
      } else if (cursor.acceptSign("[")) {
        Syntax index = expressions.expression();
        cursor.expectSign("]");
        all = new Syntax.Element(all, index, cursor.from(mark));
      } else if (cursor.isAt("COLLATE") && isCollation(cursor.peek(1))) {
        cursor.take();
        Syntax name = literals.constant(cursor.qualifiedName().getLast(), AtomicType.STRING, mark);
        all = Call.of("collate", List.of(all, name), cursor.from(mark));
      } else if (cursor.isAtSign(":") && isPath(cursor.peek(1))) {
        all = variantPath(all, mark);
      } else if (cursor.isAtSign(".") && !(all instanceof Syntax.Star)) {
        cursor.take();
        all = new Syntax.Field(all, cursor.name(), cursor.from(mark));
      } else {
        return all;
      }
    }
  }

  private Syntax alone(int mark) {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> literals.number(false, mark);
      case STRING -> literals.constant(cursor.string(), AtomicType.STRING, mark);
      case QUOTED -> named(mark);
      case WORD -> word(token, mark);
      case SIGN -> sign(mark);
      case HINT, END -> throw cursor.unexpected("an expression");
    };
  }

  private Syntax sign(int mark) {
    if (cursor.isAtSign("(")) return brackets(mark);
    if (cursor.acceptSign("*")) return star(List.of(), mark);
    if (cursor.acceptSign("?"))
      return new Syntax.Parameter(Optional.empty(), cursor.nextParameter(), cursor.from(mark));
    if (cursor.acceptSign(":")) {
      String name = cursor.name();
      return new Syntax.Parameter(Optional.of(name), 0, cursor.from(mark));
    }
    throw cursor.unexpected("an expression");
  }

  private Syntax brackets(int mark) {
    Syntax lambda = lambda(mark);
    if (lambda != null) return lambda;
    cursor.take();
    if (expressions.isAtQuery()) {
      Relation query = cursor.nested(queries);
      cursor.expectSign(")");
      return new Syntax.ScalarQuery(query, cursor.from(mark));
    }
    List<Syntax> parts = cursor.list(expressions::item);
    cursor.expectSign(")");
    if (parts.size() > 1) return Call.of("struct", parts, cursor.from(mark));
    return parts.getFirst();
  }

  /** {@code (x, y) -> …}; null, with nothing taken, if it is none. */
  private Syntax lambda(int mark) {
    List<String> names = new ArrayList<>();
    cursor.take();
    while (cursor.isAtName()) {
      names.add(cursor.name());
      if (!cursor.acceptSign(",")) break;
    }
    boolean isLambda = !names.isEmpty() && cursor.acceptSign(")") && cursor.acceptSign("->");
    if (!isLambda) {
      cursor.reset(mark);
      return null;
    }
    Syntax body = expressions.expression();
    return new Syntax.Lambda(names, body, cursor.from(mark));
  }

  private Syntax word(Token token, int mark) {
    Token next = cursor.peek(1);
    boolean isBeforeString = next.kind() == Kind.STRING;
    switch (token.text().toUpperCase(Locale.ROOT)) {
      case "NULL" -> {
        cursor.take();
        return literals.constant(null, AtomicType.NULL, mark);
      }
      case "TRUE", "FALSE" -> {
        if (next.isSign(".") || next.isSign("(")) return named(mark);
        cursor.take();
        return literals.constant(token.isWord("TRUE"), AtomicType.BOOLEAN, mark);
      }
      case "CASE" -> {
        cursor.take();
        return branches(mark);
      }
      case "EXISTS" -> {
        if (!next.isSign("(")) return named(mark);
        cursor.take();
        cursor.take();
        if (!expressions.isAtQuery()) {
          cursor.reset(mark);
          return named(mark);
        }
        Relation query = cursor.nested(queries);
        cursor.expectSign(")");
        return new Syntax.Exists(query, cursor.from(mark));
      }
      case "INTERVAL" -> {
        if (!intervals.isAtInterval()) return named(mark);
        cursor.take();
        return intervals.interval(mark);
      }
      case "DATE" -> {
        if (!isBeforeString) return named(mark);
        cursor.take();
        return literals.date(mark);
      }
      case "TIMESTAMP", "TIMESTAMP_LTZ", "TIMESTAMP_NTZ" -> {
        if (!isBeforeString) return named(mark);
        cursor.take();
        boolean isWithoutZone = token.isWord("TIMESTAMP_NTZ");
        return literals.timestamp(
            isWithoutZone ? AtomicType.TIMESTAMP_NTZ : AtomicType.TIMESTAMP, mark);
      }
      case "TIME" -> {
        if (!isBeforeString) return named(mark);
        cursor.take();
        return literals.time(mark);
      }
      case "X" -> {
        if (!isBeforeString) return named(mark);
        cursor.take();
        return literals.bytes(mark);
      }
      case "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIMESTAMP",
          "CURRENT_USER",
          "SESSION_USER",
          "USER" -> {
        if (next.isSign("(") || next.isSign(".")) return named(mark);
        cursor.take();
        String name = token.text().toLowerCase(Locale.ROOT);
        return Call.of(name, List.of(), cursor.from(mark));
      }
      default -> {
        return named(mark);
      }
    }
  }

  /** CASE was taken. */
  private Syntax branches(int mark) {
    Optional<Syntax> subject =
        cursor.isAt("WHEN") ? Optional.empty() : Optional.of(expressions.expression());
    List<Syntax.When> branches = new ArrayList<>();
    while (cursor.accept("WHEN")) {
      Syntax condition = expressions.expression();
      cursor.expect("THEN");
      branches.add(new Syntax.When(condition, expressions.expression()));
    }
    if (branches.isEmpty()) throw cursor.unexpected("WHEN");
    Optional<Syntax> otherwise =
        cursor.accept("ELSE") ? Optional.of(expressions.expression()) : Optional.empty();
    cursor.expect("END");
    return new Syntax.Case(subject, branches, otherwise, cursor.from(mark));
  }

  /** A name, a star behind one, a call, or a lambda of one parameter. */
  private Syntax named(int mark) {
    if (!cursor.isAtPlainName()) throw cursor.unexpected("an expression");
    List<String> name = cursor.qualifiedName();
    if (cursor.isAtSign("(")) return calls.call(name, mark);
    if (name.size() == 1 && cursor.acceptSign("->")) {
      Syntax body = expressions.expression();
      return new Syntax.Lambda(name, body, cursor.from(mark));
    }
    if (cursor.isAtSign(".") && cursor.peek(1).isSign("*")) {
      cursor.take();
      cursor.take();
      return star(name, mark);
    }
    return new Syntax.Name(name, cursor.from(mark));
  }

  /** The star was taken. */
  private Syntax star(List<String> qualifier, int mark) {
    List<Syntax.Name> except = List.of();
    List<Syntax.Alias> replacements = List.of();
    if (cursor.isAt("EXCEPT")
        && cursor.peek(1).isSign("(")
        && cursor.peek(2).kind() != Kind.END
        && !isQueryBehindBracket()) {
      cursor.take();
      except = cursor.bracketed(() -> cursor.list(this::name));
    }
    if (cursor.isAt("REPLACE") && cursor.peek(1).isSign("(")) {
      cursor.take();
      replacements = cursor.bracketed(() -> cursor.list(this::replacement));
    }
    return new Syntax.Star(qualifier, except, replacements, cursor.from(mark));
  }

  /** {@code SELECT * EXCEPT (SELECT …)} is a set operation. */
  private boolean isQueryBehindBracket() {
    Token token = cursor.peek(2);
    return token.isWord("SELECT")
        || token.isWord("WITH")
        || token.isWord("VALUES")
        || token.isSign("(");
  }

  private Syntax.Name name() {
    int mark = cursor.mark();
    List<String> parts = cursor.qualifiedName();
    return new Syntax.Name(parts, cursor.from(mark));
  }

  private Syntax.Alias replacement() {
    int mark = cursor.mark();
    Syntax expression = expressions.expression();
    cursor.expect("AS");
    return Syntax.Alias.of(expression, cursor.name(), cursor.from(mark));
  }
}
