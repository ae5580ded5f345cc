package io.brasa.columnar.source.files;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * One file of a table, as it was when the table was opened.
 *
 * @param path as its storage takes it
 * @param partition the values of the partition columns, as {@code Values} has them; nulls among
 *     them
 * @param encoding of its text, as Java names it; empty if it is UTF-8, or no text
 */
public record TableFile(
    String path, long sizeBytes, long modifiedMillis, List<Object> partition, String encoding)
    implements Serializable {
  public TableFile(String path, long sizeBytes, long modifiedMillis, List<Object> partition) {
    this(path, sizeBytes, modifiedMillis, partition, "");
  }

  public TableFile {
    Objects.requireNonNull(encoding);
    // Unlike copyOf this takes nulls, and what it makes is known never to change.
    partition = partition.stream().toList();
  }

  /** Whether it can only be read from its beginning on: its bytes become others. */
  public boolean isWhole() {
    return !encoding.isEmpty() || FileSplits.isPacked(path);
  }
}
