package io.brasa.columnar.source.files;

import java.io.Serializable;
import java.util.List;

/**
 * One file of a table, as it was when the table was opened.
 *
 * @param path as its storage takes it
 * @param partition the values of the partition columns, as {@code Values} has them; nulls among
 *     them
 */
public record TableFile(String path, long sizeBytes, long modifiedMillis, List<Object> partition)
    implements Serializable {
  public TableFile {
    // Unlike copyOf this takes nulls, and what it makes is known never to change.
    partition = partition.stream().toList();
  }
}
