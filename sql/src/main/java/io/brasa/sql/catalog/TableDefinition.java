package io.brasa.sql.catalog;

import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table is, whatever rows it has.
 *
 * @param provider the format of its files
 * @param location where its files are, of a table whose files the catalog does not own
 * @param columns in the order that queries see, those of partitions last, dropped ones among them
 * @param partitioning names of columns whose values are folders, outermost first
 * @param options of the format
 */
public record TableDefinition(
    String provider,
    Optional<String> location,
    List<TableColumn> columns,
    List<String> partitioning,
    Optional<Buckets> buckets,
    Map<String, String> options,
    Map<String, String> properties,
    Optional<String> comment,
    long createdMillis) {
  public TableDefinition {
    columns = List.copyOf(columns);
    partitioning = List.copyOf(partitioning);
    options = Map.copyOf(options);
    properties = Map.copyOf(properties);
  }

  /** Whether the files are others' too. */
  public boolean isExternal() {
    return location.isPresent();
  }

  /** The columns that queries see. */
  public List<TableColumn> visible() {
    return columns.stream().filter(column -> !column.isDropped()).toList();
  }

  public Optional<TableColumn> column(String name) {
    return visible().stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  public boolean isPartitioning(TableColumn column) {
    return !column.isDropped()
        && partitioning.stream().anyMatch(name -> name.equalsIgnoreCase(column.name()));
  }

  /** The columns of partitions, outermost first. */
  public List<TableColumn> partitionColumns() {
    return partitioning.stream().map(name -> column(name).orElseThrow()).toList();
  }

  /** All columns as files have them: those in files by their places, then those of folders. */
  public List<TableColumn> storedColumns() {
    List<TableColumn> stored = new ArrayList<>();
    for (TableColumn column : columns) if (!isPartitioning(column)) stored.add(column);
    stored.sort(Comparator.comparingInt(TableColumn::place));
    stored.addAll(partitionColumns());
    return stored;
  }

  /** {@link #storedColumns} as the schema that files are read and written with. */
  public StructType storedSchema() {
    return new StructType(
        storedColumns().stream()
            .map(column -> new StructField(column.stored(), column.type(), true))
            .toList());
  }

  public TableDefinition withColumns(List<TableColumn> changed, List<String> newPartitioning) {
    return new TableDefinition(
        provider,
        location,
        changed,
        newPartitioning,
        buckets,
        options,
        properties,
        comment,
        createdMillis);
  }

  public TableDefinition withBuckets(Optional<Buckets> changed) {
    return new TableDefinition(
        provider,
        location,
        columns,
        partitioning,
        changed,
        options,
        properties,
        comment,
        createdMillis);
  }

  public TableDefinition withProperties(Map<String, String> changed, Optional<String> newComment) {
    return new TableDefinition(
        provider,
        location,
        columns,
        partitioning,
        buckets,
        options,
        changed,
        newComment,
        createdMillis);
  }

  public TableDefinition withLocation(String changed) {
    return new TableDefinition(
        provider,
        Optional.of(changed),
        columns,
        partitioning,
        buckets,
        options,
        properties,
        comment,
        createdMillis);
  }
}
