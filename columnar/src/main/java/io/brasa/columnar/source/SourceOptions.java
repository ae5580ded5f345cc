package io.brasa.columnar.source;

import io.brasa.columnar.type.StructType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a user says of a table to be read or written.
 *
 * @param paths as given; may be globs or folders
 * @param options by name in lower case: case does not count
 * @param schema if the user gives one, which then holds instead of what would be found
 */
public record SourceOptions(
    List<String> paths, Map<String, String> options, Optional<StructType> schema) {
  public SourceOptions {
    paths = List.copyOf(paths);
    Map<String, String> lower = new TreeMap<>();
    options.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    options = Map.copyOf(lower);
  }

  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name.toLowerCase(Locale.ROOT)));
  }

  public String option(String name, String otherwise) {
    return option(name).orElse(otherwise);
  }
}
