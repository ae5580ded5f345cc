package io.brasa.connectors.text;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.FileColumns;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.WholeFile;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.Vector;
import java.util.List;

/** A file as one row. */
final class TextFiles implements BatchReader {
  private final SourceContext context;
  private final FileColumns columns;
  private final FileSplit split;
  private boolean isRead;

  TextFiles(TextSource source, FileSplit split, ScanRequest request, SourceContext context) {
    this.context = context;
    this.split = split;
    this.columns =
        new FileColumns(request, source.data().size(), source.table().partitions(), split);
  }

  @Override
  public Batch next() {
    context.checkCancelled();
    if (isRead) return null;
    isRead = true;
    context.countInput(1, 0);
    if (columns.needed().isEmpty()) return columns.batch(1, List.of());
    BytesBuilder builder = new BytesBuilder(AtomicType.STRING, 1);
    try (WholeFile file = new WholeFile(split, context)) {
      TextLines.append(builder, file.bytes(), 0, file.length());
    }
    List<Vector> data = List.of(builder.build());
    return columns.batch(1, data);
  }

  @Override
  public void close() {}
}
