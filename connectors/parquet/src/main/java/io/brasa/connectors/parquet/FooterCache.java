package io.brasa.connectors.parquet;

import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.columnar.source.files.Tolerance;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages;
import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Footers that were read, by file as it was. It stays where it is: what travels is empty, and all
 * caches are equal, so that a source that has one is a value. Thread-safe.
 */
public final class FooterCache implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FILES_MAX = 10_000;
  private static final int TABLES_MAX = 100;

  private transient volatile Map<TableFile, Footer> footers;
  private transient Set<TableFile> leftOut;
  private transient Map<ParquetSource, TableStatistics> statistics;

  /** The footer of a file. */
  Footer footer(TableFile file, Storages storages) {
    Map<TableFile, Footer> known = known();
    synchronized (known) {
      Footer footer = known.get(file);
      if (footer != null) return footer;
    }
    Footer read =
        Footer.read(storages.resolve(file.path()).storage(), file.path(), file.sizeBytes());
    synchronized (known) {
      known.put(file, read);
    }
    return read;
  }

  /** The footer of a file; empty if the file is left out, which is told once. */
  Optional<Footer> footer(TableFile file, Tolerance tolerance, SourceContext context) {
    Map<TableFile, Footer> known = known();
    try {
      synchronized (known) {
        if (leftOut.contains(file)) return Optional.empty();
      }
      return Optional.of(footer(file, context.storages()));
    } catch (EngineException e) {
      tolerance.tolerate(e, context);
      synchronized (known) {
        leftOut.add(file);
      }
      return Optional.empty();
    }
  }

  /** What the footers of a table say of it, once they have been asked. */
  TableStatistics statistics(ParquetSource source, Supplier<TableStatistics> asking) {
    synchronized (this) {
      if (statistics == null) statistics = bounded(TABLES_MAX);
      TableStatistics known = statistics.get(source);
      if (known != null) return known;
    }
    TableStatistics asked = asking.get();
    synchronized (this) {
      statistics.put(source, asked);
    }
    return asked;
  }

  private synchronized Map<TableFile, Footer> known() {
    if (footers == null) {
      footers = bounded(FILES_MAX);
      leftOut = new HashSet<>();
    }
    return footers;
  }

  private static <K, V> Map<K, V> bounded(int size) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > size;
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FooterCache;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
