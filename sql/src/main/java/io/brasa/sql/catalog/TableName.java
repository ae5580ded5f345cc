package io.brasa.sql.catalog;

import java.util.Locale;

/** The name of a table, view or function in a database, in lower case. */
public record TableName(String database, String name) {
  public TableName {
    database = database.toLowerCase(Locale.ROOT);
    name = name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return database + "." + name;
  }
}
