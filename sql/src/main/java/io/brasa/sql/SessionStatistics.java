package io.brasa.sql;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.sql.optimize.Bucketing;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a session has found out of its sources: what {@code ANALYZE TABLE} was told, and what
 * samples show. A source whose files have changed is another one, of which nothing is known.
 * Thread-safe.
 */
final class SessionStatistics {
  private static final int MOST_SAMPLES = 256;

  private final Map<Source, TableStatistics> analyzed = new HashMap<>();
  private final Map<Source, Bucketing> bucketings =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Bucketing> eldest) {
          return size() > MOST_SAMPLES;
        }
      };
  private final Map<Source, Optional<TableStatistics>> samples =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Optional<TableStatistics>> eldest) {
          return size() > MOST_SAMPLES;
        }
      };

  /** How the rows of a source are divided among its files. */
  synchronized void put(Source source, Bucketing found) {
    bucketings.put(source, found);
  }

  synchronized Optional<Bucketing> bucketing(Source source) {
    return Optional.ofNullable(bucketings.get(source));
  }

  synchronized Optional<TableStatistics> analyzed(Source source) {
    return Optional.ofNullable(analyzed.get(source));
  }

  /** What is said of columns now is added to what was said of others before. */
  synchronized void put(Source source, TableStatistics found) {
    TableStatistics before = analyzed.get(source);
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    if (before != null) columns.putAll(before.columns());
    columns.putAll(found.columns());
    analyzed.put(source, new TableStatistics(found.rowCount(), found.sizeBytes(), columns));
  }

  /** What a sample shows, taken outside of the lock if there is none: two may be taken at once. */
  Optional<TableStatistics> sampled(Source source, Supplier<Optional<TableStatistics>> sampling) {
    synchronized (this) {
      Optional<TableStatistics> known = samples.get(source);
      if (known != null) return known;
    }
    Optional<TableStatistics> taken = sampling.get();
    synchronized (this) {
      samples.put(source, taken);
    }
    return taken;
  }
}
