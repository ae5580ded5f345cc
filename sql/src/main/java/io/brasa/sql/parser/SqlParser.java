package io.brasa.sql.parser;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Script;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Texts to syntax. All fail with {@code SQL_SYNTAX} or {@code SQL_UNSUPPORTED}. Stateless. */
public final class SqlParser {
  private SqlParser() {}

  /** One statement, perhaps with a semicolon behind it. */
  public static Statement statement(String text) {
    return statement(text, IdentifierNames.OF_CONSTANTS);
  }

  /** As {@link #statement(String)}, with what {@code IDENTIFIER(…)} names. */
  public static Statement statement(String text, IdentifierNames identifiers) {
    Cursor cursor = new Cursor(text, Lexer.tokens(text), identifiers, 0);
    Statement statement = new StatementParser(cursor, false).statement();
    cursor.acceptSign(";");
    return whole(cursor, () -> statement);
  }

  /** A statement of a script. */
  public static Statement statement(Script.Piece piece, IdentifierNames identifiers) {
    Cursor cursor = cursor(piece, identifiers);
    return whole(cursor, new StatementParser(cursor, true)::statement);
  }

  /** An expression in a script. */
  public static Syntax expression(Script.Piece piece, IdentifierNames identifiers) {
    Cursor cursor = cursor(piece, identifiers);
    return whole(cursor, new QueryParser(cursor).expressions()::expression);
  }

  /** Over the tokens of a piece, which keep their places in the whole text. */
  private static Cursor cursor(Script.Piece piece, IdentifierNames identifiers) {
    List<Token> tokens = new ArrayList<>();
    for (Token token : Lexer.tokens(piece.text()))
      if (token.from() >= piece.from() && token.to() <= piece.to() && token.kind() != Kind.END)
        tokens.add(token);
    tokens.add(new Token(Kind.END, "", piece.to(), piece.to()));
    return new Cursor(piece.text(), tokens, identifiers, piece.firstParameter());
  }

  /** A name with points; what says that something belongs to the session is no part of it. */
  static String ofSession(List<String> parts) {
    for (List<String> before : List.of(List.of("system", "session"), List.of("session"))) {
      boolean isThere = parts.size() > before.size();
      for (int i = 0; isThere && i < before.size(); i++)
        isThere = before.get(i).equalsIgnoreCase(parts.get(i));
      if (isThere) return String.join(".", parts.subList(before.size(), parts.size()));
    }
    return String.join(".", parts);
  }

  /** An expression, perhaps with an alias, as {@code selectExpr} and {@code filter} take it. */
  public static Syntax expression(String text) {
    Cursor cursor = new Cursor(text);
    return whole(cursor, new QueryParser(cursor).expressions()::item);
  }

  /** A type as {@code cast} takes it: {@code decimal(10, 2)}. */
  public static DataType type(String text) {
    Cursor cursor = new Cursor(text);
    return whole(cursor, new TypeParser(cursor)::type);
  }

  /** The type of a column of a table, which may be {@code VARCHAR(5)}. */
  public static DataType columnType(String text) {
    Cursor cursor = new Cursor(text);
    return whole(cursor, new TypeParser(cursor)::ofColumn);
  }

  /** Columns with their types, as {@code schema} takes them: {@code id BIGINT, name STRING}. */
  public static StructType schema(String text) {
    Cursor cursor = new Cursor(text);
    List<StructField> fields = whole(cursor, () -> cursor.list(new TypeParser(cursor)::field));
    return new StructType(fields);
  }

  private static <T> T whole(Cursor cursor, Supplier<T> parser) {
    T parsed = parser.get();
    if (cursor.peek().kind() != Kind.END) throw cursor.unexpected("the end of the text");
    return parsed;
  }
}
