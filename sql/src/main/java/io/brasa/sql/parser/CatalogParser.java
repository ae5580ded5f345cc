package io.brasa.sql.parser;

import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.ColumnDefinition;
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements about what lasts, told by their first words. */
final class CatalogParser {
  private final Cursor cursor;
  private final QueryParser queries;
  private final ClauseParser clauses;

  CatalogParser(Cursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.queries = queries;
    this.clauses = new ClauseParser(cursor, queries);
  }

  /** Empty, with nothing taken, if another statement stands here. */
  Optional<CatalogStatement> statement() {
    int mark = cursor.mark();
    Optional<CatalogStatement> statement = dispatch(mark);
    if (statement.isEmpty()) cursor.reset(mark);
    return statement;
  }

  private Optional<CatalogStatement> dispatch(int mark) {
    if (cursor.accept("CREATE")) return create(mark);
    if (cursor.accept("REPLACE", "TABLE")) return Optional.of(table(true, mark));
    if (cursor.accept("DROP")) return drop(mark);
    if (cursor.accept("ALTER"))
      return Optional.of(new AlterParser(cursor, clauses, queries).alter(mark));
    if (cursor.accept("SHOW")) return new ShowParser(cursor, clauses).show(mark);
    if (cursor.accept("DESCRIBE") || cursor.accept("DESC"))
      return new ShowParser(cursor, clauses).describe(mark);
    if (cursor.accept("USE")) return Optional.of(use(mark));
    if (cursor.accept("COMMENT", "ON")) return Optional.of(comment(mark));
    if (cursor.accept("REFRESH")) return Optional.of(refresh(mark));
    if (cursor.accept("MSCK")) {
      cursor.expect("REPAIR");
      return Optional.of(repair(mark));
    }
    if (cursor.accept("REPAIR")) return Optional.of(repair(mark));
    return new ChangeParser(cursor, clauses, queries).change(mark);
  }

  private CatalogStatement use(int mark) {
    if (cursor.accept("CATALOG")) return new CatalogStatement.UseCatalog(name(), cursor.from(mark));
    boolean isPlain = cursor.peek(1).kind() == Token.Kind.WORD;
    if (isPlain && !cursor.accept("DATABASE") && !cursor.accept("SCHEMA"))
      cursor.accept("NAMESPACE");
    return new CatalogStatement.UseDatabase(cursor.qualifiedName(), cursor.from(mark));
  }

  private String name() {
    return cursor.peek().kind() == Token.Kind.STRING ? cursor.string() : cursor.name();
  }

  private CatalogStatement refresh(int mark) {
    if (cursor.peek().kind() == Token.Kind.STRING)
      return new CatalogStatement.Refresh(
          Optional.empty(), Optional.of(cursor.string()), cursor.from(mark));
    if (cursor.isAt("FUNCTION")) throw cursor.unsupported(mark, "REFRESH FUNCTION");
    cursor.accept("TABLE");
    return new CatalogStatement.Refresh(
        Optional.of(cursor.qualifiedName()), Optional.empty(), cursor.from(mark));
  }

  private CatalogStatement repair(int mark) {
    cursor.expect("TABLE");
    List<String> name = cursor.qualifiedName();
    if (!cursor.accept("ADD", "PARTITIONS") && !cursor.accept("SYNC", "PARTITIONS"))
      cursor.accept("DROP", "PARTITIONS");
    return new CatalogStatement.AlterTable(
        name, new CatalogStatement.Change.RecoverPartitions(), false, cursor.from(mark));
  }

  private CatalogStatement comment(int mark) {
    boolean isDatabase =
        cursor.accept("DATABASE") || cursor.accept("SCHEMA") || cursor.accept("NAMESPACE");
    if (!isDatabase && !cursor.accept("TABLE")) throw cursor.unexpected("DATABASE or TABLE");
    List<String> name = cursor.qualifiedName();
    cursor.expect("IS");
    Optional<String> comment =
        cursor.accept("NULL") ? Optional.empty() : Optional.of(cursor.string());
    if (!isDatabase)
      return new CatalogStatement.AlterTable(
          name, new CatalogStatement.Change.SetComment(comment), false, cursor.from(mark));
    return new CatalogStatement.AlterDatabase(
        name, Map.of(), List.of(), Optional.empty(), Optional.of(comment), cursor.from(mark));
  }

  // ---- CREATE and DROP

