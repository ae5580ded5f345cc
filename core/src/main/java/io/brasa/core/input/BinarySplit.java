package io.brasa.core.input;

import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of records of one length in a file. @param length a multiple of that, but for a torn end
 */
public record BinarySplit(InputFile file, long offset, long length) {
  /** Cuts files at borders of records into splits of about so many bytes. */
  public static List<BinarySplit> plan(List<StoredFile> files, int recordLength, long targetBytes) {
    long step = Math.max(1, targetBytes / recordLength) * recordLength;
    List<BinarySplit> splits = new ArrayList<>();
    for (StoredFile file : files) {
      long size = file.sizeBytes();
      for (long offset = 0; offset < size; offset += step)
        splits.add(new BinarySplit(InputFile.of(file), offset, Math.min(step, size - offset)));
    }
    return List.copyOf(splits);
  }
}
