package io.brasa.core;

import io.brasa.core.commit.OutputCommit;
import io.brasa.core.journal.Journal;
import io.brasa.runtime.storage.Storages;
import java.util.Optional;

/** Finishes, or undoes, what earlier drivers of the application were saving. */
record SavesOfEarlierDrivers(Storages storages) implements Journal.Saves {
  @Override
  public Optional<byte[]> takeOver(String folder, String staging, long epoch) {
    Storages.Located target = storages.resolve(folder);
    return OutputCommit.takeOver(target.storage(), target.path(), staging, epoch);
  }
}
