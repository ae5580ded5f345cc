package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement.AnalyzePartitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What ANALYZE finds of single partitions: how many rows they have, which lasts until these change.
 * Their bytes are known anyway.
 */
record PartitionFigures(BrasaSession session, AnalysisContext context) {
  DataFrame analyze(AnalyzePartitions analyze) {
    SessionCatalog.Found found = session.tables().table(analyze.name(), analyze.origin());
    if (found.definition().isExternal())
      throw refused(
          analyze,
          "The files of " + found.name() + " are others' too, and what is counted would not last",
          "Count the rows by a query");
    if (found.definition().partitioning().isEmpty())
      throw refused(
          analyze, "The table " + found.name() + " has no partitions", "Leave PARTITION out");
    PartitionSpecs specs = new PartitionSpecs(session, context);
    PartitionSpecs.Spec spec = specs.of(found.definition(), analyze.partition());
    List<List<String>> partitions = specs.all(found).stream().filter(spec::takes).toList();
    if (partitions.isEmpty())
      throw QueryErrors.at(
          SqlError.PARTITION_NOT_FOUND,
          analyze.origin(),
          "The table " + found.name() + " has no such partition",
          "SHOW PARTITIONS lists what there is");
    if (!analyze.countsRows()) return session.emptyDataFrame();
    Map<List<String>, Long> counts = new HashMap<>();
    for (List<String> each : partitions) counts.put(each, 0L);
    counts.putAll(counted(analyze, found, spec));
    counts.keySet().retainAll(partitions);
    long version = found.state().dataVersion();
    session
        .tables()
        .store()
        .change(
            found.table(),
            CatalogStatements.newId(session),
            state -> state.dataVersion() == version ? state.counting(counts) : state);
    return session.emptyDataFrame();
  }

  private Map<List<String>, Long> counted(
      AnalyzePartitions analyze, SessionCatalog.Found found, PartitionSpecs.Spec spec) {
    DataFrame rows = session.table(String.join(".", quoted(analyze.name())));
    List<Column> texts = new ArrayList<>();
    for (int i = 0; i < spec.values().size(); i++) {
      TableColumn column = found.definition().partitionColumns().get(i);
      Column values = rows.col("`" + column.name().replace("`", "``") + "`");
      texts.add(values.cast(AtomicType.STRING).as("p" + i));
      if (spec.values().get(i).isEmpty()) continue;
      Optional<String> value = spec.values().get(i).get();
      rows =
          rows.where(
              value.isPresent()
                  ? values.equalTo(functions.lit(value.get()).cast(column.type()))
                  : values.isNull().or(values.cast(AtomicType.STRING).equalTo("")));
    }
    Map<List<String>, Long> counts = new HashMap<>();
    for (Row row : rows.groupBy(texts.toArray(Column[]::new)).count().collectAsList()) {
      List<String> partition = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++)
        partition.add(row.isNullAt(i) || row.getString(i).isEmpty() ? null : row.getString(i));
      counts.merge(partition, row.getLong(texts.size()), Long::sum);
    }
    return counts;
  }

  private static List<String> quoted(List<String> name) {
    return name.stream().map(part -> "`" + part.replace("`", "``") + "`").toList();
  }

  private static EngineException refused(AnalyzePartitions analyze, String what, String remedy) {
    return QueryErrors.at(SqlError.SQL_UNSUPPORTED, analyze.origin(), what, remedy);
  }
}
