package io.brasa.sql.parser;

import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.CatalogStatement.Shown;
import java.util.List;
import java.util.Optional;

/** SHOW and DESCRIBE of what lasts. */
record ShowParser(Cursor cursor, ClauseParser clauses) {
  /** Empty if something else is shown. */
  Optional<CatalogStatement> show(int mark) {
    if (cursor.accept("CURRENT", "NAMESPACE") || cursor.accept("CURRENT", "SCHEMA"))
      return Optional.of(of(Shown.CURRENT_NAMESPACE, Optional.empty(), mark));
    if (cursor.accept("CATALOGS")) return Optional.of(of(Shown.CATALOGS, Optional.empty(), mark));
    if (cursor.accept("DATABASES") || cursor.accept("SCHEMAS") || cursor.accept("NAMESPACES"))
      return Optional.of(of(Shown.DATABASES, from(), mark));
    if (cursor.accept("TABLES")) return Optional.of(of(Shown.TABLES, from(), mark));
    if (cursor.accept("VIEWS")) return Optional.of(of(Shown.VIEWS, from(), mark));
    if (cursor.accept("TABLE", "EXTENDED")) {
      Optional<List<String>> database = from();
      cursor.expect("LIKE");
      Optional<String> pattern = Optional.of(cursor.string());
      return Optional.of(
          new CatalogStatement.Show(
              Shown.TABLES_EXTENDED,
              database,
              pattern,
              clauses.optionalPartition(),
              Optional.empty(),
              cursor.from(mark)));
    }
    if (cursor.accept("PARTITIONS")) {
      List<String> table = cursor.qualifiedName();
      return Optional.of(
          new CatalogStatement.Show(
              Shown.PARTITIONS,
              Optional.of(table),
              Optional.empty(),
              clauses.optionalPartition(),
              Optional.empty(),
              cursor.from(mark)));
    }
    if (cursor.accept("TBLPROPERTIES")) {
      List<String> table = cursor.qualifiedName();
      Optional<String> key =
          cursor.isAtSign("(")
              ? Optional.of(cursor.bracketed(clauses::propertyName))
              : Optional.empty();
      return Optional.of(
          new CatalogStatement.Show(
              Shown.TBLPROPERTIES,
              Optional.of(table),
              Optional.empty(),
              List.of(),
              key,
              cursor.from(mark)));
    }
    if (cursor.accept("CREATE", "TABLE")) {
      List<String> table = cursor.qualifiedName();
      cursor.accept("AS", "SERDE");
      return Optional.of(of(Shown.CREATE_TABLE, Optional.of(table), mark));
    }
    return Optional.empty();
  }

  private Optional<List<String>> from() {
    return cursor.accept("FROM") || cursor.accept("IN")
        ? Optional.of(cursor.qualifiedName())
        : Optional.empty();
  }

  private CatalogStatement of(Shown what, Optional<List<String>> of, int mark) {
    Optional<String> pattern = Optional.empty();
    if (cursor.accept("LIKE") || cursor.peek().kind() == Kind.STRING)
      pattern = Optional.of(cursor.string());
    return new CatalogStatement.Show(
        what, of, pattern, List.of(), Optional.empty(), cursor.from(mark));
  }

  /** Empty if a table as a whole, a query or something else is described. */
  Optional<CatalogStatement> describe(int mark) {
    if (cursor.accept("DATABASE") || cursor.accept("SCHEMA") || cursor.accept("NAMESPACE")) {
      boolean isExtended = cursor.accept("EXTENDED");
      return Optional.of(
          new CatalogStatement.DescribeDatabase(
              cursor.qualifiedName(), isExtended, cursor.from(mark)));
    }
    cursor.accept("TABLE");
    boolean isExtended = cursor.accept("EXTENDED") || cursor.accept("FORMATTED");
    if (!cursor.isAtName()) return Optional.empty();
    List<String> name = cursor.qualifiedName();
    if (!cursor.isAt("PARTITION") || !cursor.peek(1).isSign("(")) return Optional.empty();
    List<PartitionValue> partition = clauses.requiredPartition();
    return Optional.of(
        new CatalogStatement.DescribePartition(name, partition, isExtended, cursor.from(mark)));
  }
}
