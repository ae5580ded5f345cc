package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.LimitedType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.Buckets;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Change;
import io.brasa.sql.syntax.CatalogStatement.ColumnDefinition;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Changes tables without touching their files: what files have stays, and is read otherwise. */
record TableAlterations(BrasaSession session, AnalysisContext context) {
  DataFrame alter(CatalogStatement.AlterTable alter) {
    Origin origin = alter.origin();
    if (alter.change() instanceof Change.Rename rename)
      return rename(session.tables().name(alter.name(), origin), rename.to(), origin);
    SessionCatalog.Found found = session.tables().table(alter.name(), origin);
    PartitionAlterations partitions = new PartitionAlterations(session, context, found, origin);
    return switch (alter.change()) {
      case Change.Rename _ -> throw new IllegalStateException("done above");
      case Change.AddColumns add -> {
        boolean isRewritten =
            add.columns().stream()
                .anyMatch(each -> each.defaultValue().isPresent() || !each.isNullable());
        if (!isRewritten) yield define(found, before -> added(before, add, origin));
        if (found.definition().isExternal())
          throw fixed(
              add.columns().getFirst().name(),
              "is added with a value for rows in files that are others' too",
              origin);
        new RowChanges(session, context)
            .redefine(
                List.of(found.name().database(), found.name().name()),
                origin,
                before -> added(before, add, origin));
        yield session.emptyDataFrame();
      }
      case Change.ReplaceColumns replace ->
          define(found, before -> replaced(before, replace, origin));
      case Change.DropColumns drop -> define(found, before -> dropped(before, drop, origin));
      case Change.RenameColumn each -> define(found, before -> renamed(before, each, origin));
      case Change.AlterColumn each -> define(found, before -> altered(found, before, each, origin));
      case Change.SetProperties set ->
          define(found, before -> with(before, set.properties(), List.of()));
      case Change.UnsetProperties unset -> {
        requireProperties(found, unset, origin);
        yield define(found, before -> with(before, Map.of(), unset.names()));
      }
      case Change.SetComment comment ->
          define(found, before -> before.withProperties(before.properties(), comment.comment()));
      case Change.AddPartitions add -> partitions.add(add);
      case Change.DropPartitions drop -> partitions.drop(drop);
      case Change.RenamePartition each -> partitions.rename(each);
      case Change.RecoverPartitions _ -> partitions.recover();
      case Change.SetLocation location -> define(found, before -> moved(before, location, origin));
    };
  }

