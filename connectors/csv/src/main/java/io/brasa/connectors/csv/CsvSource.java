package io.brasa.connectors.csv;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.HasHiddenColumns;
import io.brasa.columnar.source.PartitionedSource;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.files.FileOrigin;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.FileSplits;
import io.brasa.columnar.source.files.FileTable;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Files as a table: the columns of {@code data}, then those of folders.
 *
 * @param data columns in the order of the files' fields, with perhaps the one for bad records among
 *     them, which files do not have
 */
record CsvSource(String description, FileTable table, StructType data, CsvOptions options)
    implements Source, PartitionedSource, HasHiddenColumns {
  @Override
  public StructType schema() {
    List<io.brasa.columnar.type.StructField> fields = new ArrayList<>(data.fields());
    fields.addAll(table.partitions().fields());
    return new StructType(fields);
  }

  @Override
  public List<Integer> partitionColumns() {
    return IntStream.range(data.size(), data.size() + table.partitions().size()).boxed().toList();
  }

  @Override
  public StructType hiddenColumns() {
    return FileOrigin.COLUMNS;
  }

  @Override
  public List<FileSplit> splits(ScanRequest request, SourceContext context) {
    return FileSplits.of(table, data.size(), options.pieceBytes(), request, context);
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    FileSplit piece = (FileSplit) split;
    return table
        .tolerance()
        .reading(piece.file(), context, () -> new CsvBatches(this, piece, request, context));
  }
}
