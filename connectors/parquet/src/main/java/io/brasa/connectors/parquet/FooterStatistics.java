package io.brasa.connectors.parquet;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.source.files.TableFile;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.prune.ColumnSummary;
import io.brasa.connectors.parquet.schema.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the footers of all files say of a table. */
final class FooterStatistics {
  private FooterStatistics() {}

  static TableStatistics of(ParquetSource source, SourceContext context) {
    List<ColumnSummary> summaries = new ArrayList<>();
    for (int i = 0; i < source.schema().size(); i++) summaries.add(new ColumnSummary());
    long rows = 0;
    long bytes = 0;
    for (TableFile file : source.table().files()) {
      context.checkCancelled();
      Optional<Footer> read = source.footers().footer(file, source.table().tolerance(), context);
      if (read.isEmpty()) continue;
      Footer footer = read.get();
      List<Shape> shapes = source.shapes(file, footer.root());
      for (RowGroup group : footer.rowGroups()) {
        rows += group.rowCount();
        bytes += group.compressedBytes();
        for (int i = 0; i < shapes.size(); i++) summaries.get(i).add(shapes.get(i), group);
      }
    }
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    for (int i = 0; i < summaries.size(); i++) columns.put(i, summaries.get(i).statistics());
    return new TableStatistics(rows, bytes, columns);
  }
}
