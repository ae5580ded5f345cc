package io.brasa.columnar.source.files;

import io.brasa.columnar.type.StructType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a table, in the order in which they are read.
 *
 * @param partitions the columns that folders stand for, outermost first; empty when there are none
 * @param tolerance which of the files may be left out
 */
public record FileTable(List<TableFile> files, StructType partitions, Tolerance tolerance)
    implements Serializable {
  public FileTable {
    files = List.copyOf(files);
  }

  /**
   * The same where files are text in an encoding.
   *
   * @param encoding empty for UTF-8
   */
  public FileTable encoded(String encoding) {
    if (encoding.isEmpty()) return this;
    List<TableFile> encoded = new ArrayList<>();
    for (TableFile file : files)
      encoded.add(
          new TableFile(
              file.path(), file.sizeBytes(), file.modifiedMillis(), file.partition(), encoding));
    return new FileTable(encoded, partitions, tolerance);
  }

  /** The columns that files hold, of a schema that a user gave for all. */
  public StructType dataColumns(StructType given) {
    return new StructType(
        given.fields().stream()
            .filter(
                field ->
                    partitions.fields().stream()
                        .noneMatch(folder -> folder.name().equalsIgnoreCase(field.name())))
            .toList());
  }
}
