package io.brasa.sql;

import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.execute.PartitionFolders;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds rows to tables, or puts them in the place of others. */
record Inserts(BrasaSession session, AnalysisContext context) {
  DataFrame insert(CatalogStatement.Insert insert) {
    SessionCatalog.Found found = session.tables().table(insert.name(), insert.origin());
    StoredRows stored = new StoredRows(session, context, found.definition(), insert.origin());
    PartitionSpecs.Spec spec =
        new PartitionSpecs(session, context).of(found.definition(), insert.partition());
    if (insert.ifNotExists() && isThere(found, spec)) return session.emptyDataFrame();
    Relation query = stored.withDefaults(insert.query(), insert.columns(), insert.partition());
    LogicalPlan rows = session.analyzed(query, context).plan();
    Map<String, Expression> given =
        insert.byName()
            ? stored.byName(rows, insert.partition())
            : stored.byPlace(rows, insert.columns(), dynamicLast(insert, found.definition()));
    LogicalPlan plan = stored.of(rows, given);
    if (insert.replaced().isPresent())
      new RowChanges(session, context).replaceWhere(found, insert.replaced().get(), plan, insert);
    else put(found, plan, insert.overwrites(), spec, insert.origin());
    return session.emptyDataFrame();
  }

  private boolean isThere(SessionCatalog.Found found, PartitionSpecs.Spec spec) {
    for (List<String> partition : new PartitionSpecs(session, context).all(found))
      if (spec.takes(partition)) return true;
    return false;
  }

  /** Columns of partitions without a value come last, in the table's order, as they must. */
  private static List<PartitionValue> dynamicLast(
      CatalogStatement.Insert insert, TableDefinition definition) {
    boolean isDynamic = false;
    for (String column : definition.partitioning())
      for (PartitionValue each : insert.partition()) {
        if (!each.column().equalsIgnoreCase(column)) continue;
        if (each.value().isPresent() && isDynamic)
          throw QueryErrors.at(
              SqlError.INVALID_ARGUMENT_VALUE,
              each.origin(),
              "The partition column " + each.column() + " has a value, and one before it has none",
              "Give values to the outer ones first");
        isDynamic |= each.value().isEmpty();
      }
    return insert.partition();
  }

  /**
   * Writes rows into a table.
   *
   * @param rows with columns as files have them
   * @param spec which partitions are replaced, if any are
   */
  void put(
      SessionCatalog.Found found,
      LogicalPlan rows,
      boolean overwrites,
      PartitionSpecs.Spec spec,
      Origin origin) {
    CallSite site = CallSite.here("insert");
    new KeptTablePlans(session)
        .around(
            found,
            () -> {
              if (found.definition().isExternal())
                putOutside(
                    found,
                    rows,
                    overwrites,
                    session.conf().settings().overwritesDynamically(),
                    spec,
                    origin,
                    site);
              else {
                boolean isByRows = session.conf().settings().overwritesDynamically();
                putInside(found, rows, overwrites, isByRows, spec, origin, site);
              }
            });
  }

  /** Puts rows in the place of the partitions that they belong to. */
  void putIntoPartitions(SessionCatalog.Found found, LogicalPlan rows, Origin origin) {
    PartitionSpecs.Spec all =
        new PartitionSpecs(session, context).of(found.definition(), List.of());
    CallSite site = CallSite.here("overwritePartitions");
    new KeptTablePlans(session)
        .around(
            found,
            () -> {
              if (found.definition().isExternal())
                putOutside(found, rows, true, true, all, origin, site);
              else putInside(found, rows, true, true, all, origin, site);
            });
  }

  private void putInside(
      SessionCatalog.Found found,
      LogicalPlan rows,
      boolean overwrites,
      boolean isByRows,
      PartitionSpecs.Spec spec,
      Origin origin,
      CallSite site) {
    TableWrites writes = new TableWrites(session, origin);
    TableWrites.Written written = writes.write(found.table(), found.definition(), rows, site);
    boolean isDynamic = isByRows && !found.definition().partitioning().isEmpty();
    Set<List<String>> filled = new HashSet<>();
    for (DataFile file : written.files()) filled.add(file.partition());
    writes.commit(
        found,
        written,
        state -> {
          if (!overwrites) return Set.of();
          return TableWrites.files(
              state, partition -> isDynamic ? filled.contains(partition) : spec.takes(partition));
        });
  }

