package io.brasa.sql;

import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.files.FileOrigin;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Assignment;
import io.brasa.sql.syntax.CatalogStatement.PartitionValue;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Changes rows of tables that the catalog owns: files that hold such rows are written again, and
 * one commit puts the new ones in their place. If others have replaced one of the files meanwhile
 * the statement is run again on what is there then; rows that others have added meanwhile come
 * after it.
 */
record RowChanges(BrasaSession session, AnalysisContext context) {
  private static final int MOST_ATTEMPTS = 5;

  // ---- parts of statements

  static Syntax call(String name, Origin origin, Syntax... arguments) {
    return Syntax.Call.of(name, List.of(arguments), origin);
  }

  /** Whether a condition is true, and not null. */
  static Syntax holds(Syntax condition) {
    Origin origin = condition.origin();
    return call(
        "coalesce", origin, condition, new Syntax.Constant(false, AtomicType.BOOLEAN, origin));
  }

  static Syntax truth(boolean value, Origin origin) {
    return new Syntax.Constant(value, AtomicType.BOOLEAN, origin);
  }

  private Relation aliased(Relation rows, SessionCatalog.Found found, Optional<String> alias) {
    return new Relation.Aliased(rows, alias.orElse(found.name().name()), List.of(), Origin.NONE);
  }

