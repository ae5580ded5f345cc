package io.brasa.core.text;

import io.brasa.core.compression.Compression;
import io.brasa.core.compression.Packing;
import io.brasa.core.input.InputFile;
import io.brasa.core.input.ReadOptions;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts text files into splits. Stateless. */
public final class TextSplits {
  /** The block size of Hadoop's local file system, and a good amount of work for a task. */
  public static final long BLOCK_BYTES = 32L << 20;

  /** Splits of inputs that have very many blocks grow up to this. */
  private static final long BLOCK_BYTES_MAX = 128L << 20;

  /** Splits grow when there are more than this for each of the partitions that are aimed at. */
  private static final int SPLITS_PER_GOAL = 32;

  /** The last split of a file may be larger by a tenth rather than leave a tiny one. */
  private static final int SLOP_PERCENT = 110;

  private TextSplits() {}

  /** Tells how a file is packed. */
  private interface Packings {
    Compression of(StoredFile file, boolean isLong);
  }

  /**
   * Plans the splits of files, in the order of the files and from start to end in each. Empty files
   * give none; compressed ones give one, but for bzip2. Fails with {@code INPUT_UNSUPPORTED} on a
   * compression that cannot be read, and as {@link Storage#open} does on files that cannot.
   *
   * @param minimumPartitions the count of splits aimed at; blocks of 32 to 128 MiB make it more,
   *     compressed or small files may make it less
   */
  public static List<TextSplit> plan(
      Storages storages, List<StoredFile> files, int minimumPartitions, ReadOptions options) {
    boolean areCut = TextEncoding.of(options).isReadInPlace();
    List<TextSplit> splits = new ArrayList<>();
    List<StoredFile> filled = new ArrayList<>();
    for (StoredFile file : files) {
      if (file.sizeBytes() > 0 || !isSeenEmpty(storages, file, options)) filled.add(file);
    }
    return cut(
        filled,
        minimumPartitions,
        areCut,
        // A file that is read by one task is looked into by that task.
        (file, isLong) -> {
          if (options.compression().isPresent()) return options.compression().get();
          Compression byName = Compression.ofName(file.path());
          if (byName != Compression.NONE || !isLong) return byName;
          return magic(storages, file, options);
        },
        splits);
  }

  /** As the longer form, by names alone. */
  static List<TextSplit> plan(List<StoredFile> files, int minimumPartitions) {
    List<StoredFile> filled = files.stream().filter(file -> file.sizeBytes() > 0).toList();
    return cut(
        filled,
        minimumPartitions,
        true,
        (file, isLong) -> Compression.ofName(file.path()),
        new ArrayList<>());
  }

  private static Compression magic(Storages storages, StoredFile file, ReadOptions options) {
    try {
      return InputFile.of(file).byMagic(storages.resolve(file.path()).storage());
    } catch (EngineException e) {
      // Who leaves damage out counts it where it is read.
      if (options.skipsDamage()) return Compression.NONE;
      throw e;
    }
  }

  /**
   * A link that leads nowhere or in a circle is listed as an empty file, and what the system makes
   * up on reading, too. Neither may look like no lines.
   */
  private static boolean isSeenEmpty(Storages storages, StoredFile file, ReadOptions options) {
    try (InputStream in = storages.resolve(file.path()).storage().open(file.path(), 0, 1)) {
      return in.read() < 0;
    } catch (EngineException e) {
      if (options.skipsDamage()) return false;
      throw e;
    } catch (IOException e) {
      throw InputFile.of(file).unreadable(e);
    }
  }

  private static List<TextSplit> cut(
      List<StoredFile> files,
      int minimumPartitions,
      boolean areCut,
      Packings packings,
      List<TextSplit> splits) {
    long totalBytes = 0;
    for (StoredFile file : files) totalBytes += file.sizeBytes();
    long targetBytes = targetBytes(totalBytes, minimumPartitions);
    for (StoredFile file : files)
      cut(file, areCut ? targetBytes : Long.MAX_VALUE, packings, splits);
    return List.copyOf(splits);
  }

  /** How long splits are aimed to be. */
  public static long targetBytes(long totalBytes, int minimumPartitions) {
    long goalBytes = totalBytes / Math.max(1, minimumPartitions);
    long blockBytes = Math.clamp(goalBytes / SPLITS_PER_GOAL, BLOCK_BYTES, BLOCK_BYTES_MAX);
    return Math.max(1, Math.min(goalBytes, blockBytes));
  }

  private static void cut(
      StoredFile stored, long targetBytes, Packings packings, List<TextSplit> splits) {
    InputFile file = InputFile.of(stored);
    long size = stored.sizeBytes();
    boolean isLong = isLonger(size, targetBytes);
    Compression compression = packings.of(stored, isLong);
    long offset = 0;
    if (isLong && Packing.isSplittable(compression)) {
      while (isLonger(size - offset, targetBytes)) {
        splits.add(new TextSplit(file, offset, targetBytes, false, compression));
        offset += targetBytes;
      }
    }
    if (offset < size || size == 0)
      splits.add(new TextSplit(file, offset, size - offset, offset == 0, compression));
  }

  private static boolean isLonger(long size, long targetBytes) {
    return size / SLOP_PERCENT > targetBytes / 100
        || (size <= Long.MAX_VALUE / 100
            && targetBytes <= Long.MAX_VALUE / SLOP_PERCENT
            && size * 100 > targetBytes * SLOP_PERCENT);
  }
}