  private void putOutside(
      SessionCatalog.Found found,
      LogicalPlan rows,
      boolean overwrites,
      boolean isByRows,
      PartitionSpecs.Spec spec,
      Origin origin,
      CallSite site) {
    TableDefinition definition = found.definition();
    PartitionFolders folders = TableWrites.folders(definition);
    List<Integer> places = folders.columns();
    String path = definition.location().get();
    boolean isOnePartition = overwrites && !places.isEmpty() && spec.isWhole();
    boolean isSome = overwrites && spec.values().stream().anyMatch(java.util.Optional::isPresent);
    boolean isDynamic = overwrites && isByRows && !places.isEmpty();
    if (!isOnePartition && !places.isEmpty() && isSome && !isDynamic) throw unsupported(origin);
    if (isOnePartition) {
      path += "/" + PartitionSpecs.folder(definition, spec.partition());
      folders = new PartitionFolders(List.of(), List.of(), List.of());
    }
    new TableSave(session.execution(), path, site)
        .run(
            BucketedWrites.divided(definition, rows),
            overwrites ? SaveMode.Overwrite : SaveMode.Append,
            new TableWrites(session, origin).sink(definition, path, places),
            folders,
            isDynamic && !isOnePartition);
    session
        .tables()
        .store()
        .change(found.table(), CatalogStatements.newId(session), state -> seen(state, spec));
  }

  /** Partitions that were dropped are there again once rows come to them. */
  private static TableState seen(TableState state, PartitionSpecs.Spec spec) {
    List<List<String>> hidden =
        state.hiddenPartitions().stream().filter(each -> !spec.takes(each)).toList();
    TableState shown =
        hidden.size() == state.hiddenPartitions().size()
            ? state
            : state.withPartitions(state.emptyPartitions(), hidden);
    return shown.statistics().isEmpty() ? shown : shown.replacing(Set.of(), List.of(), 0);
  }

  private static EngineException unsupported(Origin origin) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        origin,
        "Of a table with a LOCATION one whole partition is overwritten, or those that rows come for",
        "Name a value for each partition column, or SET sql.partitionOverwriteMode = dynamic");
  }

  /** Partitions whose rows go are still there, without rows. */
  private static List<List<String>> emptied(TableState state, PartitionSpecs.Spec spec) {
    Set<List<String>> empty = new java.util.LinkedHashSet<>(state.emptyPartitions());
    if (!state.definition().partitioning().isEmpty())
      for (DataFile file : state.files())
        if (spec.takes(file.partition())) empty.add(file.partition());
    return List.copyOf(empty);
  }

  DataFrame insertFolder(CatalogStatement.InsertFolder insert) {
    DataFrameWriter writer =
        session
            .analyzed(insert.query(), context)
            .write()
            .format(insert.provider())
            .mode(SaveMode.Overwrite)
            .options(insert.options());
    String path =
        insert
            .path()
            .or(() -> java.util.Optional.ofNullable(insert.options().get("path")))
            .orElseThrow(
                () ->
                    QueryErrors.at(
                        SqlError.INVALID_ARGUMENT_VALUE,
                        insert.origin(),
                        "No folder is named to write to",
                        "Write it behind DIRECTORY"));
    writer.save(path);
    return session.emptyDataFrame();
  }

  DataFrame truncate(CatalogStatement.Truncate truncate) {
    SessionCatalog.Found found = session.tables().table(truncate.name(), truncate.origin());
    if (found.definition().isExternal())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          truncate.origin(),
          "The files of " + found.name() + " are others' too, so that it is not truncated",
          "Overwrite it with no rows, or drop the table");
    PartitionSpecs.Spec spec =
        new PartitionSpecs(session, context).of(found.definition(), truncate.partition());
    long now = session.execution().assembly().environment().currentTimeMillis();
    new KeptTablePlans(session)
        .around(
            found,
            () ->
                session
                    .tables()
                    .store()
                    .change(
                        found.table(),
                        CatalogStatements.newId(session),
                        state ->
                            state
                                .replacing(TableWrites.files(state, spec::takes), List.of(), now)
                                .withPartitions(emptied(state, spec), List.of())));
    return session.emptyDataFrame();
  }
}
