package io.brasa.sql;

import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Change;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Statements about views that last. */
record ViewStatements(BrasaSession session) {
  DataFrame create(CatalogStatement.CreateView create) {
    TableName name = session.tables().name(create.name(), create.origin());
    Entry.View view =
        new Entry.View(
            create.text(),
            create.columns(),
            create.comments(),
            session.tables().current(),
            create.comment(),
            create.properties());
    check(name, create.query(), create.columns(), create.origin());
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              Names.Database database =
                  SessionCatalog.database(names, name.database(), create.origin());
              Entry before = database.relations().get(name.name());
              if (before != null && create.ifNotExists()) return names;
              boolean isReplaced = before instanceof Entry.View && create.replaces();
              if (before != null && !isReplaced) throw exists(name, create.origin());
              return names.with(name.database(), database.with(name.name(), view));
            });
    return session.emptyDataFrame();
  }

  static io.brasa.runtime.error.EngineException exists(TableName name, Origin origin) {
    return QueryErrors.at(
        SqlError.TABLE_EXISTS,
        origin,
        "There is a table or view " + name + " already",
        "Choose another name, or drop it first");
  }

  /** What a view cannot be made of is told now, and not when it is used. */
  private void check(TableName name, Relation query, List<String> columns, Origin origin) {
    Relation named =
        columns.isEmpty() ? query : new Relation.Aliased(query, name.name(), columns, origin);
    DataFrame frame =
        session.analyzed(
            named, session.analysis(session.tables().within(session.tables().current(), name)));
    List<String> names = frame.schema().fieldNames();
    for (int i = 0; i < names.size(); i++)
      for (int j = 0; j < i; j++)
        if (names.get(i).equalsIgnoreCase(names.get(j)))
          throw QueryErrors.at(
              SqlError.COLUMN_EXISTS,
              origin,
              "The view " + name + " would have two columns " + names.get(i),
              "Name the columns behind the view's name");
  }

  DataFrame alter(CatalogStatement.AlterView alter) {
    TableName name = session.tables().name(alter.name(), alter.origin());
    check(name, alter.query(), List.of(), alter.origin());
    String database = session.tables().current();
    return change(
        name,
        alter.origin(),
        view ->
            new Entry.View(
                alter.text(), List.of(), List.of(), database, view.comment(), view.properties()));
  }

  DataFrame change(CatalogStatement.AlterTable alter) {
    TableName name = session.tables().name(alter.name(), alter.origin());
    return switch (alter.change()) {
      case Change.Rename rename ->
          new TableAlterations(session, null).rename(name, rename.to(), alter.origin());
      case Change.SetProperties set ->
          change(
              name,
              alter.origin(),
              view -> with(view, view.comment(), set.properties(), List.of()));
      case Change.UnsetProperties unset ->
          change(name, alter.origin(), view -> with(view, view.comment(), Map.of(), unset.names()));
      case Change.SetComment comment ->
          change(name, alter.origin(), view -> with(view, comment.comment(), Map.of(), List.of()));
      default ->
          throw QueryErrors.at(
              SqlError.SQL_UNSUPPORTED,
              alter.origin(),
              "A view has no columns and partitions of its own to be altered",
              "Give it another query by ALTER VIEW … AS");
    };
  }

  private static Entry.View with(
      Entry.View view, Optional<String> comment, Map<String, String> set, List<String> unset) {
    Map<String, String> properties = new TreeMap<>(view.properties());
    properties.putAll(set);
    unset.forEach(properties::remove);
    return new Entry.View(
        view.text(), view.columns(), view.comments(), view.database(), comment, properties);
  }

  private DataFrame change(TableName name, Origin origin, UnaryOperator<Entry.View> change) {
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              if (!(names.relation(name).orElse(null) instanceof Entry.View view))
                throw QueryErrors.at(
                    SqlError.TABLE_NOT_FOUND,
                    origin,
                    "There is no view " + name,
                    "Create a view of this name first");
              Names.Database database = names.databases().get(name.database());
              return names.with(name.database(), database.with(name.name(), change.apply(view)));
            });
    return session.emptyDataFrame();
  }
}
