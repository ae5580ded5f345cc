package io.brasa.sql;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.Buckets;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Clustering;
import io.brasa.sql.syntax.CatalogStatement.ColumnDefinition;
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What tables are to be, from what statements and calls say; what cannot be is told. */
record TableDefinitions(BrasaSession session, AnalysisContext context) {
  /** Of columns that the statement names, or else of those that files have. */
  TableDefinition of(CatalogStatement.CreateTable create) {
    TableClauses clauses = create.clauses();
    List<ColumnDefinition> written = new ArrayList<>(create.columns());
    written.addAll(clauses.partitionColumns());
    if (written.isEmpty()) return found(clauses, create.origin());
    List<TableColumn> columns = new ArrayList<>();
    for (ColumnDefinition each : written)
      columns.add(column(each, columns.size(), create.origin()));
    return of(columns, clauses, create.origin());
  }

  TableColumn column(ColumnDefinition written, int place, Origin origin) {
    TableColumn column =
        new TableColumn(
            written.name(),
            written.type(),
            written.isNullable(),
            written.comment(),
            written.defaultValue(),
            written.name(),
            place,
            false);
    // What the default cannot be is told now.
    if (column.defaultValue().isPresent())
      new StoredRows(session, context, null, written.origin()).defaultOf(column);
    return column;
  }

  /** The columns that files have. */
  TableDefinition found(TableClauses clauses, Origin origin) {
    Optional<String> location = location(clauses);
    if (location.isEmpty())
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "The table has no columns",
          "Give it columns, a query, or the LOCATION of files that have some");
    SourceOptions given =
        new SourceOptions(
            List.of(TableSources.literal(location.get())), clauses.options(), Optional.empty());
    StructType schema = session.formats().open(provider(clauses), given).schema();
    return of(columns(schema, origin), clauses, origin);
  }

  static List<TableColumn> columns(StructType schema, Origin origin) {
    List<TableColumn> columns = new ArrayList<>();
    for (StructField field : schema.fields())
      columns.add(
          new TableColumn(
              field.name(),
              field.dataType(),
              true,
              Optional.empty(),
              Optional.empty(),
              field.name(),
              columns.size(),
              false));
    return columns;
  }

  /** Columns for the rows of a query: those that it takes from columns of CHAR are of CHAR too. */
  static List<TableColumn> columns(LogicalPlan rows, Origin origin) {
    List<TableColumn> columns = columns(rows.schema(), origin);
    List<Attribute> output = rows.output();
    for (int i = 0; i < output.size(); i++) {
      int length = output.get(i).filledLength();
      if (length > 0) columns.set(i, columns.get(i).typed(new LimitedType(length, true)));
    }
    return columns;
  }

  static String provider(TableClauses clauses) {
    return clauses.provider().orElse(Formats.DEFAULT);
  }

  private Optional<String> location(TableClauses clauses) {
    return clauses
        .location()
        .or(
            () ->
                clauses.options().entrySet().stream()
                    .filter(option -> option.getKey().equalsIgnoreCase("path"))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .map(path -> session.execution().assembly().storages().resolve(path).path());
  }

  TableDefinition of(List<TableColumn> columns, TableClauses clauses, Origin origin) {
    List<String> partitioning = new ArrayList<>();
    List<TableColumn> ordered = new ArrayList<>(columns);
    for (String name : clauses.partitioning()) {
      TableColumn column = require(columns, name, origin);
      requirePlain(column, origin);
      partitioning.add(column.name());
      ordered.remove(column);
      ordered.add(column);
    }
    requireDifferent(ordered, origin);
    if (!partitioning.isEmpty() && partitioning.size() == columns.size())
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "All columns are for dividing the rows",
          "Leave a column for the files");
    TreeMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(clauses.options());
    options.remove("path");
    TableDefinition definition =
        new TableDefinition(
            provider(clauses),
            location(clauses),
            ordered,
            partitioning,
            buckets(columns, clauses, partitioning, origin),
            options,
            clauses.properties(),
            clauses.comment(),
            session.execution().assembly().environment().currentTimeMillis());
    if (!definition.isExternal())
      new TableWrites(session, origin)
          .sink(
              definition,
              session.conf().settings().warehouse(),
              TableWrites.folders(definition).columns());
    return definition;
  }

  private static TableColumn require(List<TableColumn> columns, String name, Origin origin) {
    for (TableColumn column : columns) if (column.name().equalsIgnoreCase(name)) return column;
    throw QueryErrors.at(
        SqlError.COLUMN_NOT_FOUND,
        origin,
        "There is no column " + name + " to divide the rows by",
        "Name a column of the table");
  }

  static void requireDifferent(List<TableColumn> columns, Origin origin) {
    for (int i = 0; i < columns.size(); i++)
      for (int j = 0; j < i; j++)
        if (!columns.get(i).isDropped()
            && !columns.get(j).isDropped()
            && columns.get(i).name().equalsIgnoreCase(columns.get(j).name()))
          throw QueryErrors.at(
              SqlError.COLUMN_EXISTS,
              origin,
              "The table would have two columns " + columns.get(i).name(),
              "Choose another name");
  }

  private static void requirePlain(TableColumn column, Origin origin) {
    boolean isPlain =
        column.type() instanceof DecimalType
            || column.type() instanceof AtomicType atomic
                && switch (atomic) {
                  case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, STRING, DATE -> true;
                  default -> false;
                };
    if (!isPlain)
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "The column "
              + column.name()
              + " is of type "
              + column.type().sql()
              + ", whose values name no folders",
          "Divide the rows by a column of numbers, strings, dates or truths");
  }

  private static Optional<Buckets> buckets(
      List<TableColumn> columns, TableClauses clauses, List<String> partitioning, Origin origin) {
    if (clauses.clustering().isEmpty()) return Optional.empty();
    Clustering clustering = clauses.clustering().get();
    List<String> by = new ArrayList<>();
    for (String name : clustering.columns()) {
      TableColumn column = require(columns, name, origin);
      if (partitioning.contains(column.name()) || isUnhashed(column.type()))
        throw QueryErrors.at(
            SqlError.INVALID_ARGUMENT_VALUE,
            origin,
            "The column " + name + " cannot divide rows among buckets",
            "Choose one that divides no partitions and is no map");
      by.add(column.name());
    }
    List<String> sorting = new ArrayList<>();
    for (String name : clustering.sorting()) sorting.add(require(columns, name, origin).name());
    return Optional.of(new Buckets(clustering.count(), by, sorting));
  }

  private static boolean isUnhashed(DataType type) {
    return switch (type) {
      case MapType _ -> true;
      case ArrayType array -> isUnhashed(array.elementType());
      case StructType struct -> struct.fields().stream().anyMatch(f -> isUnhashed(f.dataType()));
      default -> false;
    };
  }
}
