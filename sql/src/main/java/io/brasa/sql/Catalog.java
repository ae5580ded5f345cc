package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.core.block.StorageLevel;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import java.util.List;

/** What views and functions a session knows. Thread-safe. */
public final class Catalog {
  private final BrasaSession session;

  Catalog(BrasaSession session) {
    this.session = session;
  }

  /** The names of all views. */
  public DataFrame listTables() {
    List<Row> rows =
        session.views().names().stream().map(name -> Row.of(name, "TEMPORARY", true)).toList();
    return session.createDataFrame(
        rows,
        new StructType()
            .add("name", AtomicType.STRING)
            .add("tableType", AtomicType.STRING)
            .add("isTemporary", AtomicType.BOOLEAN));
  }

  /** The columns of a view. Fails with {@code TABLE_NOT_FOUND}. */
  public DataFrame listColumns(String table) {
    return session.sql("DESCRIBE " + quoted(table));
  }

  /** The names of all functions. */
  public DataFrame listFunctions() {
    return session.sql("SHOW FUNCTIONS");
  }

  public boolean tableExists(String name) {
    return session.views().frame(name).isPresent();
  }

  public boolean functionExists(String name) {
    return session.udf().functions().containsKey(name.toLowerCase(java.util.Locale.ROOT))
        || session.sqlFunctions().find(name).isPresent()
        || BuiltInFunctions.registry().find(name).isPresent();
  }

  /** Returns whether there was one. */
  public boolean dropTempView(String name) {
    return session.views().remove(name);
  }

  /** Returns whether there was one. */
  public boolean dropGlobalTempView(String name) {
    return session.views().remove(Views.global(name));
  }

  /** Keeps a view's rows from the first query on that needs them. */
  public void cacheTable(String name) {
    session.views().require(name, Columns.here("cacheTable")).cache();
  }

  public void uncacheTable(String name) {
    session.views().require(name, Columns.here("uncacheTable")).unpersist();
  }

  public boolean isCached(String name) {
    DataFrame frame = session.views().require(name, Columns.here("isCached"));
    return !frame.storageLevel().equals(StorageLevel.NONE);
  }

  /** Gives back all rows that are kept. */
  public void clearCache() {
    session.execution().kept().dropAll();
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``").replace(".", "`.`") + "`";
  }
}
