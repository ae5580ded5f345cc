package io.brasa.columnar.source.files;

import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Which columns a file is read for, and how they and those of its folders become a batch. */
public final class FileColumns {
  private final List<Integer> wanted;
  private final List<Integer> needed;
  private final int dataColumns;
  private final StructType partitions;
  private final FileSplit split;

  /**
   * @param dataColumns how many columns of the schema files hold; those of folders follow, and then
   *     those of {@link FileOrigin}
   */
  public FileColumns(ScanRequest request, int dataColumns, StructType partitions, FileSplit split) {
    this.wanted = request.columns();
    this.dataColumns = dataColumns;
    this.partitions = partitions;
    this.split = split;
    LinkedHashSet<Integer> distinct = new LinkedHashSet<>();
    for (int column : wanted) if (column < dataColumns) distinct.add(column);
    this.needed = List.copyOf(distinct);
  }

  /** The columns of the file that are wanted, each once. */
  public List<Integer> needed() {
    return needed;
  }

  /**
   * The batch that was asked for.
   *
   * @param data a vector for each of {@link #needed}
   */
  public Batch batch(int length, List<? extends Vector> data) {
    List<Vector> columns = new ArrayList<>(wanted.size());
    for (int column : wanted) {
      if (column < dataColumns) {
        columns.add(data.get(needed.indexOf(column)));
      } else {
        columns.add(same(column - dataColumns, length));
      }
    }
    return Batch.of(length, columns);
  }

  /** A column that has one value in all rows. */
  private Vector same(int place, int length) {
    int hidden = place - partitions.size();
    return hidden < 0
        ? Vectors.constant(
            partitions.field(place).dataType(), split.file().partition().get(place), length)
        : Vectors.constant(
            FileOrigin.COLUMNS.field(hidden).dataType(),
            FileOrigin.of(hidden, split.file(), split.offset(), split.sizeBytes()),
            length);
  }
}
