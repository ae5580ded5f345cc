package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.StoredFunction;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that last: the texts of the statements that made them. */
record StoredFunctions(BrasaSession session) {
  /** Fails with {@code FUNCTION_EXISTS} if there is one that is not to be replaced. */
  void create(
      List<String> parts, String text, boolean ifNotExists, boolean replaces, Origin origin) {
    TableName name = session.tables().name(parts, origin);
    StoredFunction function = new StoredFunction(text, session.tables().current());
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              Names.Database database = SessionCatalog.database(names, name.database(), origin);
              boolean isThere = database.functions().containsKey(name.name());
              if (isThere && ifNotExists) return names;
              if (isThere && !replaces)
                throw QueryErrors.at(
                    SqlError.FUNCTION_EXISTS,
                    origin,
                    "There is a function " + name + " already",
                    "Write OR REPLACE, or choose another name");
              return names.with(name.database(), database.with(name.name(), function));
            });
  }

  /** Returns whether there was one. */
  boolean drop(List<String> parts, Origin origin) {
    TableName name = session.tables().name(parts, origin);
    boolean[] isThere = {false};
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              Optional<Names.Database> database = names.database(name.database());
              isThere[0] =
                  database.isPresent() && database.get().functions().containsKey(name.name());
              return isThere[0]
                  ? names.with(name.database(), database.get().withoutFunction(name.name()))
                  : names;
            });
    return isThere[0];
  }

  Optional<StoredFunction> find(List<String> parts, Origin origin) {
    TableName name = session.tables().name(parts, origin);
    return Optional.ofNullable(of(name.database()).get(name.name()));
  }

  /** What a statement has made that is kept as text. */
  static SqlFunction parsed(StoredFunction stored) {
    if (SqlParser.statement(stored.text()) instanceof Statement.CreateFunction create)
      return create.function();
    throw new EngineException(
        SqlError.SQL_SYNTAX,
        "A function that lasts is kept as: " + stored.text(),
        "Create it again");
  }

  /** By name; none of a database that there is not. */
  Map<String, StoredFunction> of(String database) {
    return session
        .tables()
        .store()
        .names()
        .database(database)
        .map(Names.Database::functions)
        .orElse(Map.of());
  }
}
