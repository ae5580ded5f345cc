package io.brasa.sql;

import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement.Change;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes of a table's partitions. Folders of a table with a LOCATION are found by themselves; what
 * is dropped of it stays in its folder and is passed over.
 */
record PartitionAlterations(
    BrasaSession session, AnalysisContext context, SessionCatalog.Found found, Origin origin) {
  private PartitionSpecs specs() {
    return new PartitionSpecs(session, context);
  }

  private DataFrame change(UnaryOperator<TableState> change) {
    new KeptTablePlans(session)
        .around(
            found,
            () ->
                session
                    .tables()
                    .store()
                    .change(found.table(), CatalogStatements.newId(session), change));
    return session.emptyDataFrame();
  }

  private List<List<String>> all(TableState state) {
    return specs().all(new SessionCatalog.Found(found.name(), found.table(), state));
  }

  private String shown(List<String> partition) {
    return PartitionSpecs.shown(found.definition(), partition);
  }

  private void requirePartitioned() {
    if (found.definition().partitioning().isEmpty())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "The table " + found.name() + " has no partitions",
          "Name a table that is PARTITIONED BY columns");
  }

  DataFrame add(Change.AddPartitions add) {
    requirePartitioned();
    List<List<String>> added = new ArrayList<>();
    for (int i = 0; i < add.partitions().size(); i++) {
      List<String> each =
          specs().whole(found.definition(), add.partitions().get(i), origin).partition();
      add.locations().get(i).ifPresent(location -> requireOwn(each, location));
      added.add(each);
    }
    return change(
        state -> {
          List<List<String>> there = all(state);
          Set<List<String>> empty = new java.util.LinkedHashSet<>(state.emptyPartitions());
          List<List<String>> hidden = new ArrayList<>(state.hiddenPartitions());
          for (List<String> each : added) {
            if (there.contains(each) && !add.ifNotExists())
              throw QueryErrors.at(
                  SqlError.PARTITION_EXISTS,
                  origin,
                  "The table " + found.name() + " has a partition " + shown(each) + " already",
                  "Leave it out, or write IF NOT EXISTS");
            if (!there.contains(each) && !hidden.remove(each)) empty.add(each);
          }
          return state.withPartitions(List.copyOf(empty), hidden);
        });
  }

  /** Files of a table are below its folder; a partition may be said to be where it is anyway. */
  private void requireOwn(List<String> partition, String location) {
    String folder = PartitionSpecs.folder(found.definition(), partition);
    if (found.definition().location().isPresent()
        && resolved(location).equals(resolved(found.definition().location().get()) + "/" + folder))
      return;
    throw QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        origin,
        "The partition "
            + shown(partition)
            + " at "
            + location
            + " is outside of its table's folder, which is not supported by this version",
        "Move its files to " + folder + " in the LOCATION of the table, or read both by UNION ALL");
  }

  private String resolved(String path) {
    String resolved = session.execution().assembly().storages().resolve(path).path();
    return resolved.endsWith("/") ? resolved.substring(0, resolved.length() - 1) : resolved;
  }

  DataFrame drop(Change.DropPartitions drop) {
    requirePartitioned();
    List<PartitionSpecs.Spec> specs = new ArrayList<>();
    for (List<PartitionValue> written : drop.partitions())
      specs.add(specs().of(found.definition(), written));
    long now = session.execution().assembly().environment().currentTimeMillis();
    return change(
        state -> {
          Set<List<String>> gone = new HashSet<>();
          for (PartitionSpecs.Spec spec : specs) {
            int before = gone.size();
            for (List<String> each : all(state)) if (spec.takes(each)) gone.add(each);
            if (gone.size() == before && !drop.ifExists()) throw notFound();
          }
          List<List<String>> empty = new ArrayList<>(state.emptyPartitions());
          empty.removeAll(gone);
          if (!found.definition().isExternal())
            return state
                .replacing(TableWrites.files(state, gone::contains), List.of(), now)
                .withPartitions(empty, List.of());
          List<List<String>> hidden = new ArrayList<>(state.hiddenPartitions());
          hidden.addAll(gone);
          return state.withPartitions(empty, hidden);
        });
  }

  private io.brasa.runtime.error.EngineException notFound() {
    return QueryErrors.at(
        SqlError.PARTITION_NOT_FOUND,
        origin,
        "The table " + found.name() + " has no such partition",
        "SHOW PARTITIONS lists what there is; IF EXISTS passes over what is not");
  }

  /** The rows of one partition as those of another: of a table that the catalog owns by copies. */
  DataFrame rename(Change.RenamePartition rename) {
    requirePartitioned();
    if (found.definition().isExternal())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "The folders of " + found.name() + " are others' too, and are not renamed",
          "Rename the folder, and run MSCK REPAIR TABLE");
    List<String> from = specs().whole(found.definition(), rename.from(), origin).partition();
    List<String> to = specs().whole(found.definition(), rename.to(), origin).partition();
    List<List<String>> all = all(found.state());
    if (!all.contains(from)) throw notFound();
    if (all.contains(to))
      throw QueryErrors.at(
          SqlError.PARTITION_EXISTS,
          origin,
          "The table " + found.name() + " has a partition " + shown(to) + " already",
          "Drop it first, or insert into it");
    new RowChanges(session, context).moved(found, from, to, rename.to(), origin);
    return session.emptyDataFrame();
  }

  /** Folders are found whenever a table is read; what was dropped and is there counts again. */
  DataFrame recover() {
    requirePartitioned();
    if (!found.definition().isExternal()) return session.emptyDataFrame();
    Located place =
        session
            .execution()
            .assembly()
            .storages()
            .resolve(found.definition().location().orElseThrow());
    return change(
        state -> {
          List<List<String>> empty = new ArrayList<>();
          for (List<String> each : state.emptyPartitions())
            if (place
                .storage()
                .status(place.path() + "/" + PartitionSpecs.folder(found.definition(), each))
                .isEmpty()) empty.add(each);
          return state.withPartitions(empty, List.of());
        });
  }
}
