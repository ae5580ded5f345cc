package io.brasa.core;

import io.brasa.core.input.BinarySplit;
import io.brasa.core.input.FileGroup;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.lineage.Source;
import io.brasa.core.objectfile.ObjectSplits;
import io.brasa.core.operation.BinaryRecordsSource;
import io.brasa.core.operation.ObjectFileSource;
import io.brasa.core.operation.TextSource;
import io.brasa.core.operation.WholeFileSource;
import io.brasa.core.text.TextSplits;
import io.brasa.runtime.storage.Globs;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.util.List;

/**
 * Makes sources of what users name by path.
 *
 * @param minimumPartitions the count of partitions aimed at
 */
record Input(
    Storages storages, List<StoredFile> files, int minimumPartitions, ReadOptions options) {
  /** Less than this is not worth a task of its own, unless somebody asks for it. */
  private static final long SMALL_BYTES = 1 << 20;

  static Input of(Storages storages, String path, int minimumPartitions, ReadOptions options) {
    return new Input(storages, Globs.files(storages, path), minimumPartitions, options);
  }

  /** Partitions by default: as many as run at once, if each has a mebibyte, but two at least. */
  static Input byDefault(Storages storages, String path, int parallelism, ReadOptions options) {
    List<StoredFile> files = Globs.files(storages, path);
    long worthy = Math.max(2, totalBytes(files) / SMALL_BYTES);
    return new Input(storages, files, (int) Math.min(parallelism, worthy), options);
  }

  Source text() {
    return new TextSource(TextSplits.plan(storages, files, minimumPartitions, options), options);
  }

  Source wholeFiles(boolean isText) {
    return new WholeFileSource(FileGroup.pack(files, minimumPartitions), options, isText);
  }

  Source binaryRecords(int recordLength) {
    if (recordLength < 1) throw new IllegalArgumentException("record length " + recordLength);
    return new BinaryRecordsSource(
        BinarySplit.plan(files, recordLength, targetBytes()), recordLength, options);
  }

  Source objects() {
    return new ObjectFileSource(
        ObjectSplits.plan(storages, files, targetBytes(), options), options);
  }

  private long targetBytes() {
    return TextSplits.targetBytes(totalBytes(files), minimumPartitions);
  }

  private static long totalBytes(List<StoredFile> files) {
    long total = 0;
    for (StoredFile file : files) total += file.sizeBytes();
    return total;
  }
}
