package io.brasa.sql;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.core.Assembly;
import io.brasa.core.Placement;
import io.brasa.core.closure.CallSite;
import io.brasa.core.commit.Staging;
import io.brasa.core.commit.TaskOutput;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.execute.PartitionFolders;
import io.brasa.sql.execute.WriteBatches;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes rows to the files of a table, and makes them part of it by a commit: readers see all of it
 * or nothing. Files that were written and not committed are deleted, by the next commits if need
 * be.
 */
record TableWrites(BrasaSession session, Origin origin) {
  /**
   * Files that are no part of a table yet.
   *
   * @param id of the save, and of the commit
   * @param folder of the save, within the table's
   */
  record Written(String id, String folder, List<DataFile> files) {}

  /** A save that is where it is to be: what makes it part of a table is the table's commit. */
  private record Beside(String target) implements Placement {
    @Override
    public String folder() {
      return target;
    }

    @Override
    public void place(String from) {}

    @Override
    public void withdraw(String from) {}
  }

  /** Writes rows, with columns as files have them. */
  Written write(Entry.Table table, TableDefinition definition, LogicalPlan rows, CallSite site) {
    Assembly assembly = session.execution().assembly();
    String id = Long.toUnsignedString(session.execution().newSeed(), 36);
    String folder = id + "~" + assembly.owner();
    String path = session.tables().store().folder(table) + "/" + folder;
    PartitionFolders folders = folders(definition);
    Sink sink = sink(definition, path, folders.columns());
    List<DataFile> files = new ArrayList<>();
    // A save has a file at least, for its schema; tables know theirs.
    List<DataFile> without = new ArrayList<>();
    // What it reads may be another since: its own rows, say.
    List<DataFile> before = ofEarlierLife(table, folder);
    if (!before.isEmpty()) return new Written(id, folder, before);
    session
        .execution()
        .use(
            BucketedWrites.divided(definition, rows),
            site,
            batches -> {
              for (TaskOutput output :
                  assembly.save(
                      batches,
                      new Beside(path),
                      site,
                      (Staging staging) ->
                          new WriteBatches(
                              staging,
                              sink,
                              folders,
                              "part-" + id + "-",
                              session.execution().operators())))
                for (TaskOutput.StagedFile file : output.files())
                  (output.rows() > 0 ? files : without)
                      .add(
                          new DataFile(
                              folder + "/" + file.name(),
                              file.bytes(),
                              PartitionSpecs.ofPath(file.name())));
            });
    Written written = new Written(id, folder, files);
    if (files.isEmpty()) discard(table, written);
    else for (DataFile each : without) delete(table, each.path());
    return written;
  }

  /** What an earlier driver of an application with a journal has made part of a table by a save. */
  private List<DataFile> ofEarlierLife(Entry.Table table, String folder) {
    if (!session.execution().assembly().isJournaled()) return List.of();
    Optional<TableState> state = session.tables().store().state(table);
    if (state.isEmpty()) return List.of();
    return state.get().files().stream()
        .filter(file -> file.path().startsWith(folder + "/"))
        .toList();
  }

  private void delete(Entry.Table table, String path) {
    Assembly assembly = session.execution().assembly();
    Located place = assembly.storages().resolve(session.tables().store().folder(table));
    place.storage().delete(place.path() + "/" + path);
  }

  Sink sink(TableDefinition definition, String path, List<Integer> partitions) {
    return session
        .formats()
        .sink(definition.provider())
        .open(
            new SourceOptions(List.of(path), definition.options(), Optional.empty()),
            definition.storedSchema(),
            partitions,
            session.execution().assembly().storages());
  }

  static PartitionFolders folders(TableDefinition definition) {
    StructType schema = definition.storedSchema();
    int from = schema.size() - definition.partitioning().size();
    List<Integer> places = IntStream.range(from, schema.size()).boxed().toList();
    List<StructField> fields = places.stream().map(schema::field).toList();
    return new PartitionFolders(
        places,
        fields.stream().map(StructField::name).toList(),
        fields.stream().map(StructField::dataType).toList());
  }

  void discard(Entry.Table table, Written written) {
    delete(table, written.folder());
  }

  /**
   * Makes what was written part of a table, instead of some of its files.
   *
   * @param replaced of a state which files go; may fail
   * @return the state afterwards
   */
  TableState commit(
      SessionCatalog.Found found, Written written, Function<TableState, Set<String>> replaced) {
    return commit(found, written, replaced, found.definition());
  }

  /**
   * As above, with another definition of the table from then on.
   *
   * @param after what the files written go by
   */
  TableState commit(
      SessionCatalog.Found found,
      Written written,
      Function<TableState, Set<String>> replaced,
      TableDefinition after) {
    boolean isAltered = !after.equals(found.definition());
    long now = session.execution().assembly().environment().currentTimeMillis();
    try {
      return session
          .tables()
          .store()
          .change(
              found.table(),
              written.id(),
              state -> {
                requireSame(found, state);
                Set<String> removed = replaced.apply(state);
                if (removed.isEmpty() && written.files().isEmpty())
                  return isAltered ? state.with(after) : state;
                TableState changed = state.replacing(removed, written.files(), now);
                return isAltered ? changed.with(after) : changed;
              });
    } catch (RuntimeException e) {
      try {
        if (!isCommitted(found, written)) discard(found.table(), written);
      } catch (RuntimeException other) {
        e.addSuppressed(other);
      }
      throw e;
    }
  }

  /** Whether files are part of a table, though what made them so may have failed afterwards. */
  boolean isCommitted(SessionCatalog.Found found, Written written) {
    Optional<TableState> state = session.tables().store().state(found.table());
    Set<DataFile> files = new HashSet<>(written.files());
    return state.isPresent() && state.get().files().stream().anyMatch(files::contains);
  }

  /** What was written goes by columns that may have changed meanwhile. */
  private void requireSame(SessionCatalog.Found found, TableState state) {
    TableDefinition before = found.definition();
    TableDefinition now = state.definition();
    boolean isSame =
        before.columns().equals(now.columns())
            && before.partitioning().equals(now.partitioning())
            && before.buckets().equals(now.buckets())
            && before.location().equals(now.location());
    if (!isSame)
      throw QueryErrors.at(
          SqlError.COMMIT_CONFLICT,
          origin,
          "The columns of " + found.name() + " were changed while rows were written to it",
          "Run the statement again");
  }

  /** The files of a state, or those whose partitions a condition takes. */
  static Set<String> files(TableState state, java.util.function.Predicate<List<String>> taken) {
    Set<String> files = new HashSet<>();
    for (DataFile file : state.files()) if (taken.test(file.partition())) files.add(file.path());
    return files;
  }
}
