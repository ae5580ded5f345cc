package io.brasa.columnar.source;

import io.brasa.runtime.storage.Storages;

/** A provider that may have to read all of the data to know its columns. */
public interface LooksFirst extends SourceProvider {
  /** As {@link SourceProvider#open}; reading is left to {@code looking}. */
  Source open(SourceOptions options, Storages storages, Looking looking);
}
