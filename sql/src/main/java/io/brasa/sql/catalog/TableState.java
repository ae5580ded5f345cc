package io.brasa.sql.catalog;

import io.brasa.columnar.source.TableStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table as of one commit: all that a query must know to read just that.
 *
 * @param files of a table that the catalog owns, in the order in which they came
 * @param emptyPartitions that were added and have no rows: texts of their values
 * @param hiddenPartitions of a table whose files are others' too, that were dropped: what is there
 *     is passed over
 * @param retired files of commits before
 * @param statistics what ANALYZE has found of these rows; of columns by their places in files
 * @param partitionRows how many rows partitions have of which ANALYZE has counted them
 * @param dataVersion counts commits that changed rows
 */
public record TableState(
    TableDefinition definition,
    List<DataFile> files,
    List<List<String>> emptyPartitions,
    List<List<String>> hiddenPartitions,
    List<Retired> retired,
    Optional<TableStatistics> statistics,
    Map<List<String>, Long> partitionRows,
    long dataVersion) {
  public TableState {
    files = List.copyOf(files);
    emptyPartitions = copy(emptyPartitions);
    hiddenPartitions = copy(hiddenPartitions);
    retired = List.copyOf(retired);
    partitionRows = Map.copyOf(partitionRows);
  }

  /** Of a table without rows. */
  public static TableState of(TableDefinition definition) {
    return new TableState(
        definition, List.of(), List.of(), List.of(), List.of(), Optional.empty(), Map.of(), 0);
  }

  private static List<List<String>> copy(List<List<String>> partitions) {
    List<List<String>> copied = new ArrayList<>();
    for (List<String> each : partitions)
      copied.add(Collections.unmodifiableList(new ArrayList<>(each)));
    return List.copyOf(copied);
  }

  public TableState with(TableDefinition changed) {
    return new TableState(
        changed,
        files,
        emptyPartitions,
        hiddenPartitions,
        retired,
        statistics,
        partitionRows,
        dataVersion);
  }

  public TableState with(TableStatistics found) {
    return new TableState(
        definition,
        files,
        emptyPartitions,
        hiddenPartitions,
        retired,
        Optional.of(found),
        partitionRows,
        dataVersion);
  }

  /** With the rows of some partitions, which were counted. */
  public TableState counting(Map<List<String>, Long> rows) {
    Map<List<String>, Long> all = new HashMap<>(partitionRows);
    all.putAll(rows);
    return new TableState(
        definition,
        files,
        emptyPartitions,
        hiddenPartitions,
        retired,
        statistics,
        all,
        dataVersion);
  }

  public TableState withPartitions(List<List<String>> empty, List<List<String>> hidden) {
    return new TableState(
        definition, files, empty, hidden, retired, statistics, partitionRows, dataVersion);
  }

  /** With other files instead of some; what was known of the rows is no longer. */
  public TableState replacing(Set<String> removed, List<DataFile> added, long nowMillis) {
    List<DataFile> left = new ArrayList<>();
    List<Retired> gone = new ArrayList<>(retired);
    for (DataFile file : files) {
      if (removed.contains(file.path())) gone.add(new Retired(file.path(), nowMillis));
      else left.add(file);
    }
    left.addAll(added);
    Set<List<String>> filled = new HashSet<>();
    for (DataFile file : added) filled.add(file.partition());
    Map<List<String>, Long> counted = new HashMap<>(partitionRows);
    counted.keySet().removeAll(filled);
    for (DataFile file : files) if (removed.contains(file.path())) counted.remove(file.partition());
    List<List<String>> empty =
        emptyPartitions.stream().filter(partition -> !filled.contains(partition)).toList();
    return new TableState(
        definition,
        left,
        empty,
        hiddenPartitions,
        gone,
        Optional.empty(),
        counted,
        dataVersion + 1);
  }

  /** The same, whose retired files are these: the others are gone. */
  public TableState retiring(List<Retired> kept) {
    return new TableState(
        definition,
        files,
        emptyPartitions,
        hiddenPartitions,
        kept,
        statistics,
        partitionRows,
        dataVersion);
  }
}
