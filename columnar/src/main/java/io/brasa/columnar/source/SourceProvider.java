package io.brasa.columnar.source;

import io.brasa.runtime.storage.Storages;

/** Makes the sources of one format. Registered as a service; thread-safe. */
public interface SourceProvider {
  /** The name that {@code format(…)} and {@code USING} know: {@code parquet}. */
  String format();

  /**
   * Opens a table on the driver. Fails with an {@code EngineException} that names the path, or the
   * option that is unknown or wrong.
   */
  Source open(SourceOptions options, Storages storages);
}
