package io.brasa.connectors.text;

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
import io.brasa.columnar.source.files.LineRecords;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Files as lines.
 *
 * @param data one column, or none
 * @param separator null for the usual line ends
 */
record TextSource(
    String description,
    FileTable table,
    StructType data,
    boolean isWhole,
    String separator,
    long splitBytes)
    implements Source, PartitionedSource, HasHiddenColumns {
  @Override
  public StructType schema() {
    List<StructField> fields = new ArrayList<>(data.fields());
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
    boolean isCut = !isWhole && LineRecords.canCut(TextSourceProvider.bytes(separator));
    return FileSplits.of(table, data.size(), isCut ? splitBytes : Long.MAX_VALUE, request, context);
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    FileSplit piece = (FileSplit) split;
    return table
        .tolerance()
        .reading(
            piece.file(),
            context,
            () ->
                isWhole
                    ? new TextFiles(this, piece, request, context)
                    : new TextLines(this, piece, request, context));
  }
}
