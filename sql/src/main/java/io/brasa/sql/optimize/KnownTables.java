package io.brasa.sql.optimize;

import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.TableStatistics;
import java.util.Optional;

/** What is known of sources without reading them. */
@FunctionalInterface
public interface KnownTables {
  /** Nothing is known of any. */
  KnownTables NONE = _ -> Optional.empty();

  /** Empty if nothing is known, or finding out costs too much. May be asked often. */
  Optional<TableStatistics> of(Source source);

  /** How the rows are divided among files by values, if they are. */
  default Optional<Bucketing> bucketing(Source source) {
    return Optional.empty();
  }
}