  /** The column that an assignment is to. */
  static TableColumn column(
      SessionCatalog.Found found, Optional<String> alias, Assignment assignment) {
    List<String> parts = assignment.column();
    String name = alias.orElse(found.name().name());
    boolean isPlain =
        parts.size() == 1 || parts.size() == 2 && parts.getFirst().equalsIgnoreCase(name);
    if (!isPlain)
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          assignment.origin(),
          "A field of a column is not assigned by itself",
          "Give the column a whole struct");
    return found
        .definition()
        .column(parts.getLast())
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.COLUMN_NOT_FOUND,
                    assignment.origin(),
                    "The table " + found.name() + " has no column " + parts.getLast(),
                    "Name a column of the table"));
  }

  static Syntax value(TableColumn column, Assignment assignment) {
    return stored(
        column,
        assignment.value().orElseGet(() -> defaultOf(column, assignment.origin())),
        assignment.origin());
  }

  /**
   * A value as one of a column's type. Without this a {@code CASE} of it and the old value would
   * change old values that stay, on the way through a type that is common to both.
   */
  static Syntax stored(TableColumn column, Syntax value, Origin origin) {
    return new Syntax.Stored(value, column.name(), column.type(), origin);
  }

  static Syntax defaultOf(TableColumn column, Origin origin) {
    return column
        .defaultValue()
        .map(SqlParser::expression)
        .orElseGet(() -> new Syntax.Constant(null, column.type(), origin));
  }

  // ---- statements

  DataFrame delete(CatalogStatement.Delete delete) {
    if (delete.condition().isEmpty())
      return new Inserts(session, context)
          .truncate(new CatalogStatement.Truncate(delete.name(), List.of(), delete.origin()));
    Syntax condition = delete.condition().get();
    rewrite(
        delete.name(),
        delete.origin(),
        (found, rows) -> aliased(rows, found, delete.alias()),
        "DELETE",
        condition,
        (_, rows) ->
            new Relation.Filter(
                rows, call("not", condition.origin(), holds(condition)), delete.origin()));
    return session.emptyDataFrame();
  }

  DataFrame update(CatalogStatement.Update update) {
    Origin origin = update.origin();
    Syntax condition = update.condition().orElseGet(() -> truth(true, origin));
    rewrite(
        update.name(),
        origin,
        (found, rows) -> aliased(rows, found, update.alias()),
        "UPDATE",
        condition,
        (found, rows) -> new Relation.Project(rows, updated(found, update, condition), origin));
    return session.emptyDataFrame();
  }

  private static List<Syntax> updated(
      SessionCatalog.Found found, CatalogStatement.Update update, Syntax condition) {
    Map<String, Syntax> values = new HashMap<>();
    for (Assignment each : update.assignments()) {
      TableColumn column = column(found, update.alias(), each);
      if (values.put(column.name(), value(column, each)) != null)
        throw QueryErrors.at(
            SqlError.COLUMN_AMBIGUOUS,
            each.origin(),
            "The column " + column.name() + " is assigned twice",
            "Assign it once");
    }
    String table = update.alias().orElse(found.name().name());
    List<Syntax> items = new ArrayList<>();
    for (TableColumn column : found.definition().visible()) {
      Syntax old = new Syntax.Name(List.of(table, column.name()), update.origin());
      Syntax value = values.get(column.name());
      Syntax item =
          value == null
              ? old
              : new Syntax.Case(
                  Optional.empty(),
                  List.of(new Syntax.When(holds(condition), value)),
                  Optional.of(old),
                  update.origin());
      items.add(Syntax.Alias.of(item, column.name(), update.origin()));
    }
    return items;
  }

  // ---- rewriting

  /** What a statement reads of a table. */
  interface Reading {
    Relation of(SessionCatalog.Found found, Relation rows);
  }

  private void rewrite(
      List<String> name,
      Origin origin,
      Reading reading,
      String statement,
      Syntax condition,
      Reading change) {
    attempts(
        name,
        origin,
        found -> {
          Relation all = reading.of(found, session.tables().sources().relation(found));
          Relation asked = new Relation.Filter(all, condition, origin);
          SteadyRows.require(session.analyzed(asked, context).plan(), statement, origin);
          Set<DataFile> affected =
              affected(
                  found, rows -> new Relation.Filter(reading.of(found, rows), condition, origin));
          if (affected.isEmpty()) return List.of();
          Optional<Source> source = open(found, affected);
          Relation rows = reading.of(found, session.tables().sources().relation(found, source));
          return List.of(new Rewritten(affected, stored(found, change.of(found, rows), origin)));
        });
  }

  /**
   * Rows to be written, and the files that they take the place of.
   *
   * @param rows with columns as files have them
   */
  record Rewritten(Set<DataFile> files, LogicalPlan rows) {}

  /**
   * Runs a change until nobody comes between.
   *
   * @param change what is to be written of a table as it is; nothing if nothing changes
   */
  void attempts(
      List<String> name, Origin origin, Function<SessionCatalog.Found, List<Rewritten>> change) {
    for (int attempt = 1; ; attempt++) {
      SessionCatalog.Found found = owned(name, origin);
      try {
        List<Rewritten> rewritten = change.apply(found);
        if (!rewritten.isEmpty())
          new KeptTablePlans(session).around(found, () -> commit(found, rewritten, origin));
        return;
      } catch (EngineException e) {
        if (e.code() != SqlError.COMMIT_CONFLICT || attempt == MOST_ATTEMPTS) throw e;
      }
    }
  }

  private SessionCatalog.Found owned(List<String> name, Origin origin) {
    SessionCatalog.Found found = session.tables().table(name, origin);
    if (found.definition().isExternal())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "The files of " + found.name() + " are others' too, so that rows are not changed in them",
          "Overwrite the table, or make one without LOCATION");
    return found;
  }

  private void commit(SessionCatalog.Found found, List<Rewritten> rewritten, Origin origin) {
    TableWrites writes = new TableWrites(session, origin);
    CallSite site = CallSite.here("change");
    List<TableWrites.Written> all = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    Set<String> replaced = new HashSet<>();
    try {
      for (Rewritten each : rewritten) {
        TableWrites.Written written =
            writes.write(found.table(), found.definition(), each.rows(), site);
        all.add(written);
        files.addAll(written.files());
        for (DataFile file : each.files()) replaced.add(file.path());
      }
      TableWrites.Written first = all.getFirst();
      writes.commit(
          found,
          new TableWrites.Written(first.id(), first.folder(), files),
          state -> {
            Set<String> there = TableWrites.files(state, _ -> true);
            if (!there.containsAll(replaced)) throw conflict(found, origin);
            return replaced;
          });
    } catch (RuntimeException e) {
      discard(found, writes, all, e);
      throw e;
    }
  }

  /** What is part of the table stays, though something failed afterwards. */
  private static void discard(
      SessionCatalog.Found found,
      TableWrites writes,
      List<TableWrites.Written> all,
      RuntimeException failure) {
    try {
      for (TableWrites.Written each : all)
        if (!writes.isCommitted(found, each)) writes.discard(found.table(), each);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Another definition of a table, whose rows are written anew as it says: columns that it has more
   * get their defaults. Rows and definition are one commit.
   */
  void redefine(List<String> name, Origin origin, UnaryOperator<TableDefinition> change) {
    for (int attempt = 1; ; attempt++) {
      SessionCatalog.Found found = owned(name, origin);
      try {
        new KeptTablePlans(session)
            .around(found, () -> redefine(found, change.apply(found.definition()), origin));
        return;
      } catch (EngineException e) {
        if (e.code() != SqlError.COMMIT_CONFLICT || attempt == MOST_ATTEMPTS) throw e;
      }
    }
  }

  private void redefine(SessionCatalog.Found found, TableDefinition after, Origin origin) {
    Set<String> files = TableWrites.files(found.state(), _ -> true);
    LogicalPlan rows = session.analyzed(session.tables().sources().relation(found), context).plan();
    StoredRows stored = new StoredRows(session, context, after, origin);
    TableWrites writes = new TableWrites(session, origin);
    TableWrites.Written written =
        writes.write(
            found.table(),
            after,
            stored.of(rows, stored.byName(rows, List.of())),
            CallSite.here("change"));
    writes.commit(
        found,
        written,
        state -> {
          if (!TableWrites.files(state, _ -> true).equals(files)) throw conflict(found, origin);
          return files;
        },
        after);
  }

  private static EngineException conflict(SessionCatalog.Found found, Origin origin) {
    return QueryErrors.at(
        SqlError.COMMIT_CONFLICT,
        origin,
        "Others have changed the same rows of " + found.name() + " meanwhile",
        "Run the statement again");
  }

  /** A query over columns of a table as rows of its files. */
  LogicalPlan stored(SessionCatalog.Found found, Relation rows, Origin origin) {
    LogicalPlan plan = session.analyzed(rows, context).plan();
    StoredRows stored = new StoredRows(session, context, found.definition(), origin);
    return stored.of(plan, stored.byName(plan, List.of()));
  }

  Optional<Source> open(SessionCatalog.Found found, Set<DataFile> files) {
    return session
        .tables()
        .sources()
        .open(
            found,
            found.state().files().stream().filter(files::contains).map(DataFile::path).toList());
  }

  /** The files with rows that a query gives, if its source tells where rows come from; else all. */
  Set<DataFile> affected(SessionCatalog.Found found, Function<Relation, Relation> rows) {
    List<DataFile> files = found.state().files();
    Optional<Source> source = session.tables().sources().source(found);
    if (source.isEmpty()) return Set.of();
    if (!(source.get() instanceof HasHiddenColumns)) return new HashSet<>(files);
    Origin origin = Origin.NONE;
    Relation marked =
        new Relation.Project(
            session.tables().sources().relation(found),
            List.of(
                new Syntax.Star(List.of(), List.of(), List.of(), origin),
                Syntax.Alias.of(
                    new Syntax.Name(List.of("_metadata", "file_path"), origin), FILE, origin)),
            origin);
    Relation asked =
        new Relation.Distinct(
            new Relation.Project(
                rows.apply(marked), List.of(new Syntax.Name(List.of(FILE), origin)), origin),
            List.of(),
            origin);
    Map<String, DataFile> byPath = new HashMap<>();
    String folder = session.tables().store().folder(found.table());
    for (DataFile file : files)
      byPath.put(
          (String)
              FileOrigin.of(
                  0,
                  new TableFile(folder + "/" + file.path(), file.bytes(), 0, List.of()),
                  0,
                  file.bytes()),
          file);
    Set<DataFile> affected = new HashSet<>();
    for (Batch batch :
        session.execution().collect(session.analyzed(asked, context).plan(), "change")) {
      Batch dense = batch.dense();
      for (int row = 0; row < dense.length(); row++) {
        String path = (String) Values.get(dense.columns().getFirst(), row);
        DataFile file = byPath.get(path);
        if (file == null) throw new IllegalStateException("a row of a file of the table: " + path);
        affected.add(file);
      }
    }
    return affected;
  }

  /** The name under which rows tell their file. */
  private static final String FILE = "__file_path";

  // ---- for other statements

  /** New rows instead of those for which a condition holds. */
  void replaceWhere(
      SessionCatalog.Found now,
      Syntax condition,
      LogicalPlan rows,
      CatalogStatement.Insert insert) {
    attempts(
        insert.name(),
        insert.origin(),
        found -> {
          if (!found.definition().columns().equals(now.definition().columns()))
            throw conflict(found, insert.origin());
          Set<DataFile> affected =
              affected(found, all -> new Relation.Filter(all, condition, insert.origin()));
          Relation kept =
              new Relation.Filter(
                  session.tables().sources().relation(found, open(found, affected)),
                  call("not", condition.origin(), holds(condition)),
                  insert.origin());
          return List.of(
              new Rewritten(affected, stored(found, kept, insert.origin())),
              new Rewritten(Set.of(), rows));
        });
  }

  /** The rows of one partition as those of another. */
  void moved(
      SessionCatalog.Found now,
      List<String> from,
      List<String> to,
      List<PartitionValue> values,
      Origin origin) {
    attempts(
        List.of(now.name().database(), now.name().name()),
        origin,
        found -> {
          Set<DataFile> files = new HashSet<>();
          for (DataFile file : found.state().files())
            if (file.partition().equals(from)) files.add(file);
          if (files.isEmpty()) return List.of();
          LogicalPlan rows =
              session
                  .analyzed(session.tables().sources().relation(found, open(found, files)), context)
                  .plan();
          StoredRows stored = new StoredRows(session, context, found.definition(), origin);
          Map<String, Expression> given = stored.byName(rows, List.of());
          for (String name : found.definition().partitioning())
            given.remove(StoredRows.lower(name));
          for (PartitionValue each : values)
            given.put(
                StoredRows.lower(each.column()),
                stored.constant(
                    new Syntax.Cast(
                        each.value().orElseThrow(),
                        found.definition().column(each.column()).orElseThrow().type(),
                        false,
                        origin)));
          return List.of(new Rewritten(files, stored.of(rows, given)));
        });
    session
        .tables()
        .store()
        .change(
            now.table(),
            CatalogStatements.newId(session),
            state -> {
              List<List<String>> empty = new ArrayList<>(state.emptyPartitions());
              if (!empty.remove(from)) return state;
              empty.add(to);
              return state.withPartitions(empty, state.hiddenPartitions());
            });
  }
}
