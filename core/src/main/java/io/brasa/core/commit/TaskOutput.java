package io.brasa.core.commit;

import java.util.List;

/**
 * What one attempt at a partition has staged: its message of success to the driver.
 *
 * @param partition the partition of the dataset
 * @param attempt the attempt, unique for its partition within the job
 * @param files what it wrote, by name within the output folder
 * @param rows how many records they hold
 */
public record TaskOutput(int partition, int attempt, List<StagedFile> files, long rows) {
  public TaskOutput {
    if (partition < 0 || attempt < 0 || rows < 0) {
      throw new IllegalArgumentException(
          "partition " + partition + ", attempt " + attempt + ", rows " + rows);
    }
    files = List.copyOf(files);
  }

  /** The size of all files. */
  public long bytes() {
    long bytes = 0;
    for (StagedFile file : files) bytes += file.bytes();
    return bytes;
  }

  /**
   * One file of an attempt.
   *
   * @param name within the output: a plain name, or one in folders, {@code day=1/part-00000}
   * @param bytes its size
   */
  public record StagedFile(String name, long bytes) {
    public StagedFile {
      for (String part : name.split("/", -1)) {
        if (part.isEmpty() || part.equals(".") || part.equals(".."))
          throw new IllegalArgumentException("'" + name + "' is not the name of a file");
      }
      if (name.equals(Staging.SUCCESS))
        throw new IllegalArgumentException(name + " is written by the driver");
      if (bytes < 0) throw new IllegalArgumentException(name + " has " + bytes + " bytes");
    }
  }
}