  /** Gives a table or view another name in its database. */
  DataFrame rename(TableName from, List<String> written, Origin origin) {
    List<String> target =
        written.size() == 1 ? List.of(from.database(), written.getFirst()) : written;
    TableName to = session.tables().name(target, origin);
    if (!to.database().equals(from.database()))
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "A table stays in its database, " + from.database(),
          "Make a table in the other one of its rows");
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              Entry entry =
                  names
                      .relation(from)
                      .orElseThrow(
                          () ->
                              session.tables().notFound(names, from, List.of(from.name()), origin));
              if (names.relation(to).isPresent()) throw ViewStatements.exists(to, origin);
              Names.Database database = names.databases().get(from.database());
              return names.with(
                  from.database(), database.without(from.name()).with(to.name(), entry));
            });
    return session.emptyDataFrame();
  }

  private DataFrame define(SessionCatalog.Found found, UnaryOperator<TableDefinition> change) {
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
                        state -> state.with(change.apply(state.definition()))));
    return session.emptyDataFrame();
  }

  private static TableDefinition with(
      TableDefinition before, Map<String, String> set, List<String> unset) {
    Map<String, String> properties = new TreeMap<>(before.properties());
    properties.putAll(set);
    unset.forEach(properties::remove);
    Optional<String> comment = before.comment();
    if (set.containsKey("comment")) comment = Optional.of(properties.remove("comment"));
    if (unset.contains("comment")) comment = Optional.empty();
    return before.withProperties(properties, comment);
  }

  private static void requireProperties(
      SessionCatalog.Found found, Change.UnsetProperties unset, Origin origin) {
    if (unset.ifExists()) return;
    Map<String, String> known = found.definition().properties();
    for (String name : unset.names())
      if (!known.containsKey(name) && !name.equals("comment"))
        throw QueryErrors.at(
            SqlError.INVALID_ARGUMENT_VALUE,
            origin,
            "The table " + found.name() + " has no property " + name,
            QueryErrors.perhaps(
                Nearest.of(name, List.copyOf(known.keySet()), 2), "Write IF EXISTS"));
  }

  // ---- columns

  private static TableColumn require(TableDefinition definition, String name, Origin origin) {
    List<String> known = definition.visible().stream().map(TableColumn::name).toList();
    return definition
        .column(name)
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.COLUMN_NOT_FOUND,
                    origin,
                    "The table has no column " + name,
                    QueryErrors.perhaps(
                        Nearest.of(name, known, 3), "It has " + String.join(", ", known))));
  }

  private static EngineException fixed(String name, String why, Origin origin) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        origin,
        "The column " + name + " " + why,
        "Make a table of the rows as they are to be");
  }

  private TableDefinition added(TableDefinition before, Change.AddColumns add, Origin origin) {
    TableDefinition now = before;
    for (ColumnDefinition written : add.columns()) {
      if (now.column(written.name()).isPresent() && add.ifNotExists()) continue;
      if (!written.isNullable() && written.defaultValue().isEmpty())
        throw fixed(written.name(), "is added to rows that have no value of it", origin);
      int place = 0;
      Set<String> stored = new HashSet<>();
      for (TableColumn each : now.columns()) {
        place = Math.max(place, each.place() + 1);
        stored.add(each.stored().toLowerCase(Locale.ROOT));
      }
      String name = written.name();
      for (int i = 1; stored.contains(name.toLowerCase(Locale.ROOT)); i++)
        name = written.name() + "_" + i;
      TableColumn column =
          new TableColumn(
              written.name(),
              written.type(),
              written.isNullable(),
              written.comment(),
              written.defaultValue(),
              name,
              place,
              false);
      now = placed(now, column, written.position(), origin);
    }
    TableDefinitions.requireDifferent(now.columns(), origin);
    return now;
  }

  /** With a column at a place; those of partitions stay last. */
  private static TableDefinition placed(
      TableDefinition before, TableColumn column, Optional<String> position, Origin origin) {
    List<TableColumn> columns = new ArrayList<>(before.columns());
    columns.removeIf(each -> each.stored().equals(column.stored()));
    int at = 0;
    if (position.isEmpty()) {
      while (at < columns.size() && !before.isPartitioning(columns.get(at))) at++;
    } else if (!position.get().equals(ColumnDefinition.FIRST)) {
      TableColumn after = require(before, position.get(), origin);
      if (before.isPartitioning(after))
        throw fixed(column.name(), "cannot come behind one of partitions", origin);
      at = columns.indexOf(after) + 1;
    }
    columns.add(at, column);
    return before.withColumns(columns, before.partitioning());
  }

  private TableDefinition replaced(
      TableDefinition before, Change.ReplaceColumns replace, Origin origin) {
    List<String> kept =
        replace.columns().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    List<String> gone = new ArrayList<>();
    List<ColumnDefinition> more = new ArrayList<>();
    for (TableColumn column : before.visible())
      if (!before.isPartitioning(column) && !kept.contains(column.name().toLowerCase(Locale.ROOT)))
        gone.add(column.name());
    for (ColumnDefinition written : replace.columns())
      if (before.column(written.name()).isEmpty()) more.add(written);
    TableDefinition now = added(before, new Change.AddColumns(more, false), origin);
    return gone.isEmpty() ? now : dropped(now, new Change.DropColumns(gone, false), origin);
  }

  private static TableDefinition dropped(
      TableDefinition before, Change.DropColumns drop, Origin origin) {
    List<TableColumn> columns = new ArrayList<>(before.columns());
    for (String name : drop.columns()) {
      if (drop.ifExists() && before.column(name).isEmpty()) continue;
      TableColumn column = require(before, name, origin);
      if (before.isPartitioning(column) || isOfBuckets(before, column))
        throw fixed(name, "divides the rows among files", origin);
      columns.set(columns.indexOf(column), column.dropped());
    }
    if (columns.stream().allMatch(each -> each.isDropped() || before.isPartitioning(each)))
      throw fixed(drop.columns().getFirst(), "is the last one in files", origin);
    return before.withColumns(columns, before.partitioning());
  }

  private static boolean isOfBuckets(TableDefinition definition, TableColumn column) {
    return definition
        .buckets()
        .filter(
            each ->
                each.columns().contains(column.name()) || each.sorting().contains(column.name()))
        .isPresent();
  }

  private static TableDefinition renamed(
      TableDefinition before, Change.RenameColumn rename, Origin origin) {
    TableColumn column = require(before, rename.from(), origin);
    if (before.isExternal())
      throw fixed(rename.from(), "has this name in files that are others' too", origin);
    List<TableColumn> columns = new ArrayList<>(before.columns());
    columns.set(columns.indexOf(column), column.named(rename.to()));
    TableDefinitions.requireDifferent(columns, origin);
    List<String> partitioning = named(before.partitioning(), column.name(), rename.to());
    return before
        .withColumns(columns, partitioning)
        .withBuckets(
            before
                .buckets()
                .map(
                    each ->
                        new Buckets(
                            each.count(),
                            named(each.columns(), column.name(), rename.to()),
                            named(each.sorting(), column.name(), rename.to()))));
  }

  private static List<String> named(List<String> names, String from, String to) {
    return names.stream().map(name -> name.equals(from) ? to : name).toList();
  }

  private TableDefinition altered(
      SessionCatalog.Found found, TableDefinition before, Change.AlterColumn alter, Origin origin) {
    TableColumn column = require(before, alter.column(), origin);
    TableColumn now = column;
    if (alter.type().isPresent() && !alter.type().get().equals(column.declared())) {
      if (!isWider(column.declared(), alter.type().get())
          || before.isPartitioning(column)
          || isOfBuckets(before, column))
        throw fixed(
            column.name(),
            "is of type "
                + column.declared().sql()
                + ", which files cannot be read otherwise than as",
            origin);
      now = now.typed(alter.type().get());
    }
    if (alter.comment().isPresent()) now = now.commented(alter.comment());
    if (alter.nullable().isPresent()) {
      boolean isStricter = !alter.nullable().get() && column.isNullable();
      if (isStricter && (before.isExternal() || !found.state().files().isEmpty()))
        throw fixed(column.name(), "may have nulls in rows that are there", origin);
      now = now.nullable(alter.nullable().get());
    }
    if (alter.defaultValue().isPresent()) {
      now = now.defaulting(alter.defaultValue().get());
      if (now.defaultValue().isPresent())
        new StoredRows(session, context, before, origin).defaultOf(now);
    }
    List<TableColumn> columns = new ArrayList<>(before.columns());
    columns.set(columns.indexOf(column), now);
    TableDefinition after = before.withColumns(columns, before.partitioning());
    if (alter.position().isEmpty()) return after;
    if (before.isPartitioning(column)) throw fixed(column.name(), "stays where it is", origin);
    return placed(after, now, alter.position(), origin);
  }

  /** Whether files of the one type are read as the other, without loss. */
  private static boolean isWider(DataType from, DataType to) {
    List<AtomicType> whole =
        List.of(AtomicType.BYTE, AtomicType.SHORT, AtomicType.INTEGER, AtomicType.LONG);
    if (from instanceof DecimalType a && to instanceof DecimalType b)
      return a.scale() == b.scale() && a.precision() <= b.precision();
    if (from == AtomicType.FLOAT) return to == AtomicType.DOUBLE;
    if (from instanceof LimitedType a && to instanceof LimitedType b)
      return !a.isFixed() && !b.isFixed() && a.length() <= b.length();
    if (from instanceof LimitedType) return to == AtomicType.STRING;
    return from instanceof AtomicType a
        && to instanceof AtomicType b
        && whole.contains(a)
        && whole.contains(b)
        && whole.indexOf(a) <= whole.indexOf(b);
  }

  private TableDefinition moved(
      TableDefinition before, Change.SetLocation location, Origin origin) {
    if (!before.isExternal())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "The catalog owns the files of the table, and knows where they are",
          "Make a table with a LOCATION for files elsewhere");
    return before.withLocation(
        session.execution().assembly().storages().resolve(location.location()).path());
  }
}