  private Optional<CatalogStatement> create(int mark) {
    boolean replaces = cursor.accept("OR", "REPLACE");
    if (cursor.accept("DATABASE") || cursor.accept("SCHEMA") || cursor.accept("NAMESPACE"))
      return Optional.of(database(mark));
    if (cursor.accept("EXTERNAL", "TABLE") || cursor.accept("TABLE"))
      return Optional.of(table(replaces, mark));
    if (cursor.accept("VIEW")) return Optional.of(view(replaces, mark));
    return Optional.empty();
  }

  private boolean ifNotExists() {
    return cursor.accept("IF", "NOT", "EXISTS");
  }

  private CatalogStatement database(int mark) {
    boolean ifNotExists = ifNotExists();
    List<String> name = cursor.qualifiedName();
    Optional<String> comment = Optional.empty();
    Optional<String> location = Optional.empty();
    Map<String, String> properties = Map.of();
    while (true) {
      if (cursor.accept("COMMENT")) comment = Optional.of(cursor.string());
      else if (cursor.accept("LOCATION")) location = Optional.of(cursor.string());
      else if (cursor.accept("WITH", "DBPROPERTIES") || cursor.accept("WITH", "PROPERTIES"))
        properties = clauses.options();
      else break;
    }
    return new CatalogStatement.CreateDatabase(
        name, ifNotExists, comment, location, properties, cursor.from(mark));
  }

  private CatalogStatement table(boolean replaces, int mark) {
    boolean ifNotExists = ifNotExists();
    List<String> name = cursor.qualifiedName();
    if (cursor.accept("LIKE")) {
      List<String> like = cursor.qualifiedName();
      return new CatalogStatement.CreateTableLike(
          name, like, clauses.clauses(), ifNotExists, cursor.from(mark));
    }
    List<ColumnDefinition> columns =
        cursor.isAtSign("(") && !isAtQuery()
            ? cursor.bracketed(() -> cursor.list(clauses::column))
            : List.of();
    TableClauses found = clauses.clauses();
    Optional<Relation> query =
        cursor.accept("AS") || isAtQuery() ? Optional.of(queries.query()) : Optional.empty();
    return new CatalogStatement.CreateTable(
        name, columns, found, query, ifNotExists, replaces, cursor.from(mark));
  }

  private boolean isAtQuery() {
    return queries.expressions().isAtQuery();
  }

  private CatalogStatement view(boolean replaces, int mark) {
    boolean ifNotExists = ifNotExists();
    List<String> name = cursor.qualifiedName();
    List<String> columns = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    if (cursor.isAtSign("("))
      cursor.bracketed(
          () ->
              cursor.list(
                  () -> {
                    columns.add(cursor.name());
                    comments.add(cursor.accept("COMMENT") ? cursor.string() : "");
                    return columns;
                  }));
    Optional<String> comment = Optional.empty();
    Map<String, String> properties = Map.of();
    while (true) {
      if (cursor.accept("COMMENT")) comment = Optional.of(cursor.string());
      else if (cursor.accept("TBLPROPERTIES")) properties = clauses.options();
      else if (cursor.isAt("WITH", "SCHEMA"))
        throw cursor.unsupported(cursor.mark(), "WITH SCHEMA of a view");
      else break;
    }
    cursor.expect("AS");
    int from = cursor.peek().from();
    Relation query = queries.query();
    return new CatalogStatement.CreateView(
        name,
        columns,
        comments,
        comment,
        properties,
        query,
        clauses.writtenFrom(from),
        ifNotExists,
        replaces,
        cursor.from(mark));
  }

  private Optional<CatalogStatement> drop(int mark) {
    if (cursor.accept("DATABASE") || cursor.accept("SCHEMA") || cursor.accept("NAMESPACE")) {
      boolean ifExists = cursor.accept("IF", "EXISTS");
      List<String> name = cursor.qualifiedName();
      boolean cascades = cursor.accept("CASCADE");
      if (!cascades) cursor.accept("RESTRICT");
      return Optional.of(
          new CatalogStatement.DropDatabase(name, ifExists, cascades, cursor.from(mark)));
    }
    boolean isView = cursor.accept("VIEW");
    if (!isView && !cursor.accept("TABLE")) return Optional.empty();
    boolean ifExists = cursor.accept("IF", "EXISTS");
    List<String> name = cursor.qualifiedName();
    boolean isPurged = !isView && cursor.accept("PURGE");
    return Optional.of(
        new CatalogStatement.DropTable(name, ifExists, isView, isPurged, cursor.from(mark)));
  }
}
