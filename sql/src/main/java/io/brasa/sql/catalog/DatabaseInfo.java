package io.brasa.sql.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * What is said of a database.
 *
 * @param location where its tables are kept; empty for its folder in the warehouse
 */
public record DatabaseInfo(
    Optional<String> comment, Optional<String> location, Map<String, String> properties) {
  public static final DatabaseInfo PLAIN =
      new DatabaseInfo(Optional.empty(), Optional.empty(), Map.of());

  public DatabaseInfo {
    properties = Map.copyOf(properties);
  }
}
