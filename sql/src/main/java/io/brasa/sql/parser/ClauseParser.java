package io.brasa.sql.parser;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.parser.Token.Kind;
import io.brasa.sql.syntax.CatalogStatement.Clustering;
import io.brasa.sql.syntax.CatalogStatement.ColumnDefinition;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pieces that statements about tables have in common. */
record ClauseParser(Cursor cursor, QueryParser queries) {
  // ---- columns

  /** {@code name type [NOT NULL] [DEFAULT value] [COMMENT 'text'] [FIRST | AFTER name]}. */
  ColumnDefinition column() {
    int mark = cursor.mark();
    String name = cursor.name();
    DataType type = new TypeParser(cursor).ofColumn();
    boolean isNullable = true;
    Optional<String> comment = Optional.empty();
    Optional<String> value = Optional.empty();
    Optional<String> position = Optional.empty();
    while (true) {
      if (cursor.accept("NOT", "NULL")) isNullable = false;
      else if (cursor.accept("COMMENT")) comment = Optional.of(cursor.string());
      else if (cursor.accept("DEFAULT")) value = Optional.of(text());
      else if (cursor.isAt("GENERATED"))
        throw cursor.unsupported(mark, "A column GENERATED from others");
      else if (isAtPosition()) position = Optional.of(position());
      else break;
    }
    return new ColumnDefinition(
        name, type, isNullable, comment, value, position, cursor.from(mark));
  }

  /** The text of an expression, which is understood later. */
  String text() {
    int from = cursor.peek().from();
    queries.expressions().expression();
    return writtenFrom(from);
  }

  /** What was taken from a place in the text on, as written. */
  String writtenFrom(int from) {
    return cursor.text().substring(from, cursor.peek(-1).to());
  }

  boolean isAtPosition() {
    return cursor.isAt("FIRST") || cursor.isAt("AFTER");
  }

  String position() {
    if (cursor.accept("FIRST")) return ColumnDefinition.FIRST;
    cursor.expect("AFTER");
    return String.join(".", cursor.qualifiedName());
  }

  // ---- clauses of tables

  TableClauses clauses() {
    Optional<String> provider = Optional.empty();
    List<ColumnDefinition> partitionColumns = new ArrayList<>();
    List<String> partitioning = new ArrayList<>();
    Optional<Clustering> clustering = Optional.empty();
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    Optional<String> location = Optional.empty();
    Optional<String> comment = Optional.empty();
    while (true) {
      int mark = cursor.mark();
      if (cursor.accept("USING")) provider = Optional.of(String.join(".", cursor.qualifiedName()));
      else if (cursor.accept("STORED", "AS")) provider = Optional.of(cursor.name());
      else if (cursor.accept("PARTITIONED", "BY"))
        cursor.bracketed(() -> cursor.list(() -> partition(partitionColumns, partitioning)));
      else if (cursor.accept("CLUSTERED", "BY")) clustering = Optional.of(clustering());
      else if (cursor.accept("OPTIONS")) options.putAll(options());
      else if (cursor.accept("TBLPROPERTIES")) properties.putAll(options());
      else if (cursor.accept("LOCATION")) location = Optional.of(cursor.string());
      else if (cursor.accept("COMMENT")) comment = Optional.of(cursor.string());
      else if (cursor.isAt("ROW", "FORMAT")
          || cursor.isAt("STORED")
          || cursor.isAt("SKEWED")
          || cursor.isAt("CLUSTER"))
        throw cursor.unsupported(
            mark, cursor.peek().text().toUpperCase(Locale.ROOT) + " of a table");
      else break;
    }
    return new TableClauses(
        provider,
        partitionColumns,
        partitioning,
        clustering,
        options,
        properties,
        location,
        comment);
  }

  /** A name of a column, or a column of its own. */
  private String partition(List<ColumnDefinition> columns, List<String> names) {
    int mark = cursor.mark();
    if (cursor.peek(1).isSign("(")) throw cursor.unsupported(mark, "Partitioning by an expression");
    if (cursor.peek(1).isSign(",") || cursor.peek(1).isSign(")")) {
      names.add(cursor.name());
      return names.getLast();
    }
    columns.add(column());
    names.add(columns.getLast().name());
    return names.getLast();
  }

  private Clustering clustering() {
    List<String> columns = cursor.bracketed(() -> cursor.list(cursor::name));
    List<String> sorting = List.of();
    if (cursor.accept("SORTED", "BY"))
      sorting =
          cursor.bracketed(
              () ->
                  cursor.list(
                      () -> {
                        String name = cursor.name();
                        int mark = cursor.mark();
                        cursor.accept("ASC");
                        if (cursor.accept("DESC"))
                          throw cursor.unsupported(mark, "Buckets in descending order");
                        return name;
                      }));
    cursor.expect("INTO");
    int count = count();
    cursor.expect("BUCKETS");
    return new Clustering(columns, sorting, count);
  }

  private int count() {
    int mark = cursor.mark();
    if (cursor.peek().kind() != Kind.NUMBER) throw cursor.unexpected("a number");
    try {
      int count = Integer.parseInt(cursor.take().text());
      if (count > 0 && count <= 100_000) return count;
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw cursor.invalid(mark, "This is no number of buckets", "Write one from 1 to 100000");
  }

  /** {@code ('name' = 'value', …)}. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    if (cursor.peek(1).isSign(")")) {
      cursor.expectSign("(");
      cursor.expectSign(")");
      return options;
    }
    cursor.bracketed(() -> cursor.list(() -> option(options)));
    return options;
  }

  private String option(Map<String, String> options) {
    String name = propertyName();
    cursor.acceptSign("=");
    String sign = cursor.acceptSign("-") ? "-" : "";
    boolean isPlain = cursor.peek().kind() == Kind.NUMBER || cursor.peek().kind() == Kind.WORD;
    options.put(name, sign + (isPlain ? cursor.take().text() : cursor.string()));
    return name;
  }

  String propertyName() {
    return cursor.peek().kind() == Kind.STRING
        ? cursor.string()
        : String.join(".", cursor.qualifiedName());
  }

  // ---- partitions

  /** {@code PARTITION (day = 1, shop)}; empty if there is none. */
  List<PartitionValue> optionalPartition() {
    return cursor.accept("PARTITION") ? partition() : List.of();
  }

  List<PartitionValue> requiredPartition() {
    cursor.expect("PARTITION");
    return partition();
  }

  private List<PartitionValue> partition() {
    return cursor.bracketed(() -> cursor.list(this::partitionValue));
  }

  private PartitionValue partitionValue() {
    int mark = cursor.mark();
    String column = cursor.name();
    Optional<Syntax> value =
        cursor.acceptSign("=") ? Optional.of(queries.expressions().expression()) : Optional.empty();
    return new PartitionValue(column, value, cursor.from(mark));
  }
}
