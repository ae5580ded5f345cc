package io.brasa.sql.parser;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The place in a text that parsers have come to. */
final class Cursor {
  /** How deep brackets, operators and sub-queries may nest: far from the end of the stack. */
  private static final int MAX_DEPTH = 150;

  private static final int MAX_RETRIES = 100;

  /** Words that end what stands before them: no alias without AS. */
  private static final Set<String> ENDING =
      Set.of(
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "QUALIFY",
          "WINDOW",
          "ORDER",
          "SORT",
          "CLUSTER",
          "DISTRIBUTE",
          "LIMIT",
          "OFFSET",
          "UNION",
          "EXCEPT",
          "MINUS",
          "INTERSECT",
          "SETMINUS",
          "JOIN",
          "INNER",
          "CROSS",
          "LEFT",
          "RIGHT",
          "FULL",
          "SEMI",
          "ANTI",
          "NATURAL",
          "LATERAL",
          "ON",
          "USING",
          "TABLESAMPLE",
          "PIVOT",
          "UNPIVOT",
          "AND",
          "OR",
          "NOT",
          "THEN",
          "ELSE",
          "WHEN",
          "END",
          "BETWEEN",
          "IN",
          "LIKE",
          "ILIKE",
          "RLIKE",
          "REGEXP",
          "IS",
          "ASC",
          "DESC",
          "NULLS",
          "AS",
          "SELECT",
          "WITH",
          "FILTER",
          "OVER",
          "FOR",
          "DIV",
          "BY",
          "ROWS",
          "RANGE",
          "GROUPS",
          "TO",
          "ESCAPE",
          "VALUES",
          "SET",
          "DO");

  /**
   * Words that are no names without quotes, since what follows them would be taken for an alias.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "JOIN",
          "ON",
          "USING",
          "AND",
          "OR",
          "NOT",
          "THEN",
          "ELSE",
          "WHEN",
          "END",
          "BETWEEN",
          "IN",
          "LIKE",
          "IS",
          "AS",
          "BY",
          "WITH");

  private final String text;
  private final List<Token> tokens;
  private IdentifierNames identifiers;
  private int at;
  private int depth;
  private int parameterCount;
  private int retries;

  Cursor(String text) {
    this(text, Lexer.tokens(text), IdentifierNames.OF_CONSTANTS, 0);
  }

  /**
   * @param tokens of the text, or of a piece of it
   * @param identifiers what {@code IDENTIFIER(…)} names
   * @param parameterCount how many {@code ?} come before
   */
  Cursor(String text, List<Token> tokens, IdentifierNames identifiers, int parameterCount) {
    this.text = text;
    this.tokens = tokens;
    this.identifiers = identifiers;
    this.parameterCount = parameterCount;
  }

  /** Runs a parser to which any name is right. */
  void withAnyIdentifiers(Runnable parser) {
    IdentifierNames before = identifiers;
    identifiers = IdentifierNames.ANY;
    try {
      parser.run();
    } finally {
      identifiers = before;
    }
  }

  int parameterCount() {
    return parameterCount;
  }

  /** The end of what was taken last. */
  int lastTo() {
    return at == 0 ? 0 : tokens.get(at - 1).to();
  }

