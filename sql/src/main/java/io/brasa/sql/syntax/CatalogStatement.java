package io.brasa.sql.syntax;

import io.brasa.columnar.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement about what lasts, or about a table's rows. */
public sealed interface CatalogStatement {
  Origin origin();

  // ---- parts

  /** A column of a table to be made. */
  record ColumnDefinition(
      String name,
      DataType type,
      boolean isNullable,
      Optional<String> comment,
      Optional<String> defaultValue,
      Optional<String> position,
      Origin origin) {
    /**
     * The value of {@link #position} for the first column; else it is the name of the one before.
     */
    public static final String FIRST = "";
  }

  /** {@code CLUSTERED BY (a) SORTED BY (b) INTO 8 BUCKETS}. */
  record Clustering(List<String> columns, List<String> sorting, int count) {}

  /**
   * {@code PARTITION (day = 1, shop)}.
   *
   * @param value empty if rows tell
   */
  record PartitionValue(String column, Optional<Syntax> value, Origin origin) {}

  /** What tables are made with beside their columns. */
  record TableClauses(
      Optional<String> provider,
      List<ColumnDefinition> partitionColumns,
      List<String> partitioning,
      Optional<Clustering> clustering,
      Map<String, String> options,
      Map<String, String> properties,
      Optional<String> location,
      Optional<String> comment) {}

  // ---- databases

  record UseDatabase(List<String> name, Origin origin) implements CatalogStatement {}

  record UseCatalog(String name, Origin origin) implements CatalogStatement {}

  record CreateDatabase(
      List<String> name,
      boolean ifNotExists,
      Optional<String> comment,
      Optional<String> location,
      Map<String, String> properties,
      Origin origin)
      implements CatalogStatement {}

  record DropDatabase(List<String> name, boolean ifExists, boolean cascades, Origin origin)
      implements CatalogStatement {}

  /** {@code ALTER DATABASE … SET DBPROPERTIES}, {@code SET LOCATION}, {@code COMMENT ON}. */
  record AlterDatabase(
      List<String> name,
      Map<String, String> properties,
      List<String> unset,
      Optional<String> location,
      Optional<Optional<String>> comment,
      Origin origin)
      implements CatalogStatement {}

  // ---- tables and views

  record CreateTable(
      List<String> name,
      List<ColumnDefinition> columns,
      TableClauses clauses,
      Optional<Relation> query,
      boolean ifNotExists,
      boolean replaces,
      Origin origin)
      implements CatalogStatement {}

  record CreateTableLike(
      List<String> name,
      List<String> like,
      TableClauses clauses,
      boolean ifNotExists,
      Origin origin)
      implements CatalogStatement {}

  /**
   * @param isPurged whether nothing of it stays for those who read it
   */
  record DropTable(
      List<String> name, boolean ifExists, boolean isView, boolean isPurged, Origin origin)
      implements CatalogStatement {}

  /** A view that lasts. @param text of the query */
  record CreateView(
      List<String> name,
      List<String> columns,
      List<String> comments,
      Optional<String> comment,
      Map<String, String> properties,
      Relation query,
      String text,
      boolean ifNotExists,
      boolean replaces,
      Origin origin)
      implements CatalogStatement {}

  record AlterView(List<String> name, Relation query, String text, Origin origin)
      implements CatalogStatement {}

  record AlterTable(List<String> name, Change change, boolean isView, Origin origin)
      implements CatalogStatement {}

  /** What becomes of a table. */
  sealed interface Change {
    record Rename(List<String> to) implements Change {}

    record AddColumns(List<ColumnDefinition> columns, boolean ifNotExists) implements Change {}

    record ReplaceColumns(List<ColumnDefinition> columns) implements Change {}

    record DropColumns(List<String> columns, boolean ifExists) implements Change {}

    record RenameColumn(String from, String to) implements Change {}

    /** Each part empty where it stays. */
    record AlterColumn(
        String column,
        Optional<DataType> type,
        Optional<Boolean> nullable,
        Optional<String> comment,
        Optional<Optional<String>> defaultValue,
        Optional<String> position)
        implements Change {}

