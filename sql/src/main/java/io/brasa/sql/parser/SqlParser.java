package io.brasa.sql.parser;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.function.Supplier;

/** Texts to syntax. All fail with {@code SQL_SYNTAX} or {@code SQL_UNSUPPORTED}. Stateless. */
public final class SqlParser {
  private SqlParser() {}

  /** One statement, perhaps with a semicolon behind it. */
  public static Statement statement(String text) {
    Cursor cursor = new Cursor(text);
    Statement statement = new StatementParser(cursor).statement();
    cursor.acceptSign(";");
    return whole(cursor, () -> statement);
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
