package io.brasa.sql.catalog;

import java.util.List;

/**
 * What {@code Catalog.getFunction} tells.
 *
 * @param catalog empty for functions that do not last
 * @param namespace the database alone; nothing for functions that do not last
 * @param className what computes it, for people
 */
public record Function(
    String name,
    String catalog,
    List<String> namespace,
    String description,
    String className,
    boolean isTemporary) {
  public Function {
    namespace = List.copyOf(namespace);
  }

  /** Empty for functions that do not last. */
  public String database() {
    return namespace.isEmpty() ? "" : namespace.getFirst();
  }
}