    record SetProperties(Map<String, String> properties) implements Change {}

    record UnsetProperties(List<String> names, boolean ifExists) implements Change {}

    record SetComment(Optional<String> comment) implements Change {}

    /**
     * @param locations for each partition where it is said to be, if that is said
     */
    record AddPartitions(
        List<List<PartitionValue>> partitions,
        List<Optional<String>> locations,
        boolean ifNotExists)
        implements Change {}

    record DropPartitions(List<List<PartitionValue>> partitions, boolean ifExists)
        implements Change {}

    record RenamePartition(List<PartitionValue> from, List<PartitionValue> to) implements Change {}

    record SetLocation(String location) implements Change {}

    record RecoverPartitions() implements Change {}
  }

  // ---- rows

  /**
   * @param partition values that all rows have; columns without one come last in the query
   * @param columns that the query gives, by name; empty for all
   * @param replaced of which rows the new ones take the place
   */
  record Insert(
      List<String> name,
      boolean overwrites,
      List<PartitionValue> partition,
      boolean ifNotExists,
      List<String> columns,
      boolean byName,
      Optional<Syntax> replaced,
      Relation query,
      Origin origin)
      implements CatalogStatement {}

  record InsertFolder(
      Optional<String> path,
      String provider,
      Map<String, String> options,
      Relation query,
      Origin origin)
      implements CatalogStatement {}

  record Truncate(List<String> name, List<PartitionValue> partition, Origin origin)
      implements CatalogStatement {}

  record Delete(
      List<String> name, Optional<String> alias, Optional<Syntax> condition, Origin origin)
      implements CatalogStatement {}

  /** {@code column = value}; the value is empty for DEFAULT. */
  record Assignment(List<String> column, Optional<Syntax> value, Origin origin) {}

  record Update(
      List<String> name,
      Optional<String> alias,
      List<Assignment> assignments,
      Optional<Syntax> condition,
      Origin origin)
      implements CatalogStatement {}

  record Merge(
      List<String> name,
      Optional<String> alias,
      Relation source,
      Syntax condition,
      List<MergeBranch> branches,
      Origin origin)
      implements CatalogStatement {}

  /** Of which rows a branch of MERGE is. */
  enum Matching {
    MATCHED,
    NOT_MATCHED,
    NOT_MATCHED_BY_SOURCE
  }

  /** What a branch of MERGE does. */
  enum MergeAction {
    UPDATE,
    UPDATE_ALL,
    DELETE,
    INSERT,
    INSERT_ALL
  }

  /** {@code WHEN MATCHED AND … THEN …}. */
  record MergeBranch(
      Matching matching,
      Optional<Syntax> condition,
      MergeAction action,
      List<Assignment> assignments,
      Origin origin) {}

  // ---- what there is

  /**
   * {@code SHOW DATABASES}, {@code SHOW TABLES IN …} and the like.
   *
   * @param of the database or table
   * @param key a single property
   */
  record Show(
      Shown what,
      Optional<List<String>> of,
      Optional<String> pattern,
      List<PartitionValue> partition,
      Optional<String> key,
      Origin origin)
      implements CatalogStatement {}

  /** What is shown. */
  enum Shown {
    CATALOGS,
    DATABASES,
    TABLES,
    TABLES_EXTENDED,
    VIEWS,
    PARTITIONS,
    TBLPROPERTIES,
    CREATE_TABLE,
    CURRENT_NAMESPACE
  }

  record DescribeDatabase(List<String> name, boolean isExtended, Origin origin)
      implements CatalogStatement {}

  /**
   * {@code ANALYZE TABLE name PARTITION (day = 1) COMPUTE STATISTICS [NOSCAN]}.
   *
   * @param partition columns without a value stand for any
   */
  record AnalyzePartitions(
      List<String> name, List<PartitionValue> partition, boolean countsRows, Origin origin)
      implements CatalogStatement {}

  record DescribePartition(
      List<String> name, List<PartitionValue> partition, boolean isExtended, Origin origin)
      implements CatalogStatement {}

  record Refresh(Optional<List<String>> name, Optional<String> path, Origin origin)
      implements CatalogStatement {}
}
