package io.brasa.core.objectfile;

import io.brasa.core.input.InputFile;
import io.brasa.core.input.ReadOptions;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/** Cuts files of values into splits. Stateless. */
public final class ObjectSplits {
  private ObjectSplits() {}

  /** Files up to the target are one split each, and not looked into before their task does. */
  public static List<ObjectSplit> plan(
      Storages storages, List<StoredFile> files, long targetBytes, ReadOptions options) {
    List<ObjectSplit> splits = new ArrayList<>();
    for (StoredFile stored : files) {
      InputFile file = InputFile.of(stored);
      if (stored.sizeBytes() <= targetBytes) {
        splits.add(new ObjectSplit(file, 0, ObjectSplit.WHOLE));
        continue;
      }
      try {
        Storage storage = storages.resolve(file.path()).storage();
        splits.addAll(
            ObjectFileIndex.read(storage, file, file.sizeBytes()).splits(file, targetBytes));
      } catch (EngineException e) {
        // Who leaves damage out counts it where it is read.
        if (!options.skipsDamage()) throw e;
        splits.add(new ObjectSplit(file, 0, ObjectSplit.WHOLE));
      }
    }
    return List.copyOf(splits);
  }
}
