package io.brasa.core;

import io.brasa.core.lineage.Source;
import io.brasa.core.operation.TextSource;
import io.brasa.core.text.TextSplits;
import io.brasa.runtime.storage.Globs;
import io.brasa.runtime.storage.Storages;

/** Makes sources of what users name by path. */
final class Input {
  private Input() {}

  static Source text(Storages storages, String path, int minimumPartitions) {
    return new TextSource(TextSplits.plan(Globs.files(storages, path), minimumPartitions));
  }
}
