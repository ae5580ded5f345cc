package io.brasa.core.text;

import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/** Cuts text files into splits, in the sizes that Hadoop and so Spark would choose. Stateless. */
public final class TextSplits {
  /** The block size of Hadoop's local file system, and a good amount of work for a task. */
  public static final long BLOCK_BYTES = 32L << 20;

  /** The last split of a file may be larger by a tenth rather than leave a tiny one. */
  private static final int SLOP_PERCENT = 110;

  private TextSplits() {}

  /**
   * Plans the splits of files, in the order of the files and from start to end in each. Empty files
   * give none; compressed ones give one. Fails with {@code INPUT_UNSUPPORTED} on a compression that
   * cannot be read.
   *
   * @param minimumPartitions the count of splits aimed at; blocks of 32 MiB make it more,
   *     compressed or small files may make it less
   */
  public static List<TextSplit> plan(List<StoredFile> files, int minimumPartitions) {
    long totalBytes = 0;
    for (StoredFile file : files) totalBytes += file.sizeBytes();
    long goalBytes = totalBytes / Math.max(1, minimumPartitions);
    long targetBytes = Math.max(1, Math.min(goalBytes, BLOCK_BYTES));
    List<TextSplit> splits = new ArrayList<>();
    for (StoredFile file : files) plan(file, targetBytes, splits);
    return List.copyOf(splits);
  }

  private static void plan(StoredFile file, long targetBytes, List<TextSplit> splits) {
    long size = file.sizeBytes();
    Compression compression = Compression.of(file.path());
    if (size == 0) return;
    long offset = 0;
    if (compression == Compression.NONE) {
      while ((size - offset) * 100 > targetBytes * SLOP_PERCENT) {
        splits.add(new TextSplit(file.path(), offset, targetBytes, false));
        offset += targetBytes;
      }
    }
    if (offset < size) splits.add(new TextSplit(file.path(), offset, size - offset, offset == 0));
  }
}
