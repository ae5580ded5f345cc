package io.brasa.sql;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.HasStatistics;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.sql.execute.SampledStatistics;
import io.brasa.sql.optimize.Bucketing;
import io.brasa.sql.optimize.KnownTables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks each source of a query once what it knows of itself, and looks at some rows of one that does
 * not. What was analyzed goes before. Belongs to one thread.
 */
final class KnownSources implements KnownTables {
  private final SourceContext driver;
  private final SessionStatistics session;
  private final Map<Source, Optional<TableStatistics>> known = new HashMap<>();

  KnownSources(SourceContext driver, SessionStatistics session) {
    this.driver = driver;
    this.session = session;
  }

  @Override
  public Optional<TableStatistics> of(Source source) {
    return known.computeIfAbsent(source, this::find);
  }

  @Override
  public Optional<Bucketing> bucketing(Source source) {
    return session.bucketing(source);
  }

  private Optional<TableStatistics> find(Source source) {
    Optional<TableStatistics> told =
        source instanceof HasStatistics knowing
            ? knowing.statistics(driver)
            : session.sampled(source, () -> SampledStatistics.of(source, driver));
    Optional<TableStatistics> analyzed = session.analyzed(source);
    if (analyzed.isEmpty() || told.isEmpty()) return analyzed.isEmpty() ? told : analyzed;
    Map<Integer, ColumnStatistics> columns = new HashMap<>(told.get().columns());
    columns.putAll(analyzed.get().columns());
    return Optional.of(
        new TableStatistics(analyzed.get().rowCount(), analyzed.get().sizeBytes(), columns));
  }
}
