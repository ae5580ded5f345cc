package io.brasa.sql.catalog;

import java.util.List;

/**
 * What {@code Catalog.getTable} tells.
 *
 * @param catalog empty for temporary views
 * @param namespace the database alone; nothing for temporary views
 * @param description empty if there is none
 * @param tableType {@code MANAGED}, {@code EXTERNAL}, {@code VIEW} or {@code TEMPORARY}
 */
public record Table(
    String name,
    String catalog,
    List<String> namespace,
    String description,
    String tableType,
    boolean isTemporary) {
  public Table {
    namespace = List.copyOf(namespace);
  }

  /** Empty for temporary views. */
  public String database() {
    return namespace.isEmpty() ? "" : namespace.getFirst();
  }
}
