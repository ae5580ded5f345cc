package io.brasa.core.input;

import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/** Whole files that one partition reads. */
public record FileGroup(List<InputFile> files) {
  /** Opening a file costs about as much as reading so many bytes. */
  private static final long OPENING_BYTES = 64 << 10;

  private static final long GROUP_BYTES_MAX = 128L << 20;

  public FileGroup {
    files = List.copyOf(files);
  }

  public long sizeBytes() {
    long size = 0;
    for (InputFile file : files) size += file.sizeBytes();
    return size;
  }

  /**
   * Packs files into groups of about equal work, in their order.
   *
   * @param minimumCount the count of groups aimed at; groups of 128 MiB make it more, few or uneven
   *     files less
   */
  public static List<FileGroup> pack(List<StoredFile> files, int minimumCount) {
    long total = 0;
    for (StoredFile file : files) total += file.sizeBytes() + OPENING_BYTES;
    long wanted = Math.max(Math.max(1, minimumCount), (total - 1) / GROUP_BYTES_MAX + 1);
    long target = Math.max(1, total / wanted);
    List<FileGroup> groups = new ArrayList<>();
    List<InputFile> group = new ArrayList<>();
    long begun = 0;
    long seen = 0;
    for (StoredFile file : files) {
      // The middle of a file says to which group it belongs.
      long middle = seen + (file.sizeBytes() + OPENING_BYTES) / 2;
      if (!group.isEmpty() && middle / target != begun / target) {
        groups.add(new FileGroup(group));
        group.clear();
      }
      if (group.isEmpty()) begun = middle;
      group.add(InputFile.of(file));
      seen += file.sizeBytes() + OPENING_BYTES;
    }
    if (!group.isEmpty()) groups.add(new FileGroup(group));
    return List.copyOf(groups);
  }
}
