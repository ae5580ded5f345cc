package io.brasa.connectors.text;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.files.FileColumns;
import io.brasa.columnar.source.files.FileSplit;
import io.brasa.columnar.source.files.LineRecords;
import io.brasa.columnar.text.Utf8;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.Vector;
import java.util.List;

/** The lines of a piece of a file. */
final class TextLines implements BatchReader {
  private static final int MOST_BYTES = 1 << 22;

  private final SourceContext context;
  private final FileColumns columns;
  private final LineRecords lines;

  TextLines(TextSource source, FileSplit split, ScanRequest request, SourceContext context) {
    this.context = context;
    this.columns =
        new FileColumns(request, source.data().size(), source.table().partitions(), split);
    this.lines = new LineRecords(split, TextSourceProvider.bytes(source.separator()), context);
  }

  @Override
  public Batch next() {
    context.checkCancelled();
    boolean isNeeded = !columns.needed().isEmpty();
    BytesBuilder builder = new BytesBuilder(AtomicType.STRING, isNeeded ? Batch.ROWS : 1);
    int rows = 0;
    long bytes = 0;
    while (rows < Batch.ROWS && bytes < MOST_BYTES && lines.next()) {
      rows++;
      bytes += lines.to() - lines.from();
      if (isNeeded) append(builder, lines.bytes(), lines.from(), lines.to());
    }
    if (rows == 0) return null;
    context.countInput(rows, 0);
    List<Vector> data = isNeeded ? List.of(builder.build()) : List.of();
    return columns.batch(rows, data);
  }

  static void append(BytesBuilder builder, byte[] bytes, int from, int to) {
    if (Utf8.isAscii(bytes, from, to) || Utf8.isValid(bytes, from, to)) {
      builder.append(bytes, from, to - from);
    } else {
      byte[] repaired = Utf8.repaired(bytes, from, to);
      builder.append(repaired, 0, repaired.length);
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
