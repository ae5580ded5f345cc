package io.brasa.sql.parser;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Change;
import io.brasa.sql.syntax.CatalogStatement.ColumnDefinition;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands behind ALTER. */
record AlterParser(Cursor cursor, ClauseParser clauses, QueryParser queries) {
  CatalogStatement alter(int mark) {
    if (cursor.accept("DATABASE") || cursor.accept("SCHEMA") || cursor.accept("NAMESPACE"))
      return database(mark);
    boolean isView = cursor.accept("VIEW");
    if (!isView && !cursor.accept("TABLE")) throw cursor.unexpected("TABLE, VIEW or DATABASE");
    List<String> name = cursor.qualifiedName();
    if (isView && (cursor.accept("AS") || queries.expressions().isAtQuery())) {
      int from = cursor.peek().from();
      Relation query = queries.query();
      return new CatalogStatement.AlterView(
          name, query, clauses.writtenFrom(from), cursor.from(mark));
    }
    Change change = change(mark);
    return new CatalogStatement.AlterTable(name, change, isView, cursor.from(mark));
  }

  private CatalogStatement database(int mark) {
    List<String> name = cursor.qualifiedName();
    Map<String, String> properties = Map.of();
    List<String> unset = List.of();
    Optional<String> location = Optional.empty();
    if (cursor.accept("UNSET")) {
      if (!cursor.accept("DBPROPERTIES")) cursor.expect("PROPERTIES");
      unset = names();
    } else {
      cursor.expect("SET");
      if (cursor.accept("LOCATION")) location = Optional.of(cursor.string());
      else {
        if (!cursor.accept("DBPROPERTIES")) cursor.expect("PROPERTIES");
        properties = clauses.options();
      }
    }
    return new CatalogStatement.AlterDatabase(
        name, properties, unset, location, Optional.empty(), cursor.from(mark));
  }

  private List<String> names() {
    return cursor.bracketed(() -> cursor.list(clauses::propertyName));
  }

  private Change change(int mark) {
    if (cursor.accept("RENAME")) return rename();
    if (cursor.accept("ADD")) return add();
    if (cursor.accept("DROP")) return drop();
    if (cursor.accept("REPLACE", "COLUMNS"))
      return new Change.ReplaceColumns(cursor.bracketed(() -> cursor.list(clauses::column)));
    if (cursor.accept("SET")) return set(mark);
    if (cursor.accept("UNSET", "TBLPROPERTIES")) {
      boolean ifExists = cursor.accept("IF", "EXISTS");
      return new Change.UnsetProperties(names(), ifExists);
    }
    if (cursor.accept("RECOVER", "PARTITIONS")) return new Change.RecoverPartitions();
    if (cursor.accept("ALTER") || cursor.accept("CHANGE")) return alterColumn(mark);
    if (cursor.isAt("PARTITION")) return partition(mark);
    throw cursor.unexpected("RENAME, ADD, DROP, ALTER, SET, UNSET or RECOVER");
  }

  private Change rename() {
    if (cursor.accept("TO")) return new Change.Rename(cursor.qualifiedName());
    cursor.expect("COLUMN");
    String from = String.join(".", cursor.qualifiedName());
    cursor.expect("TO");
    return new Change.RenameColumn(from, cursor.name());
  }

  private Change add() {
    boolean ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
    if (cursor.isAt("PARTITION")) {
      List<List<PartitionValue>> partitions = new ArrayList<>();
      List<Optional<String>> locations = new ArrayList<>();
      while (cursor.isAt("PARTITION")) {
        partitions.add(clauses.requiredPartition());
        locations.add(cursor.accept("LOCATION") ? Optional.of(cursor.string()) : Optional.empty());
      }
      return new Change.AddPartitions(partitions, locations, ifNotExists);
    }
    if (!cursor.accept("COLUMNS")) cursor.expect("COLUMN");
    ifNotExists |= cursor.accept("IF", "NOT", "EXISTS");
    List<ColumnDefinition> columns =
        cursor.isAtSign("(")
            ? cursor.bracketed(() -> cursor.list(this::added))
            : cursor.list(this::added);
    return new Change.AddColumns(columns, ifNotExists);
  }

