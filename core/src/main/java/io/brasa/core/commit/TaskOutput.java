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
   * @param name a plain name, without folders
   * @param bytes its size
   */
  public record StagedFile(String name, long bytes) {
    public StagedFile {
      if (name.isEmpty() || name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException("'" + name + "' is not the name of a file");
      }
      if (name.equals(Staging.SUCCESS))
        throw new IllegalArgumentException(name + " is written by the driver");
      if (bytes < 0) throw new IllegalArgumentException(name + " has " + bytes + " bytes");
    }
  }
}