  String text() {
    return text;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) at++;
    return token;
  }

  int mark() {
    return at;
  }

  void reset(int mark) {
    at = mark;
  }

  int nextParameter() {
    return parameterCount++;
  }

  /** Parses something that may hold itself again. */
  <T> T nested(Supplier<T> parser) {
    if (++depth > MAX_DEPTH)
      throw QueryErrors.at(
          SqlError.SQL_SYNTAX,
          origin(peek()),
          "The text nests deeper than " + MAX_DEPTH + " levels",
          "Split it into several queries, or use IN for long lists of conditions");
    try {
      return parser.get();
    } finally {
      depth--;
    }
  }

  /**
   * What the first parser gives, else what the second does. If both fail, the error of the one that
   * came further. Gives up looking for a second way after many, so that no text takes for ever.
   */
  <T> T either(Supplier<T> first, Supplier<T> second) {
    int mark = at;
    int parameters = parameterCount;
    try {
      return first.get();
    } catch (EngineException e) {
      if (++retries > MAX_RETRIES) throw e;
      int reached = at;
      at = mark;
      parameterCount = parameters;
      try {
        return second.get();
      } catch (EngineException other) {
        throw at > reached ? other : e;
      }
    }
  }

  // ---- words and signs

  boolean isAt(String word) {
    return peek().isWord(word);
  }

  /** Whether these words come next, in this order. */
  boolean isAt(String first, String second) {
    return peek().isWord(first) && peek(1).isWord(second);
  }

  boolean isAtSign(String sign) {
    return peek().isSign(sign);
  }

  boolean accept(String word) {
    boolean isThere = isAt(word);
    if (isThere) at++;
    return isThere;
  }

  /** All of these words, or none. */
  boolean accept(String first, String... more) {
    if (!isAt(first)) return false;
    for (int i = 0; i < more.length; i++) {
      if (!peek(i + 1).isWord(more[i])) return false;
    }
    at += 1 + more.length;
    return true;
  }

  boolean acceptSign(String sign) {
    boolean isThere = isAtSign(sign);
    if (isThere) at++;
    return isThere;
  }

  void expect(String word) {
    if (!accept(word)) throw unexpected(word);
  }

  void expectSign(String sign) {
    if (!acceptSign(sign)) throw unexpected("'" + sign + "'");
  }

  /** What is between brackets. */
  <T> T bracketed(Supplier<T> parser) {
    expectSign("(");
    T parsed = nested(parser);
    expectSign(")");
    return parsed;
  }

  /** One or more, with commas between. */
  <T> List<T> list(Supplier<T> parser) {
    List<T> parsed = new ArrayList<>();
    do {
      parsed.add(parser.get());
    } while (acceptSign(","));
    return parsed;
  }

  // ---- names

  boolean isAtName() {
    return peek().kind() == Kind.WORD || peek().kind() == Kind.QUOTED;
  }

  String name() {
    int mark = at;
    List<String> parts = parts();
    if (parts.size() == 1) return parts.getFirst();
    throw invalid(
        mark, "A name of one part is expected here", "Leave out what is before its point");
  }

  /** Parts with points between. */
  List<String> qualifiedName() {
    List<String> parts = new ArrayList<>(parts());
    while (isAtSign(".") && (peek(1).kind() == Kind.WORD || peek(1).kind() == Kind.QUOTED)) {
      at++;
      parts.addAll(parts());
    }
    return parts;
  }

  /** A name, which is of several parts only if {@code IDENTIFIER(…)} says so. */
  private List<String> parts() {
    if (isAt("IDENTIFIER") && peek(1).isSign("(")) return identified();
    if (!isAtName()) throw unexpected("a name");
    return List.of(take().text());
  }

  private List<String> identified() {
    take();
    Syntax written = bracketed(new QueryParser(this).expressions()::expression);
    String name = identifiers.of(written);
    Cursor inner = new Cursor(name);
    try {
      List<String> parts = inner.qualifiedName();
      if (inner.peek().kind() == Kind.END) return parts;
    } catch (EngineException e) {
      // told below, at the place where it was asked for
    }
    throw QueryErrors.at(
        SqlError.SQL_SYNTAX,
        written.origin(),
        "'" + name + "' is no name",
        "Let IDENTIFIER have a name, with points between its parts");
  }

  /** Whether a name comes that can be an alias without AS. */
  boolean isAtAlias() {
    return isNameAhead(0);
  }

  /** Whether a name comes that can stand in an expression, or for a table. */
  boolean isAtPlainName() {
    return peek().kind() == Kind.QUOTED
        || peek().kind() == Kind.WORD
            && (!RESERVED.contains(peek().text().toUpperCase(Locale.ROOT)) || peek(1).isSign("("));
  }

  /** Whether a name comes after so many tokens, and not a word that goes on with an expression. */
  boolean isNameAhead(int ahead) {
    Token token = peek(ahead);
    return token.kind() == Kind.QUOTED
        || token.kind() == Kind.WORD && !ENDING.contains(token.text().toUpperCase(Locale.ROOT));
  }

  String string() {
    if (peek().kind() != Kind.STRING) throw unexpected("a string");
    StringBuilder all = new StringBuilder(take().text());
    while (peek().kind() == Kind.STRING) all.append(take().text());
    return all.toString();
  }

  // ---- places and errors

  /** From a mark up to what was taken last. */
  Origin from(int mark) {
    int last = Math.max(mark, at - 1);
    return new Origin.Text(text, tokens.get(mark).from(), tokens.get(last).to());
  }

  Origin origin(Token token) {
    return new Origin.Text(text, token.from(), Math.max(token.to(), token.from()));
  }

  EngineException unexpected(String expected) {
    Token token = peek();
    String what = "Expected " + expected + ", found " + token.shown(text);
    String remedy =
        Keywords.near(token, expected)
            // the first word was understood, or it would be the one that is unexpected
            .or(() -> at <= 1 ? Optional.empty() : Keywords.near(tokens.get(at - 1), expected))
            .map(word -> "Perhaps " + word + " is meant")
            .orElse("Mend the text at this place");
    return QueryErrors.at(SqlError.SQL_SYNTAX, origin(token), what, remedy);
  }

  EngineException unsupported(int mark, String what) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        from(mark),
        what + " is not supported by this version",
        "docs/guide/sql.md lists what is");
  }

  EngineException invalid(int mark, String what, String remedy) {
    return QueryErrors.at(SqlError.SQL_SYNTAX, from(mark), what, remedy);
  }
}
