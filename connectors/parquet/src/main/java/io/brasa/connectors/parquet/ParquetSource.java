package io.brasa.connectors.parquet;

import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.HasStatistics;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.StructType;
import io.brasa.connectors.parquet.format.Footer;
import io.brasa.connectors.parquet.format.Place;
import io.brasa.connectors.parquet.format.RowGroup;
import io.brasa.connectors.parquet.prune.GroupPruning;
import io.brasa.connectors.parquet.schema.Shape;
import io.brasa.connectors.parquet.schema.Shaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Files as a table.
 *
 * @param description for plans and errors
 * @param files in the order in which they are read
 */
public record ParquetSource(
    String description, List<ParquetFile> files, StructType schema, FooterCache footers)
    implements Source, HasStatistics {
  public ParquetSource {
    files = List.copyOf(files);
  }

  @Override
  public List<ParquetSplit> splits(ScanRequest request, SourceContext context) {
    List<ParquetSplit> splits = new ArrayList<>();
    for (ParquetFile file : files) {
      context.checkCancelled();
      Footer footer = footers.footer(file, context.storages());
      List<Shape> shapes = Shaping.shapes(schema, footer.root(), Place.footer(file.path()));
      List<Shape.Leaf> wanted = wanted(request, shapes);
      for (RowGroup group : footer.rowGroups()) {
        if (group.rowCount() == 0 || !GroupPruning.mayMatch(request.filters(), shapes, group))
          continue;
        long bytes = 0;
        for (Shape.Leaf leaf : wanted)
          bytes += group.columns().get(leaf.node().leaf()).compressedBytes();
        splits.add(new ParquetSplit(file, footer.root(), group, bytes));
      }
    }
    return splits;
  }

  private static List<Shape.Leaf> wanted(ScanRequest request, List<Shape> shapes) {
    TreeSet<Integer> columns = new TreeSet<>(request.columns());
    columns.addAll(request.rowFilter().map(RowFilter::columns).orElse(List.of()));
    List<Shape.Leaf> leaves = new ArrayList<>();
    for (int column : columns) shapes.get(column).collect(leaves);
    return leaves;
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    return new ParquetBatches((ParquetSplit) split, schema, request, context);
  }

  @Override
  public boolean appliesRowFilters() {
    return true;
  }

  @Override
  public Optional<TableStatistics> statistics(SourceContext context) {
    return Optional.of(footers.statistics(this, () -> FooterStatistics.of(this, context)));
  }
}
