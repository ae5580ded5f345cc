package io.brasa.sql.parser;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code CREATE FUNCTION name (parameters) RETURNS type RETURN body}, and what describes them. */
record FunctionParser(Cursor cursor, QueryParser queries) {
  /** Words between the type and the body, which say what the body shows already. */
  private static final List<List<String>> CHARACTERISTICS =
      List.of(
          List.of("LANGUAGE", "SQL"),
          List.of("NOT", "DETERMINISTIC"),
          List.of("DETERMINISTIC"),
          List.of("CONTAINS", "SQL"),
          List.of("READS", "SQL", "DATA"),
          List.of("SQL", "SECURITY", "DEFINER"),
          List.of("SQL", "SECURITY", "INVOKER"));

  /** CREATE and what comes before FUNCTION were taken, and FUNCTION too. */
  Statement create(int mark, boolean replaces, boolean isTemporary) {
    boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
    if (replaces && ifNotExists)
      throw cursor.invalid(
          mark, "A function is either replaced or left as it is", "Leave out one of both");
    String name = FunctionParser.name(cursor);
    if (cursor.isAt("AS"))
      throw cursor.unsupported(mark, "A function of a class that SQL names: CREATE FUNCTION … AS");
    List<SqlFunction.Parameter> parameters = parameters();
    boolean isTable = false;
    Optional<DataType> type = Optional.empty();
    Optional<StructType> columns = Optional.empty();
    if (cursor.accept("RETURNS")) {
      isTable = cursor.isAt("TABLE");
      if (cursor.accept("TABLE")) columns = columns();
      else type = Optional.of(new TypeParser(cursor).type());
    }
    Optional<String> comment = characteristics();
    cursor.expect("RETURN");
    int from = cursor.peek().from();
    Optional<Syntax> body = Optional.empty();
    Optional<Relation> query = Optional.empty();
    if (isTable) query = Optional.of(tableBody());
    else body = Optional.of(body());
    String text = cursor.text().substring(from, cursor.lastTo());
    SqlFunction function =
        new SqlFunction(name, parameters, type, columns, body, query, comment, text);
    return new Statement.CreateFunction(
        function, isTemporary, replaces, ifNotExists, cursor.from(mark));
  }

  private Relation tableBody() {
    if (!queries.expressions().isAtQuery() && !cursor.isAt("TABLE"))
      throw cursor.unexpected("a query that gives the rows of the table");
    return queries.query();
  }

  private Syntax body() {
    int mark = cursor.mark();
    boolean isQuery = queries.expressions().isAtQuery() && !cursor.isAtSign("(");
    return isQuery
        ? new Syntax.ScalarQuery(queries.query(), cursor.from(mark))
        : queries.expressions().expression();
  }

  private List<SqlFunction.Parameter> parameters() {
    cursor.expectSign("(");
    List<SqlFunction.Parameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (!cursor.isAtSign(")")) cursor.list(() -> parameter(parameters, names));
    cursor.expectSign(")");
    return parameters;
  }

  private String parameter(List<SqlFunction.Parameter> parameters, Set<String> names) {
    int mark = cursor.mark();
    String name = cursor.name();
    DataType type = new TypeParser(cursor).type();
    if (cursor.accept("NOT", "NULL"))
      throw cursor.unsupported(mark, "NOT NULL of a function's parameter");
    Optional<Syntax> missing = Optional.empty();
    if (cursor.accept("DEFAULT")) missing = Optional.of(queries.expressions().expression());
    if (cursor.accept("COMMENT")) cursor.string();
    if (!names.add(name.toLowerCase(Locale.ROOT)))
      throw cursor.invalid(
          mark, "Two parameters are called " + name, "Give each a name of its own");
    boolean isBehindDefault =
        !parameters.isEmpty() && parameters.getLast().missing().isPresent() && missing.isEmpty();
    if (isBehindDefault)
      throw cursor.invalid(
          mark,
          "The parameter " + name + " has no default, but one before it has",
          "Put those with defaults last");
    parameters.add(new SqlFunction.Parameter(name, type, missing));
    return name;
  }

  /** The columns of a table, if they are told. */
  private Optional<StructType> columns() {
    if (!cursor.isAtSign("(")) return Optional.empty();
    List<StructField> fields = cursor.bracketed(() -> cursor.list(new TypeParser(cursor)::field));
    return Optional.of(new StructType(fields));
  }

  private Optional<String> characteristics() {
    Optional<String> comment = Optional.empty();
    while (true) {
      if (cursor.accept("COMMENT")) comment = Optional.of(cursor.string());
      else if (!acceptCharacteristic()) return comment;
    }
  }

  private boolean acceptCharacteristic() {
    for (List<String> words : CHARACTERISTICS) {
      String[] more = words.subList(1, words.size()).toArray(String[]::new);
      if (cursor.accept(words.getFirst(), more)) return true;
    }
    return false;
  }

  /** Behind DROP FUNCTION. */
  Statement drop(int mark, boolean isTemporary) {
    boolean ifExists = cursor.accept("IF", "EXISTS");
    return new Statement.DropFunction(name(cursor), isTemporary, ifExists, cursor.from(mark));
  }

  /** Behind DESCRIBE FUNCTION; operators are functions too. */
  Statement describe(int mark) {
    boolean isExtended = cursor.accept("EXTENDED");
    boolean isName = cursor.isAtName() || cursor.peek().kind() == Kind.STRING;
    String name = cursor.peek().kind() == Kind.STRING ? cursor.string() : "";
    if (name.isEmpty()) name = isName ? name(cursor) : cursor.take().text();
    return new Statement.DescribeFunction(name, isExtended, cursor.from(mark));
  }

  /** The name of a function; what says that it is of the session is no part of it. */
  static String name(Cursor cursor) {
    return SqlParser.ofSession(cursor.qualifiedName());
  }
}