  private ColumnDefinition added() {
    int mark = cursor.mark();
    if (!cursor.peek(1).isSign(".")) return clauses.column();
    List<String> name = cursor.qualifiedName();
    throw QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        cursor.from(mark),
        "ALTER TABLE … ADD COLUMNS of a field of a struct, " + String.join(".", name),
        "Create a table with a struct of more fields, and insert the rows into that");
  }

  private Change drop() {
    boolean ifExists = cursor.accept("IF", "EXISTS");
    if (cursor.isAt("PARTITION")) {
      List<List<PartitionValue>> partitions =
          cursor.list(
              () -> {
                if (cursor.isAt("PARTITION")) return clauses.requiredPartition();
                throw cursor.unexpected("PARTITION");
              });
      cursor.accept("PURGE");
      return new Change.DropPartitions(partitions, ifExists);
    }
    if (!cursor.accept("COLUMNS")) cursor.expect("COLUMN");
    ifExists |= cursor.accept("IF", "EXISTS");
    List<String> columns =
        cursor.isAtSign("(")
            ? cursor.bracketed(() -> cursor.list(this::path))
            : cursor.list(this::path);
    return new Change.DropColumns(columns, ifExists);
  }

  private String path() {
    return String.join(".", cursor.qualifiedName());
  }

  private Change set(int mark) {
    if (cursor.accept("TBLPROPERTIES")) return new Change.SetProperties(clauses.options());
    if (cursor.accept("LOCATION")) return new Change.SetLocation(cursor.string());
    throw cursor.unsupported(mark, "SET " + cursor.peek().text() + " of a table");
  }

  private Change partition(int mark) {
    List<PartitionValue> from = clauses.requiredPartition();
    if (!cursor.accept("RENAME", "TO"))
      throw cursor.unsupported(mark, "A change of one partition but for its name");
    return new Change.RenamePartition(from, clauses.requiredPartition());
  }

  private Change alterColumn(int mark) {
    cursor.accept("COLUMN");
    String column = path();
    Optional<DataType> type = Optional.empty();
    Optional<Boolean> nullable = Optional.empty();
    Optional<String> comment = Optional.empty();
    Optional<Optional<String>> value = Optional.empty();
    Optional<String> position = Optional.empty();
    if (cursor.isAtName() && !isAtChange()) {
      // As Hive writes it: CHANGE name name type COMMENT 'text'.
      if (!cursor.name().equalsIgnoreCase(column))
        throw cursor.unsupported(mark, "CHANGE of a column's name");
      type = Optional.of(new TypeParser(cursor).type());
    }
    while (isAtChange()) {
      if (cursor.accept("TYPE")) type = Optional.of(new TypeParser(cursor).type());
      else if (cursor.accept("COMMENT")) comment = Optional.of(cursor.string());
      else if (cursor.accept("SET", "NOT", "NULL")) nullable = Optional.of(false);
      else if (cursor.accept("DROP", "NOT", "NULL")) nullable = Optional.of(true);
      else if (cursor.accept("SET", "DEFAULT")) value = Optional.of(Optional.of(clauses.text()));
      else if (cursor.accept("DROP", "DEFAULT")) value = Optional.of(Optional.empty());
      else if (clauses.isAtPosition()) position = Optional.of(clauses.position());
      else throw cursor.unexpected("NOT NULL or DEFAULT");
    }
    return new Change.AlterColumn(column, type, nullable, comment, value, position);
  }

  private boolean isAtChange() {
    return cursor.isAt("TYPE")
        || cursor.isAt("COMMENT")
        || cursor.isAt("SET")
        || cursor.isAt("DROP")
        || clauses.isAtPosition();
  }
}
