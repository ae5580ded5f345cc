package io.brasa.connectors.parquet;

import io.brasa.columnar.source.files.TableFile;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.runtime.storage.Storages;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Footers that were read, by file as it was. It stays where it is: what travels is empty, and all
 * caches are equal, so that a source that has one is a value. Thread-safe.
 */
public final class FooterCache implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FILES_MAX = 10_000;

  private transient volatile Map<TableFile, Footer> footers;

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

  private synchronized Map<TableFile, Footer> known() {
    if (footers == null) {
      footers =
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<TableFile, Footer> eldest) {
              return size() > FILES_MAX;
            }
          };
    }
    return footers;
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
