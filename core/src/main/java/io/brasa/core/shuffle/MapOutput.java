package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is known of a map output without reading it; travels to the driver.
 *
 * @param rows per target partition; not to be changed
 * @param bytes per target partition: of encoded records, or the estimated heap of references; not
 *     to be changed
 * @param contentChecksum depends on which records go to which target, and neither on their order
 *     nor on their form; see the package for the odds. Two attempts with different checksums are
 *     different results
 * @param keys per target partition
 */
public record MapOutput(
    MapOutputId id, long[] rows, long[] bytes, long contentChecksum, List<KeySketch> keys) {
  public MapOutput {
    requireNonNull(id);
    if (rows.length != bytes.length || rows.length != keys.size()) {
      throw new IllegalArgumentException(
          rows.length + " rows, " + bytes.length + " bytes, " + keys.size() + " keys");
    }
    keys = List.copyOf(keys);
  }

  public int targetCount() {
    return rows.length;
  }

  public long totalRows() {
    return sum(rows);
  }

  public long totalBytes() {
    return sum(bytes);
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) sum += value;
    return sum;
  }
}
