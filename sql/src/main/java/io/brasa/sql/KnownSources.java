package io.brasa.sql;

import io.brasa.columnar.source.HasStatistics;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.sql.optimize.KnownTables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks each source of a query once what it knows of itself. Belongs to one thread. */
final class KnownSources implements KnownTables {
  private final SourceContext driver;
  private final Map<Source, Optional<TableStatistics>> known = new HashMap<>();

  KnownSources(SourceContext driver) {
    this.driver = driver;
  }

  @Override
  public Optional<TableStatistics> of(Source source) {
    return known.computeIfAbsent(
        source,
        asked -> asked instanceof HasStatistics told ? told.statistics(driver) : Optional.empty());
  }
}
